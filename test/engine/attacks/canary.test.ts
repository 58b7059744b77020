import { expect } from '@open-wc/testing';
import type { Applicant } from '../../../src/index.js';
import type { Message } from '../../../src/signaling/message.js';
import { runs } from '../../support/runs.js';
import { until } from '../support.js';
import { anOffer } from './an-offer.js';
import { Clock } from './clock.js';
import { Intruder } from './intruder.js';
import { Call, Member } from './members.js';
import { isOf, Relay } from './relay.js';
import { below, seeded, shuffled, type Random } from './seed.js';

const CANARY = 'canary-metadata-Vw3kQz';
const TOKEN = 'canary-token-Hd7xNs';
const STRANGERS = Math.min(runs(24), 200);
const WINDOW_MS = 10_000;

const hasToken = ({ metadata }: Applicant): boolean => metadata['token'] === TOKEN;

/** Two who admit each other and nobody else, long after their joins; `asked` tells whom they judged. */
async function closedCircle(): Promise<{ relay: Relay; clock: Clock; call: Call; asked: Set<string> }> {
  const relay = new Relay(), clock = new Clock(), asked = new Set<string>();
  const verify = (applicant: Applicant) => {
    asked.add(applicant.id);
    return hasToken(applicant);
  };
  const metadata = { token: TOKEN, name: CANARY };
  const call = await Call.between(relay, { verify, metadata, environment: clock.environment });
  await clock.pass(WINDOW_MS + 1000);
  return { relay, clock, call, asked };
}

