import { expect } from '@open-wc/testing';
import { Peer, MemoryDriver, type Metadata } from '../../../src/index.js';
import { platform, Timers } from '../../../src/environment.js';
import { Announcer } from '../../../src/signaling/announcer.js';
import { Clock } from '../attacks/clock.js';
import { Member, together } from '../attacks/members.js';
import { isOf, Relay, type Packet } from '../attacks/relay.js';
import { failure, turn, until } from '../support.js';

/** A hello is shorter. */
const OFFER_BYTES = 500;

const beyondState = (member: Member): string[] => member.eventNames.filter((name) => name !== 'state');

/** A source of metadata that resolves, or rejects, when told to. */
function later(): { source: () => Promise<Metadata>; give(metadata: Metadata): void; fail(error: Error): void; asked: Promise<void> } {
  let give!: (metadata: Metadata) => void, fail!: (error: Error) => void, ask!: () => void;
  const given = new Promise<Metadata>((resolve, reject) => { [give, fail] = [resolve, reject]; });
  const asked = new Promise<void>((resolve) => { ask = resolve; });
  const source = () => {
    ask();
    return given;
  };
  return { source, give, fail, asked };
}

describe('a leave that overtakes', function () {
  this.timeout(30_000);

  it('the first word of its member makes no ghost', async () => {
    const relay = new Relay(), clock = new Clock(), a = await Member.enter(relay, { environment: clock.environment });
    const driver = relay.driver(), late: Packet[] = [], joins = relay.publishedBy(a.driver).filter(isOf('join'));
    relay.pass = (packet) => {
      if (packet.from !== driver || isOf('leave')(packet)) return [packet];
      if (isOf('first')(packet)) late.push(packet);
      return [];
    };
    const b = await Member.enter(relay, { driver, environment: clock.environment, metadata: { name: 'Bob' } });
    await clock.pass(3000); // who has been there for longer offers at once
    relay.inject(joins[0]!);
    await until('it has offered', () => late.some(({ bytes }) => bytes.length > OFFER_BYTES));
    await b.peer.leave();
    await until('the leave is heard', () => relay.publishedBy(driver).some(isOf('leave')));
    await turn();
    relay.inject(...late);
    await clock.pass(60_000);
    expect([beyondState(a), a.peer.remotes.size, a.alive.length]).to.deep.equal([[], 0, 0]);
  });
});

describe('metadata set while joining', function () {
  this.timeout(30_000);

  it('that fails leaves what the join gave: nobody is told of a member without', async () => {
    const relay = new Relay(), judged: Metadata[] = [], one = later(), other = later();
    const a = await Member.enter(relay, { verify: ({ metadata }) => judged.push(metadata) > 0 });
    const b = new Member(relay.driver()), joining = b.peer.join({ room: 'room', metadata: one.source });
    await one.asked;
    const setting = failure(() => b.peer.setMetadata(other.source));
    one.give({ name: 'one' });
    await joining;
    await together(a, b);
    other.fail(new Error('the backend is away'));
    expect((await setting).code).to.equal('BAD_OPTION');
    expect([judged, b.peer.metadata, a.remote(b)?.metadata]).to.deep.equal([[{ name: 'one' }], { name: 'one' }, { name: 'one' }]);
  });

  it('is what the others learn in the end, whichever comes first', async () => {
    for (const isFirst of [true, false]) {
      const relay = new Relay(), one = later(), other = later(), a = await Member.enter(relay);
      const b = new Member(relay.driver()), joining = b.peer.join({ room: 'room', metadata: one.source });
      await one.asked;
      const setting = b.peer.setMetadata(other.source);
      (isFirst ? other : one).give({ name: isFirst ? 'other' : 'one' });
      await turn();
      (isFirst ? one : other).give({ name: isFirst ? 'one' : 'other' });
      await Promise.all([joining, setting]);
      await together(a, b);
      await until('it is learned', () => a.remote(b)?.metadata.name === 'other');
      expect(b.peer.metadata).to.deep.equal({ name: 'other' });
    }
  });
});

describe('what is overtaken before it is done', function () {
  it('a join whose metadata never comes lets its driver go once it has left', async () => {
    let held = 0;
    const warm = () => {
      held++;
      return () => { held--; };
    };
    const driver = Object.assign(new MemoryDriver(crypto.randomUUID()), { [Symbol.for('peerix.warm')]: warm }), never = later();
    const peer = new Peer({ driver }), joining = failure(() => peer.join({ room: 'room', metadata: never.source }));
    await never.asked;
    expect(held).to.equal(1);
    await peer.leave();
    expect((await joining).code).to.equal('ABORTED');
    await until('it is let go', () => held === 0);
  });

  it('an announcement is made again, and all is flushed, when the network is back meanwhile', async () => {
    const timers = new Timers(platform), sealed: (() => void)[] = [];
    let flushed = 0;
    const announcer = new Announcer({
      environment: { ...platform, crypto, RTCPeerConnection, random: () => 0.1 }, timers, isSettled: true, log() {},
      announce: () => new Promise((resolve) => { sealed.push(resolve); }),
    });
    const announced = announcer.begin();
    announcer.afterReturn(() => { flushed++; });
    sealed[0]!();
    await announced;
    await until('it has announced itself again', () => sealed.length === 2);
    expect(flushed).to.equal(1);
    timers.dispose();
  });
});
