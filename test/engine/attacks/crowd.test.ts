import { expect } from '@open-wc/testing';
import { runs } from '../../support/runs.js';
import { named, turn, until } from '../support.js';
import { Clock } from './clock.js';
import { fakes } from './flood.js';
import type { Intruder } from './intruder.js';
import { Call, Member, talk, together } from './members.js';
import { pour } from './pour.js';
import { isOf, Relay } from './relay.js';
import { seeded, shuffled } from './seed.js';

/** More than the page's 500 connections. */
const HELLOS = Math.max(600, runs(600));
const AT_ONCE = 64;
/** The call's, and the newcomer's once it is in. */
const OTHERS = 2;
const WAITING = 100;
/** Those who are not there are found out within four seconds, and whoever is there comes next; twice that, and a little. */
const NEWCOMER_MS = 10_000;

async function sayHello(relay: Relay, { id }: Member, crowd: readonly Intruder[]): Promise<void> {
  const hellos = await Promise.all(crowd.map((fake) => fake.buildFirst(id, fake.frame(id, { t: 'hello', meta: {}, h: fake.leaveHash }))));
  await pour(relay, hellos, turn);
}

/** What a member that is there says of itself, if nothing else: it got everything until now. */
async function acknowledge(relay: Relay, { id }: Member, fake: Intruder): Promise<void> {
  for (const { e, s, m } of await fake.frames()) relay.inject(await fake.buildMail(id, { e: 1, ae: e, s: 2, a: s + m.length - 1, m: [] }));
}

describe('a crowd of people who do not exist', function () {
  this.timeout(60_000);

  it('that says hello is met a few at a time', async () => {
    const relay = new Relay(), call = await Call.between(relay), { a } = call;
    await sayHello(relay, a, await fakes(relay, HELLOS));
    await until('as many as may are being met', () => a.mostInUse >= AT_ONCE);
    await talk(a, call.b);
    expect(a.mostInUse).to.be.at.most(AT_ONCE + OTHERS);
    expect(call.members.map(({ errors }) => errors)).to.deep.equal([[], []]);
  });

  it('does not keep a newcomer out', async () => {
    const relay = new Relay(), { a, b } = await Call.between(relay);
    await sayHello(relay, a, await fakes(relay, HELLOS));
    await until('no more may be met', () => a.mostInUse >= AT_ONCE);
    const begin = performance.now(), c = await Member.enter(relay);
    await together(a, b, c);
    const took = performance.now() - begin;
    console.warn(`newcomer connected after ${took.toFixed()} ms`);
    expect(took).to.be.below(NEWCOMER_MS);
    await talk(a, b);
    await talk(a, c);
    expect(a.mostInUse).to.be.at.most(AT_ONCE + OTHERS);
    expect([a, b, c].map(({ errors }) => errors)).to.deep.equal([[], [], []]);
  });

  it('loses its places to others, and only who hears keeps its own', async () => {
    const relay = new Relay(), { a } = await Call.between(relay), crowd = await fakes(relay, AT_ONCE + 16);
    const hearing = crowd.slice(0, 4), deaf = crowd.slice(4, 24);
    const sessionsWith = async (fake: Intruder) => (await fake.messages(a.id)).flatMap((message) => (message.t === 'offer' ? [message.n] : []));
    await sayHello(relay, a, crowd);
    for (const fake of hearing) {
      await fake.hear(a.id, 'offer');
      await acknowledge(relay, a, fake);
    }
    await until('others were given up, and are tried again', async () => (await Promise.all(deaf.map(sessionsWith))).flat().includes(2));
    expect(await Promise.all(hearing.map(sessionsWith))).to.deep.equal([[1], [1], [1], [1]]);
    expect(a.errors).to.deep.equal([]);
  });

  it('is not greeted when a place is freed', seeded(async (random) => {
    const relay = new Relay(), clock = new Clock();
    const a = await Member.enter(relay, { maxPeers: 2, environment: clock.environment }), b = await Member.enter(relay);
    await together(a, b);
    const crowd = await fakes(relay, WAITING), inboxes = new Set(crowd.map(({ id }) => crowd[0]!.inboxOf(id)));
    const said = () => relay.publishedBy(a.driver).filter(({ topic }) => inboxes.has(topic)).length;
    for (const fake of shuffled(crowd, random)) {
      await fake.join();
      await clock.pass(250);
    }
    expect(said()).to.be.at.least(WAITING);
    await clock.pass(20_000); // no is repeated for a while
    const before = said();
    await b.peer.leave();
    await until('the place is free', () => named(a.events, 'connection:closed').length === 1);
    await clock.pass(10_000);
    expect(said() - before).to.equal(0);
    expect(relay.publishedBy(a.driver).at(-1)).to.satisfy(isOf('join'));
  }));
});
