import { expect } from '@open-wc/testing';
import type { Applicant } from '../../../src/index.js';
import { named, until } from '../support.js';
import { Clock } from './clock.js';
import { Member, talk, together, type Entry } from './members.js';
import { Relay } from './relay.js';
import { below, seeded } from './seed.js';

const CHANGES = 300;

interface Question { readonly name: unknown; readonly previous: unknown; readonly signal: AbortSignal; answer(yes: boolean): void }

/** Admits those of these names at once; of all others it is asked, and answers later. */
class Thinker {
  readonly asked: Question[] = [];
  readonly #admitted: readonly string[];

  constructor(...admitted: string[]) { this.#admitted = admitted; }

  readonly verify = ({ metadata, previous, signal }: Applicant): boolean | Promise<boolean> => {
    if (this.#admitted.includes(metadata.name ?? '')) return true;
    return new Promise((answer) => { this.asked.push({ name: metadata.name, previous: previous?.name, signal, answer }); });
  };

  get names(): unknown[] { return this.asked.map(({ name }) => name); }
}

const enter = (relay: Relay, name: string, entry: Entry = {}): Promise<Member> => Member.enter(relay, { ...entry, metadata: { name } });
const nameOf = (viewer: Member, other: Member): unknown => viewer.remote(other)?.metadata.name;

describe('metadata changed in-band', function () {
  this.timeout(30_000);

  it('hundreds of times is judged one at a time, once for the same, and the latest wins', seeded(async (random) => {
    const relay = new Relay(), ann = new Thinker('Bob'), a = await enter(relay, 'Ann', { verify: ann.verify }), b = await enter(relay, 'Bob');
    await together(a, b);
    for (const name of ['X', 'Y', 'X', ...Array.from({ length: CHANGES }, () => `n${below(40, random)}`), 'last', 'X', 'last']) await b.peer.setMetadata({ name });
    await talk(a, b);
    expect(ann.names).to.deep.equal(['X']);
    ann.asked[0]!.answer(true);
    await until('it is asked about the last', () => ann.asked.length === 2);
    expect([ann.names, ann.asked[1]!.previous, nameOf(a, b)]).to.deep.equal([['X', 'last'], 'X', 'X']);
    ann.asked[1]!.answer(true);
    await until('the last is believed', () => nameOf(a, b) === 'last');
    for (const name of ['X', 'Bob', 'last']) {
      await b.peer.setMetadata({ name });
      await until('it is believed, unasked', () => nameOf(a, b) === name);
    }
    expect(ann.names).to.deep.equal(['X', 'last']);
    expect(named(a.events, 'metadata').map(({ metadata }) => metadata.name)).to.deep.equal(['X', 'last', 'X', 'Bob', 'last']);
    expect([a, b].map((member) => [member.errors, member.count('dropped:lane')])).to.deep.equal([[[], 0], [[], 0]]);
  }));

  it('is no more judged once its member has left', async () => {
    const relay = new Relay(), ann = new Thinker('Bob'), a = await enter(relay, 'Ann', { verify: ann.verify }), b = await enter(relay, 'Bob');
    await together(a, b);
    for (const name of ['X', 'Y', 'Z']) await b.peer.setMetadata({ name });
    await talk(a, b);
    await b.peer.leave();
    await until('it is told', () => a.company.length === 0);
    expect(ann.asked.map(({ name, signal }) => [name, signal.aborted])).to.deep.equal([['X', true]]);
    ann.asked[0]!.answer(true);
    await together(a, await enter(relay, 'Bob'));
    expect(ann.names).to.deep.equal(['X']);
  });
});

describe('who is refused for what it no longer says', function () {
  this.timeout(30_000);

  for (const isSeen of [false, true]) it(`is judged anew at once${isSeen ? ', also where it has heard of the judge' : ''}`, async () => {
    const relay = new Relay(), clock = new Clock(), { environment } = clock, judge = new Thinker('Good');
    const j = await enter(relay, 'Bad', { environment });
    await clock.pass(3000); // who has been there for longer offers at once
    const v = await enter(relay, 'Ann', { environment, verify: judge.verify });
    await until('it is judged', () => judge.asked.length > 0);
    if (isSeen) await clock.pass(1000);
    await j.peer.setMetadata({ name: 'Good' });
    judge.asked[0]!.answer(false);
    const begin = environment.now();
    await until('they are connected', async () => {
      await clock.pass(100);
      return v.company.includes(j.id) && j.company.includes(v.id);
    });
    expect(environment.now() - begin).to.be.below(4000);
    expect([j.errors, judge.names]).to.deep.equal([[], ['Bad']]);
  });

  it('and corrects itself while its own room is full gets in when a place is freed', async () => {
    const relay = new Relay(), clock = new Clock(), { environment } = clock, judge = new Thinker('Good', 'Kim');
    const v = await enter(relay, 'Ann', { environment, verify: judge.verify });
    const j = await enter(relay, 'Bad', { environment, maxPeers: 2 });
    await until('it is judged', () => judge.asked.length > 0);
    judge.asked[0]!.answer(false);
    await until('it is refused', async () => {
      await clock.pass(250);
      return j.errors.length > 0;
    });
    const k = new Member(relay.driver(), { environment }), inbox = new RegExp(`${v.id}$`);
    relay.pass = (packet) => (packet.from === k.driver && inbox.test(packet.topic) ? [] : [packet]); // these two do not meet
    await k.peer.join({ room: 'room', metadata: { name: 'Kim' } });
    await until('the third is in', async () => {
      await clock.pass(250);
      return j.company.includes(k.id);
    });
    await j.peer.setMetadata({ name: 'Good' });
    await clock.pass(3000);
    expect(j.company).to.deep.equal([k.id]);
    await k.peer.leave();
    await until('it gets in', async () => {
      await clock.pass(250);
      return j.company.includes(v.id) && v.company.includes(j.id);
    });
    expect([j.errors, judge.names]).to.deep.equal([['REJECTED'], ['Bad']]);
  });
});
