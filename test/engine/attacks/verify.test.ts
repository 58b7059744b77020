import { expect } from '@open-wc/testing';
import type { Applicant, Metadata, PeerOptions } from '../../../src/index.js';
import { named, next, until } from '../support.js';
import { Clock } from './clock.js';
import { Intruder } from './intruder.js';
import { Member, talk, together, type Entry } from './members.js';
import { isOf, Relay } from './relay.js';

type Verify = NonNullable<PeerOptions['verify']>;

/** Somebody who admits as told, and what it was asked. */
interface Judge { readonly verify: Verify; readonly asked: Applicant[] }

function judge(decide: Verify): Judge {
  const asked: Applicant[] = [];
  const verify: Verify = (applicant) => {
    asked.push(applicant);
    return decide(applicant);
  };
  return { verify, asked };
}

const everybody = (): Judge => judge(() => true);
const nobody = (): Judge => judge(() => false);
const called = (...names: string[]): Judge => judge(({ metadata }) => names.includes(metadata.name ?? ''));
const names = ({ asked }: Judge): unknown[] => asked.map(({ metadata }) => metadata.name);
const beyondState = (member: Member): string[] => member.eventNames.filter((name) => name !== 'state');

async function enter(relay: Relay, name: string, entry: Entry = {}): Promise<Member> {
  return Member.enter(relay, { ...entry, metadata: { name } });
}