/** Everything that somebody who knows the room's name can say. */
async function sayings(intruder: Intruder, to: string, sdp: string): Promise<[string, () => Promise<void>][]> {
  const h = intruder.leaveHash, say = (message: Message) => () => intruder.say(to, message);
  const description = { n: 1, d: 1, sdp, slots: [], channels: [] };
  const candidate = { candidate: 'candidate:1 1 udp 2113937151 127.0.0.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
  return [
    ['join', () => intruder.join()],
    ['join', () => intruder.join()],
    ['query', () => intruder.query(to)],
    ['query', () => intruder.query(to)],
    ['hello', say({ t: 'hello', meta: {}, h })],
    ['hello', say({ t: 'hello', meta: { token: 'guessed' }, h })],
    ['offer', say({ t: 'offer', ...description, meta: { token: 'guessed' }, h })],
    ['offer', say({ t: 'offer', ...description, n: 2, meta: {}, h })],
    ['offer', say({ t: 'offer', ...description, n: 3 })],
    ['offer', say({ t: 'offer', ...description, n: 3, d: 2 })],
    ['answer', say({ t: 'answer', ...description, meta: {}, h })],
    ['cand', say({ t: 'cand', n: 1, o: true, list: [candidate] })],
    ['nudge', say({ t: 'nudge', n: 1 })],
    ['gone', say({ t: 'gone', n: 1, hi: 4 })],
    ['reject', say({ t: 'reject', why: 'verify', mh: 'none' })],
    ['reject', say({ t: 'reject', why: 'room-full', mh: 'none' })],
  ];
}

/** Says some of it, in any order; at the end a hello, which is answered when all the rest has been heard. */
async function besiege(intruder: Intruder, to: string, sdp: string, random: Random): Promise<void> {
  const chosen = shuffled(await sayings(intruder, to, sdp), random).slice(0, 4 + below(13, random));
  for (const [, speak] of chosen) await speak();
  await intruder.hello(to, { token: `guessed-${random()}` });
}

/** Who is alone repeats its join, ever more rarely: lets eleven seconds pass without any. */
async function joinless(relay: Relay, clock: Clock): Promise<void> {
  const joins = () => relay.published.filter(isOf('join')).length;
  for (let quiet = 0; quiet < 11; quiet++) {
    const before = joins();
    await clock.pass(1000);
    if (joins() > before) quiet = -1;
  }
}

describe('who admits nobody without a token', function () {
  this.timeout(60_000);

  it('tells strangers nothing of itself, whatever they say and in whatever order', seeded(async (random) => {
    const { relay, clock, call, asked } = await closedCircle(), sdp = await anOffer();
    const strangers = await Promise.all(Array.from({ length: STRANGERS }, () => Intruder.at(relay)));
    for (const stranger of strangers) for (const { id } of call.members) await besiege(stranger, id, sdp, random);
    await until('each has been judged', () => strangers.every(({ id }) => asked.has(id)));
    for (const stranger of strangers) for (const { id } of call.members) await stranger.hear(id, 'reject');
    await clock.pass(20_000);
    for (const stranger of strangers) for (const { id } of call.members) await stranger.query(id);
    await clock.pass(WINDOW_MS);
    const heard = (await Promise.all(strangers.map((stranger) => stranger.texts()))).flat();
    expect(heard.length).to.be.at.least(2 * STRANGERS);
    expect(heard.filter((text) => text.includes(CANARY) || text.includes(TOKEN))).to.deep.equal([]);
    expect(heard.filter((text) => /"(hello|offer|answer|cand)"/.test(text))).to.deep.equal([]);
    await call.isUnnoticed();
  }));

  it('tells no stranger whose join is repeated, or who only listens', async () => {
    const { relay, clock, call } = await closedCircle(), stranger = await Intruder.at(relay);
    for (let i = 0; i < 5; i++) {
      await stranger.join();
      await clock.pass(1000);
    }
    expect(await stranger.frames()).to.deep.include({ e: 0, ae: 0, s: 1, a: 0, m: [] });
    expect((await stranger.frames()).filter(({ e, m }) => e !== 0 || m.length > 0)).to.deep.equal([]);
    await call.isUnnoticed();
  });

  it('reveals itself first only to who asks within ten seconds of a join', async () => {
    const relay = new Relay(), clock = new Clock();
    const asIs = { verify: hasToken, metadata: { token: TOKEN, name: CANARY }, environment: clock.environment };
    const member = await Member.enter(relay, asIs), early = await Intruder.at(relay), late = await Intruder.at(relay);
    await early.query(member.id);
    expect(JSON.stringify(await early.hear(member.id, 'hello'))).to.contain(CANARY);
    await joinless(relay, clock);
    await late.query(member.id);
    await late.hello(member.id, {});
    await late.hear(member.id, 'reject');
    expect((await late.texts()).filter((text) => text.includes(CANARY))).to.deep.equal([]);
    expect(member.eventNames.filter((name) => name !== 'state')).to.deep.equal([]);
    expect(member.made).to.equal(0);
  });

  it('reveals itself even then to nobody who does not ask but tells, offers or joins', async () => {
    const relay = new Relay(), judged: unknown[] = [], verify = (applicant: Applicant) => {
      judged.push(applicant.metadata['token']);
      return hasToken(applicant);
    };
    const member = await Member.enter(relay, { verify, metadata: { token: TOKEN, name: CANARY } });
    const stranger = await Intruder.at(relay), said = await sayings(stranger, member.id, await anOffer());
    for (const [what, speak] of said) if (what !== 'query') await speak();
    await stranger.hello(member.id, { token: 'guessed at last' });
    await until('the last word is judged', () => judged.includes('guessed at last'));
    await stranger.hear(member.id, 'reject');
    expect((await stranger.texts()).filter((text) => text.includes(CANARY) || text.includes(TOKEN))).to.deep.equal([]);
    expect(member.made).to.equal(0);
  });

  it('says that it is present without revealing itself anew', async () => {
    const { relay, clock, call } = await closedCircle(), before = relay.published.length;
    const presence = () => relay.published.slice(before).filter(isOf('join'));
    for (let i = 0; i < 20 && presence().length === 0; i++) await clock.pass(30_000);
    expect(presence().length).to.be.above(0);
    const stranger = await Intruder.at(relay);
    for (const { id } of call.members) {
      await stranger.query(id);
      await stranger.hello(id, {});
      await stranger.hear(id, 'reject');
    }
    expect((await stranger.texts()).filter((text) => text.includes(CANARY))).to.deep.equal([]);
    await call.isUnnoticed();
  });
});
