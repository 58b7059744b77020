import { expect } from '@open-wc/testing';
import { platform, type Environment } from '../../../src/environment.js';
import { fromBase64url } from '../../../src/signaling/bytes.js';
import { runs } from '../../support/runs.js';
import { named, next, until } from '../support.js';
import { Call, Member, together } from './members.js';
import { flipped, redirected, redirectedAndRetyped, resized, retyped } from './mutants.js';
import { pour, pourAway } from './pour.js';
import { isOf, Relay, type Packet } from './relay.js';
import { below, seeded, shuffled } from './seed.js';

const ROUNDS = Math.min(8, runs(1));

/** A call, and every packet that it took, with those of somebody who came and went. */
async function overheard(): Promise<{ relay: Relay; call: Call; packets: Packet[]; gone: string }> {
  const relay = new Relay();
  const [a, b, c] = await Promise.all([Member.enter(relay), Member.enter(relay), Member.enter(relay)]);
  await together(a, b, c);
  const gone = c.id;
  await c.peer.leave();
  await until('it has gone', () => a.peer.remotes.size === 1 && b.peer.remotes.size === 1);
  const call = await Call.of(a, b);
  return { relay, call, packets: [...relay.published], gone };
}

/** What those who are there could take for theirs; leaves are a case of their own. */
const sealedAndHeard = (relay: Relay, packets: Packet[]) => packets.filter((packet) => relay.topics.includes(packet.topic) && !isOf('leave')(packet));