describe('verify', function () {
  this.timeout(30_000);

  it('is asked on both sides, once, before anybody is shown or connected', async () => {
    const relay = new Relay(), shown: number[] = [], connections: number[] = [];
    const watched = judge(() => {
      shown.push(...[a, b].map((one) => one.peer.remotes.size));
      return true;
    });
    const a: Member = new Member(relay.driver(), { verify: watched.verify }), other = judge(() => {
      connections.push(b.alive.length);
      return true;
    });
    const b: Member = new Member(relay.driver(), { verify: other.verify });
    await a.peer.join({ room: 'room', metadata: { name: 'Ann' } });
    await b.peer.join({ room: 'room', metadata: { name: 'Bob' } });
    await together(a, b);
    await talk(a, b);
    expect(watched.asked.map(({ id, metadata, previous }) => [id, metadata, previous])).to.deep.equal([[b.id, { name: 'Bob' }, undefined]]);
    expect(other.asked.map(({ id, metadata, previous }) => [id, metadata, previous])).to.deep.equal([[a.id, { name: 'Ann' }, undefined]]);
    expect(shown).to.deep.equal([0, 0]);
    expect(connections).to.deep.equal([0]);
  });

  it('is asked by a member of one who asks nothing itself', async () => {
    const relay = new Relay(), bob = called('Ann');
    const [a, b] = await Promise.all([enter(relay, 'Ann'), enter(relay, 'Bob', { verify: bob.verify })]);
    await together(a, b);
    expect(names(bob)).to.deep.equal(['Ann']);
    expect(a.remote(b)?.metadata).to.deep.equal({ name: 'Bob' });
  });

  it('is asked again when metadata changes, with what it admitted before; a no drops the change', async () => {
    const relay = new Relay(), ann = called('Bob', 'Robert', 'Rob');
    const [a, b] = await Promise.all([enter(relay, 'Ann', { verify: ann.verify }), enter(relay, 'Bob')]);
    await together(a, b);
    for (const name of ['Robert', 'Mallory', 'Mallory', 'Bob', 'Robert', 'Rob']) {
      await b.peer.setMetadata({ name });
      await talk(b, a);
    }
    await until('the last change has come', () => a.remote(b)?.metadata.name === 'Rob');
    expect(ann.asked.map(({ metadata, previous }) => [metadata.name, previous?.name])).to.deep.equal([
      ['Bob', undefined], ['Robert', 'Bob'], ['Mallory', 'Robert'], ['Rob', 'Robert'],
    ]);
    const changes = named(a.events, 'metadata').map(({ metadata, previous }) => [metadata.name, previous.name]);
    expect(changes).to.deep.equal([['Robert', 'Bob'], ['Bob', 'Robert'], ['Robert', 'Bob'], ['Rob', 'Robert']]);
    expect(a.errors).to.deep.equal([]);
  });

  it('that throws is a no, and an error of its own', async () => {
    const relay = new Relay(), cause = new Error('the backend is away');
    for (const fail of [() => { throw cause; }, () => Promise.reject(cause)]) {
      const room = crypto.randomUUID(), a = await Member.enter(relay, { room, verify: fail });
      const failed = next(a.peer, 'error'), b = await Member.enter(relay, { room });
      const { error } = await failed;
      expect([error.code, error.cause, error.hint !== undefined]).to.deep.equal(['VERIFY_FAILED', cause, true]);
      await until('the other is told', () => b.errors.length > 0);
      expect(b.errors).to.deep.equal(['REJECTED']);
      expect([a, b].map(({ peer }) => peer.remotes.size)).to.deep.equal([0, 0]);
    }
  });

  it('that is silent for ten seconds has said no, and is told so', async () => {
    const relay = new Relay(), clock = new Clock(), silent = judge(() => new Promise<boolean>(() => {}));
    const [a, b] = await Promise.all([enter(relay, 'Ann', { verify: silent.verify, environment: clock.environment }), enter(relay, 'Bob')]);
    await until('it is asked', () => silent.asked.length > 0);
    const { signal } = silent.asked[0]!;
    await clock.pass(9000);
    expect([signal.aborted, b.errors]).to.deep.equal([false, []]);
    await clock.pass(1500);
    expect(signal.aborted).to.equal(true);
    await until('the other is told', () => b.errors.length > 0);
    expect(b.errors).to.deep.equal(['REJECTED']);
    expect(a.errors).to.deep.equal([]);
    expect(silent.asked).to.have.length(1);
  });

  it('is told at once when the applicant has left, and a late yes counts for nothing', async () => {
    const relay = new Relay(), answers: ((yes: boolean) => void)[] = [];
    const slow = judge(() => new Promise<boolean>((resolve) => { answers.push(resolve); }));
    const [a, b] = await Promise.all([enter(relay, 'Ann', { verify: slow.verify }), enter(relay, 'Bob')]);
    await until('it is asked', () => slow.asked.length > 0);
    const begin = performance.now();
    await b.peer.leave();
    await until('it is told', () => slow.asked[0]!.signal.aborted);
    expect(performance.now() - begin).to.be.below(3000);
    answers[0]!(true);
    await enter(relay, 'Eve');
    await until('it is asked about the next', () => slow.asked.length > 1);
    expect(beyondState(a)).to.deep.equal([]);
  });

  it('is told when its own member has left', async () => {
    const relay = new Relay(), slow = judge(() => new Promise<boolean>(() => {}));
    const [a, b] = await Promise.all([enter(relay, 'Ann', { verify: slow.verify }), enter(relay, 'Bob')]);
    await until('it is asked', () => slow.asked.length > 0);
    await a.peer.leave();
    expect(slow.asked[0]!.signal.aborted).to.equal(true);
    expect(beyondState(b)).to.deep.equal([]);
  });

  it('of one who refuses tells the other once, with what to do, and shows neither to the other', async () => {
    const relay = new Relay(), ann = nobody(), bob = everybody();
    const a = await enter(relay, 'Ann', { verify: ann.verify });
    const b = new Member(relay.driver(), { verify: bob.verify }), rejected = next(b.peer, 'error');
    await b.peer.join({ room: 'room', metadata: { name: 'Bob' } });
    const { error, remote } = await rejected;
    expect([error.code, remote, error.hint !== undefined]).to.deep.equal(['REJECTED', undefined, true]);
    await until('it has tried again', () => relay.publishedBy(b.driver).filter(isOf('join')).length >= 4);
    expect(beyondState(b)).to.deep.equal(['error']);
    expect(beyondState(a)).to.deep.equal([]);
    expect([a, b].map(({ peer }) => [peer.state, peer.remotes.size])).to.deep.equal([['joined', 0], ['joined', 0]]);
    expect([a, b].map(({ made }) => made)).to.deep.equal([0, 0]);
    expect(names(ann)).to.deep.equal(['Bob']);
  });

  it('of all who are there refuses once for them all', async () => {
    const relay = new Relay(), circle = [called('Ann', 'Amy'), called('Ann', 'Amy')];
    const [a, b] = await Promise.all(['Ann', 'Amy'].map((name, i) => enter(relay, name, { verify: circle[i]!.verify })));
    await together(a!, b!);
    const clock = new Clock(), c = await enter(relay, 'Mallory', { environment: clock.environment });
    await until('both have judged', () => circle.every((one) => names(one).includes('Mallory')));
    await until('it is told', () => c.errors.length > 0);
    await c.peer.setMetadata({ name: 'Mallet' });
    await until('both have judged again', () => circle.every((one) => names(one).includes('Mallet')));
    await clock.pass(5000);
    await talk(a!, b!);
    expect(beyondState(c)).to.deep.equal(['error']);
    expect(c.errors).to.deep.equal(['REJECTED']);
    for (const one of [a!, b!]) expect(one.company).to.have.length(1);
  });

  it('of one who refuses is no rejection where another admits', async () => {
    const relay = new Relay();
    let decide: ((yes: boolean) => void) | undefined;
    const slow = judge(({ metadata }) => metadata.name !== 'Bob' || new Promise<boolean>((resolve) => { decide = resolve; }));
    const [a, b] = await Promise.all([enter(relay, 'Amy'), enter(relay, 'Ann', { verify: slow.verify })]);
    await together(a, b);
    const c = await enter(relay, 'Bob');
    await together(a, c);
    await until('the other is asked', () => names(slow).includes('Bob'));
    decide?.(false);
    await c.peer.setMetadata({ name: 'Bobby' });
    await until('it has judged', () => names(slow).includes('Bobby'));
    await together(b, c);
    expect(c.errors).to.deep.equal([]);
  });

  it('admits whom it refused once the metadata is corrected', async () => {
    const relay = new Relay(), ann = called('Bob');
    const [a, b] = await Promise.all([enter(relay, 'Ann', { verify: ann.verify }), enter(relay, 'bob')]);
    await until('it is refused', () => b.errors.includes('REJECTED'));
    await b.peer.setMetadata({ name: 'Bob' });
    await together(a, b);
    await talk(a, b);
    expect(names(ann)).to.deep.equal(['bob', 'Bob']);
    expect(a.remote(b)?.metadata).to.deep.equal({ name: 'Bob' });
    expect(b.errors).to.deep.equal(['REJECTED']);
    expect(named(a.events, 'connection:new')).to.have.length(1);
  });

  it('gets a token that was signed for the id that shows it, and no other', async () => {
    const relay = new Relay(), sign = (id: string): Metadata => ({ token: `signed ${id}` });
    const verify: Verify = ({ id, metadata }) => metadata['token'] === `signed ${id}`;
    const [a, b] = [new Member(relay.driver(), { verify }), new Member(relay.driver(), { verify })];
    await Promise.all([a, b].map(({ peer }) => peer.join({ room: 'room', metadata: async (id: string) => sign(id) })));
    await together(a, b);
    const thief = await Intruder.at(relay);
    await thief.hello(a.id, sign(b.id));
    expect((await thief.hear(a.id, 'reject')).why).to.equal('verify');
  });
});
