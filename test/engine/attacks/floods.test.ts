import { expect } from '@open-wc/testing';
import { runs } from '../../support/runs.js';
import { heap } from '../fuzz/heap.js';
import { until } from '../support.js';
import { anOffer } from './an-offer.js';
import { Clock } from './clock.js';
import { fakes } from './flood.js';
import { Intruder } from './intruder.js';
import { Call, Member, talk } from './members.js';
import { pour, pourAway } from './pour.js';
import { Relay, type Packet } from './relay.js';

const COUNT = runs(1000);
const OFFERS = 100;
/** New sessions of one pair: so many, then one in this time. */
const AT_ONCE = 3;
const EVERY_MS = 5000;
const KEPT_LEAVES = 256;
const HEAP_MIB = 8;

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const nobody = () => Uint8Array.of(1, 4, ...random(32));

/** What is counted of these packets, beyond what was counted before. */
async function countedOf(relay: Relay, packets: readonly Packet[], member: Member): Promise<Record<string, number>> {
  const before = member.peer.counters;
  await pourAway(relay, packets, member);
  const now = Object.entries(member.peer.counters).map(([what, count]) => [what, count - (before[what] ?? 0)] as const);
  return Object.fromEntries(now.filter(([, count]) => count > 0));
}

/** A call, and one who belongs to the room and offers. */
async function besieged() {
  const relay = new Relay(), clock = new Clock(), { a, b } = await Call.between(relay, { environment: clock.environment });
  const intruder = await Intruder.at(relay), sdp = await anOffer();
  return {
    clock, a, b,
    offer: (n: number) => intruder.say(a.id, { t: 'offer', n, d: 1, sdp, meta: {}, h: intruder.leaveHash, slots: [], channels: [] }),
    answered: async () => (await intruder.messages(a.id)).flatMap((message) => (message.t === 'answer' ? [message.n] : [])),
  };
}

describe('a flood of', function () {
  this.timeout(120_000);

  it('first packets with a good MAC, from no point of the curve or sealed by nobody, is counted and forgotten', async () => {
    const relay = new Relay(), call = await Call.between(relay), { a } = call, intruder = await Intruder.at(relay);
    const points = times(COUNT, (i) => Uint8Array.of([4, 2, 0, 6][i % 4]!, ...random(64)));
    const keys = (await fakes(relay, COUNT)).map(({ me }) => me.pub);
    const [offCurve, unsealed] = await Promise.all([points, keys].map((pubs) => Promise.all(pubs.map((pub) => intruder.buildHollowFirst(a.id, pub)))));
    const strange = times(COUNT, () => ({ topic: offCurve![0]!.topic, bytes: Uint8Array.of(1, 3, ...random(16 + 12 + 64 + 16)) }));
    await countedOf(relay, offCurve!.slice(0, 100), a);
    const before = await heap();
    expect(await countedOf(relay, offCurve!, a)).to.deep.equal({ received: COUNT, 'dropped:key': COUNT });
    expect(await countedOf(relay, unsealed!, a)).to.deep.equal({ received: COUNT, 'dropped:seal': COUNT });
    expect(await countedOf(relay, strange, a)).to.deep.equal({ received: COUNT, 'dropped:unknown': COUNT });
    await call.isUnnoticed();
    expect((await heap() ?? 0) - (before ?? 0)).to.be.below(HEAP_MIB);
  });

  it('leaves of nobody takes no memory and no member away', async () => {
    const relay = new Relay(), call = await Call.between(relay), topic = relay.topics.find((name) => name.endsWith('.all'))!;
    const before = await heap();
    await pour(relay, times(20 * COUNT, () => ({ topic, bytes: nobody() })), async () => {});
    await call.isUnnoticed();
    expect((await heap() ?? 0) - (before ?? 0)).to.be.below(HEAP_MIB);
  });

  it('leaves is remembered for the last 256: a join that such a leave overtook counts for nothing', async () => {
    const relay = new Relay(), clock = new Clock(), member = await Member.enter(relay, { environment: clock.environment });
    await clock.pass(3000); // who has been there for longer offers at once
    const [gone, forgotten, last] = await fakes(relay, 3) as [Intruder, Intruder, Intruder];
    forgotten.leave();
    await pour(relay, times(KEPT_LEAVES, () => ({ topic: gone.buildLeave().topic, bytes: nobody() })), async () => {});
    gone.leave();
    for (const one of [gone, forgotten, last]) await one.join();
    await until('the others are answered', () => forgotten.heardCount > 0 && last.heardCount > 0);
    expect(gone.heardCount).to.equal(0);
    expect(member.made).to.equal(2);
  });

  it('joins of those who are connected is not answered', async () => {
    const relay = new Relay(), call = await Call.between(relay), published = relay.published.length;
    const joins = relay.published.filter(({ bytes }) => bytes[1] === 1);
    await pour(relay, times(COUNT, (i) => joins[i % joins.length]!), async () => {});
    await call.isUnnoticed();
    expect(relay.published.length).to.equal(published);
  });

  it('offers of one who belongs is answered where it ends: what a newer one replaces makes no connection', async () => {
    const { a, b, offer, answered } = await besieged(), made = a.made, events = a.events.length, begin = performance.now();
    for (const n of times(OFFERS, (i) => i + 1)) await offer(n);
    await until('the last is answered', async () => (await answered()).includes(OFFERS));
    expect(a.made - made).to.equal((await answered()).length);
    expect(a.made - made).to.be.at.most(AT_ONCE + Math.floor((performance.now() - begin) / EVERY_MS));
    await until('only the call and the last are left', () => a.alive.length === 2);
    await talk(a, b);
    const ofTheCall = a.events.slice(events).filter((event) => event.name !== 'channel:message' && 'remote' in event && event.remote?.id === b.id);
    expect(ofTheCall).to.deep.equal([]);
  });

  it('offers of one who belongs makes three connections at once, and then one in five seconds', async () => {
    const { clock, a, offer, answered } = await besieged(), { now } = clock.environment, made = a.made, begin = now();
    for (const n of times(AT_ONCE + 2, (i) => i + 1)) {
      await offer(n);
      await until('it is answered', async () => {
        if (n > AT_ONCE) await clock.pass(100);
        return (await answered()).includes(n);
      });
      expect(now() - begin).to.be.at.least((n - AT_ONCE) * EVERY_MS);
      expect(a.made - made).to.equal(n);
    }
  });
});
