import { expect } from '@open-wc/testing';
import { platform, type Environment } from '../../../src/environment.js';
import { runs } from '../../support/runs.js';
import { collect, heap } from '../fuzz/heap.js';
import { named, until } from '../support.js';
import { fakeJoins, fakes, flood } from './flood.js';
import type { Intruder } from './intruder.js';
import { Call, Member, together } from './members.js';
import { Picture } from './picture.js';
import { Pulse } from './pulse.js';
import { Relay, type Packet, type Published } from './relay.js';

/** The rate is that of ten thousand a minute; the full run keeps it up for one. */
const COUNT = runs(1500);
const PER_SECOND = 10_000 / 60;
const UNPROVED = 32;
/** Those that were only being made close a moment later, or Chromium would keep them. */
const BEING_CLOSED = 32;
/** Queries that need not wait; the others come 224 a second. */
const AT_ONCE = 32;
/** A second, less what timers and sealing may take from it. */
const SAME_ID_MS = 850;
/** What the queues, the caches and 4,096 of those who left may take. */
const HEAP_MIB = 16;
/** Of so long a silence the engine itself says that the other is disconnected (design §5). */
const SILENCE_MS = 3000;
const COLLECT_MS = 2000;

/** Milliseconds between neighbours. */
const gaps = (packets: readonly Published[]): number[] => packets.slice(1).map(({ at }, i) => at - packets[i]!.at);

describe('joins of people who do not exist', function () {
  this.timeout(120_000);

  // What would be three pages is one here: its closed connections are three times as many.
  let collecting: ReturnType<typeof setInterval>;
  beforeEach(() => { collecting = setInterval(collect, COLLECT_MS); });
  afterEach(() => { clearInterval(collecting); });

  it('come by the thousand, and a newcomer gets in while the call goes on', async () => {
    const relay = new Relay(), call = await Call.between(relay), packets = await fakeJoins(COUNT);
    const before = await heap();
    const pulse = new Pulse(call.a, call.b), picture = await Picture.between(call.b, call.a);
    await flood(relay, packets.slice(0, COUNT / 2), PER_SECOND);
    const rest = flood(relay, packets.slice(COUNT / 2), PER_SECOND);
    const begin = performance.now(), newcomer = await Member.enter(relay);
    await together(call.a, call.b, newcomer);
    const took = performance.now() - begin;
    await rest;
    await until('all beats have been heard', () => pulse.missing <= 1);
    pulse.end();
    picture.end();
    await until('no beat is missing', () => pulse.missing === 0);
    relay.published.length = 0; // the test's own memory
    const after = await heap();
    console.warn(`newcomer connected after ${took.toFixed()} ms; longest silence ${pulse.silence.longest.toFixed()} ms of ${pulse.sent} messages, ${picture.silence.longest.toFixed()} ms of ${picture.silence.beats} frames; in use at most ${call.members.map(({ mostInUse }) => mostInUse)}, alive ${call.members.map(({ mostAlive }) => mostAlive)}; heap ${before?.toFixed()} to ${after?.toFixed()} MiB`);
    expect(took).to.be.below(5000);
    for (const { silence: { longest } } of [pulse, picture]) expect(longest).to.be.below(SILENCE_MS);
    for (const member of [...call.members, newcomer]) {
      expect(member.mostInUse).to.be.at.most(UNPROVED + 2);
      expect(member.mostAlive).to.be.at.most(UNPROVED + 2 + BEING_CLOSED);
      expect(member.company).to.have.length(2);
      expect(member.errors).to.deep.equal([]);
      expect(named(member.events, 'connection:new')).to.have.length(2);
      expect(named(member.events, 'connection:disconnected')).to.have.length(0);
    }
    expect((after ?? 0) - (before ?? 0)).to.be.below(HEAP_MIB);
  });

  it('are each asked at most once a second, and hardly any gets a connection', async () => {
    const relay = new Relay(), member = await Member.enter(relay), crowd = await fakes(relay, 300);
    const packets = await Promise.all(crowd.map((fake) => fake.buildJoin())), begin = performance.now();
    for (let round = 0; round < 4; round++) await flood(relay, packets, 400);
    const seconds = (performance.now() - begin) / 1000, queries = await queriesOf(relay, member, crowd);
    expect(queries.size).to.be.at.least(200);
    expect(Math.min(...[...queries.values()].flatMap(gaps))).to.be.at.least(SAME_ID_MS);
    expect(member.made).to.be.within(1, UNPROVED + Math.ceil(4 * (seconds + 1)));
    expect(member.mostAlive).to.be.at.most(UNPROVED);
    expect(member.eventNames.filter((name) => name !== 'state')).to.deep.equal([]);
  });

  it('are asked 256 times in a second and 224 times in the next, however many they are', async () => {
    let now = 0;
    const environment = Object.create(platform, {
      now: { value: () => now },
      setTimeout: { value: (callback: () => void, ms: number) => (ms < 2000 ? platform.setTimeout(callback, ms) : undefined) }, // so long it does not take
    }) as Environment;
    const relay = new Relay(), member = await Member.enter(relay, { environment }), crowd = await fakes(relay, 800);
    const packets = await Promise.all(crowd.map((fake) => fake.buildJoin()));
    let sent = 0, asked = AT_ONCE;
    const join = async (count: number) => {
      relay.inject(...packets.slice(sent, sent += count));
      await until('as many as may are asked', () => member.count('queries') >= asked);
    };
    now = 10_000; // it is no newcomer any more
    await join(UNPROVED + AT_ONCE + 20);
    for (const total of [256, 480]) {
      while (asked < total) {
        now += 125;
        asked += 28;
        await join(40);
      }
      await heardOut(relay, member, packets[0]!);
      expect(member.count('queries')).to.equal(total);
    }
    expect([member.made, member.dropped('lane')]).to.deep.equal([UNPROVED, 0]);
    const queries = [...await queriesOf(relay, member, crowd)].flatMap(([, all]) => all);
    expect(queries).to.have.length(480);
    expect(member.eventNames.filter((name) => name !== 'state')).to.deep.equal([]);
  });
});

/** Resolves when it is done with what came before: what breaks a seal is counted in its turn. */
async function heardOut(relay: Relay, member: Member, { topic, bytes }: Packet): Promise<void> {
  const before = member.dropped('seal');
  relay.inject({ topic, bytes: bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte)) });
  await until('all are heard', () => member.dropped('seal') > before);
}

/** The packets to each who was only ever asked to prove itself. */
async function queriesOf(relay: Relay, { driver }: Member, crowd: readonly Intruder[]): Promise<Map<string, Published[]>> {
  const queries = new Map<string, Published[]>(), said = relay.publishedBy(driver);
  for (const fake of crowd) {
    const frames = await fake.frames();
    if (frames.length === 0 || frames.some(({ e, m }) => e !== 0 || m.length > 0)) continue;
    queries.set(fake.id, said.filter(({ topic }) => topic === fake.inboxOf(fake.id)));
  }
  return queries;
}