describe('a signaling server that', function () {
  this.timeout(60_000);

  it('flips any bit of any packet is told nothing, and the call goes on', seeded(async (random) => {
    const { relay, call, packets } = await overheard();
    for (const packet of sealedAndHeard(relay, packets)) {
      for (let round = 0; round < ROUNDS; round++) {
        const count = await pourAway(relay, flipped(packet, () => below(8, random)), ...call.members);
        expect(count).to.be.at.least(packet.bytes.length);
      }
    }
    await call.isUnnoticed();
    expect(call.a.count('dropped:lane') + call.b.count('dropped:lane')).to.equal(0);
  }));

  it('makes packets longer or shorter, or of another kind or version, is told nothing', async () => {
    const { relay, call, packets } = await overheard();
    for (const packet of sealedAndHeard(relay, packets)) {
      await pourAway(relay, [...resized(packet), ...retyped(packet)], ...call.members);
    }
    await call.isUnnoticed();
  });

  it('delivers packets where they do not belong, or back to their senders, is told nothing', async () => {
    const { relay, call, packets } = await overheard();
    for (const packet of packets.filter((one) => !isOf('leave')(one))) {
      await pourAway(relay, [...redirected(packet, relay.topics), ...redirectedAndRetyped(packet, relay.topics)], ...call.members);
    }
    await call.isUnnoticed();
  });

  it('repeats everything that was ever said, in any order and under any topic, changes nothing', seeded(async (random) => {
    const { relay, call, packets, gone } = await overheard();
    const again = packets.flatMap((packet) => [packet, ...redirected(packet, relay.topics)]);
    for (let round = 0; round < 3; round++) {
      await pour(relay, shuffled(again, random), () => call.isUnnoticed());
    }
    const late = await Member.enter(relay);
    const meeting = together(call.a, call.b, late);
    await pour(relay, shuffled(again, random), async () => {});
    await meeting;
    await pour(relay, shuffled(again, random), async () => {});
    expect(late.events.filter((event) => 'remote' in event && event.remote?.id === gone)).to.deep.equal([]);
    expect(named(late.events, 'connection:new').map(({ remote }) => remote.id)).to.have.members([call.a.id, call.b.id]);
    expect(named(late.events, 'connection:connected')).to.have.length(2);
    await late.peer.send('it works');
  }));

  it('repeats what was said in an earlier call raises no ghosts in the next', seeded(async (random) => {
    const { relay, call: { a, b }, packets } = await overheard();
    await Promise.all([a.peer.leave(), b.peer.leave()]);
    await Promise.all([a, b].map(({ peer }) => peer.join({ room: 'room' })));
    const begun = [a, b].map(({ events }) => events.length);
    const meeting = together(a, b);
    const ghosts = packets.flatMap((packet) => [packet, ...redirected(packet, relay.topics)]);
    await pour(relay, shuffled(ghosts, random), async () => {});
    await meeting;
    const call = await Call.of(a, b);
    await pour(relay, shuffled(ghosts, random), () => call.isUntouched());
    for (const [i, one] of [a, b].entries()) {
      const seen = named(one.events.slice(begun[i]), 'connection:new').map(({ remote }) => remote.id);
      expect(seen).to.have.length.at.most(1);
    }
  }));

  it('holds everybody back and lets old packets through in the wrong order, delays but does not harm', seeded(async (random) => {
    const relay = new Relay(), held: Packet[] = [];
    const swallowed = new Map<string, number>();
    // The first three of each sender and topic come when nobody waits for them any more.
    relay.pass = (packet) => {
      const seen = (swallowed.get(packet.topic) ?? 0) + 1;
      swallowed.set(packet.topic, seen);
      if (seen > 3) return [packet];
      held.push(packet);
      return [];
    };
    const call = await Call.between(relay);
    expect(held.length).to.be.above(5);
    await pour(relay, shuffled([...held, ...held], random), () => call.isUnnoticed());
    for (const { eventNames } of call.members) {
      expect(eventNames.filter((name) => name.startsWith('connection'))).to.deep.equal(['connection:new', 'connection:connecting', 'connection:connected']);
    }
  }));

  for (const [what, first, last] of [['a head', 0, 66], ['a nonce', 67, 78], ['a text', 79, 200], ['an end', -16, -1]] as const) {
    it(`alters each packet, or each but joins, at ${what} keeps people apart, and neither is told of anybody`, seeded(async (random) => {
      const relay = new Relay(), sparesJoins = random() < 0.5;
      relay.pass = (packet) => {
        if (sparesJoins && isOf('join')(packet)) return [packet];
        const bytes = packet.bytes.slice(), end = Math.min(last < 0 ? bytes.length + last : last, bytes.length - 1);
        const start = first < 0 ? bytes.length + first : first;
        const position = start + below(end - start + 1, random);
        bytes[position] = bytes[position]! ^ (1 << below(8, random));
        return [{ ...packet, bytes }];
      };
      const members = await Promise.all([Member.enter(relay), Member.enter(relay)]);
      await until('both have dropped something', () => members.every((member) => member.dropped() >= 2));
      for (const member of members) {
        expect(member.eventNames.filter((name) => name !== 'state')).to.deep.equal([]);
        expect(member.peer.remotes.size).to.equal(0);
      }
    }));
  }

  it('makes up or alters a leave sends nobody away; the true one does', seeded(async (random) => {
    const relay = new Relay(), { environment, secret } = tappedSecret();
    const [a, b] = await Promise.all([Member.enter(relay), Member.enter(relay, { environment })]);
    const call = await Call.of(a, b), topic = relay.topics.find((name) => name.endsWith('.all'))!;
    const leave = (from: Member, shown: Uint8Array) => ({ topic, bytes: Uint8Array.of(1, 4, ...fromBase64url(from.id)!, ...shown) });
    const forged = [leave(a, secret()), leave(b, crypto.getRandomValues(new Uint8Array(16))), leave(b, new Uint8Array(16))];
    const altered = [...flipped(leave(b, secret()), () => below(8, random)), ...retyped(leave(b, secret())), ...resized(leave(b, secret()))];
    await pour(relay, shuffled([...forged, ...altered], random), () => call.isUnnoticed());
    const closed = next(a.peer, 'connection:closed');
    relay.inject(leave(b, secret()));
    expect((await closed).reason).to.equal('left');
  }));
});

/** The platform, and a look at the one secret of 16 bytes that a member draws: that of its leave. */
function tappedSecret(): { environment: Environment; secret: () => Uint8Array } {
  let drawn: Uint8Array | undefined;
  const getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
    crypto.getRandomValues(array as unknown as Uint8Array<ArrayBuffer>);
    if (array instanceof Uint8Array && array.length === 16) drawn = array;
    return array;
  };
  const environment: Environment = { ...platform, crypto: { subtle: crypto.subtle, getRandomValues }, RTCPeerConnection };
  return { environment, secret: () => drawn! };
}
