import { expect } from '@open-wc/testing';
import { Member, together } from './members.js';
import { Relay } from './relay.js';

const DIGITS = /^(\d{5} ?){12}$/;

describe('the safety number', () => {
  it('is sixty digits, the same for both of a pair, and no two pairs have the same', async () => {
    const relay = new Relay(), members = await Promise.all([1, 2, 3].map(() => Member.enter(relay)));
    await together(...members);
    const numbers = members.flatMap((one) => members.map((other) => one.remote(other)?.safetyNumber).filter((number) => number !== undefined));
    expect(numbers).to.have.length(6);
    for (const number of numbers) expect(number).to.match(DIGITS);
    expect(new Set(numbers).size).to.equal(3);
    const [a, b] = members as [Member, Member];
    expect(a.remote(b)?.safetyNumber).to.equal(b.remote(a)?.safetyNumber);
  });

  it('is not known before both have proved themselves', async () => {
    const relay = new Relay(), a = new Member(relay.driver()), b = new Member(relay.driver());
    const seen: [string, boolean][] = [];
    for (const { peer } of [a, b]) peer.on('connection', ({ remote, state }) => seen.push([state, remote.safetyNumber !== undefined]));
    await Promise.all([a, b].map(({ peer }) => peer.join({ room: 'room' })));
    await together(a, b);
    expect(seen.filter(([state, isKnown]) => isKnown !== (state === 'connected'))).to.deep.equal([]);
    expect(seen).to.have.length(6);
  });

  it('tells two who talk through somebody in between: each has one with that member, and they differ', async () => {
    const here = new Relay(), there = new Relay();
    const [a, b, toA, toB] = await Promise.all([here, there, here, there].map((relay) => Member.enter(relay)));
    await Promise.all([together(a!, toA!), together(b!, toB!)]);
    expect(a!.remote(toA!)?.safetyNumber).not.to.equal(b!.remote(toB!)?.safetyNumber);
  });
});
