import { expect } from '@open-wc/testing';
import { named, until } from '../support.js';
import { Intruder } from './intruder.js';
import { Call, Member, together } from './members.js';
import { isOf, Relay } from './relay.js';

const beyondState = (member: Member): string[] => member.eventNames.filter((name) => name !== 'state');
const joins = (relay: Relay, { driver }: Member): number => relay.publishedBy(driver).filter(isOf('join')).length;

describe('a room with maxPeers', function () {
  this.timeout(60_000);

  it('that is full tells whoever comes once, and shows nobody to anybody', async () => {
    const relay = new Relay(), call = await Call.between(relay, { maxPeers: 2 });
    const late = await Member.enter(relay, { maxPeers: 2 });
    await until('it is told', () => late.errors.length > 0);
    await until('it has tried again', () => joins(relay, late) >= 4);
    expect(beyondState(late)).to.deep.equal(['error']);
    expect(late.errors).to.deep.equal(['ROOM_FULL']);
    expect(named(late.events, 'error')[0]?.remote).to.equal(undefined);
    expect(named(late.events, 'error')[0]?.error.hint).not.to.equal(undefined);
    expect([late.peer.state, late.peer.remotes.size]).to.deep.equal(['joined', 0]);
    await call.isUntouched();
  });

  it('lets in by itself who waits, as soon as somebody goes, and is full again', async () => {
    const relay = new Relay(), { a, b } = await Call.between(relay, { maxPeers: 2 });
    const late = await Member.enter(relay, { maxPeers: 2 });
    await until('it is told', () => late.errors.length > 0);
    relay.pass = (packet) => (isOf('join')(packet) ? [] : [packet]); // it need not ask again: it is remembered
    await b.peer.leave();
    await together(a, late);
    relay.pass = (packet) => [packet];
    const call = await Call.of(a, late), later = await Member.enter(relay, { maxPeers: 2 });
    await until('the next is told', () => later.errors.length > 0);
    expect([late, later].map(({ errors }) => errors)).to.deep.equal([['ROOM_FULL'], ['ROOM_FULL']]);
    expect(beyondState(later)).to.deep.equal(['error']);
    await call.isUntouched();
  });

  it('lets in who waits when it is made larger', async () => {
    const relay = new Relay(), { a, b } = await Call.between(relay, { maxPeers: 2 });
    const late = await Member.enter(relay);
    await until('it is told', () => late.errors.length > 0);
    relay.pass = (packet) => (packet.from === late.driver && isOf('join')(packet) ? [] : [packet]); // it need not ask again
    for (const { peer, driver } of [a, b]) peer.configure({ driver, maxPeers: 3 });
    await together(a, b, late);
    expect([a, b, late].map(({ errors }) => errors)).to.deep.equal([[], [], ['ROOM_FULL']]);
  });

  it('is never overfull, even when all come at once', async () => {
    const relay = new Relay(), members = await Promise.all(Array.from({ length: 6 }, () => Member.enter(relay, { maxPeers: 3 })));
    let most = 0;
    for (const { peer } of members) peer.on('connection:connected', () => { most = Math.max(most, ...members.map(({ company }) => company.length)); });
    await until('whoever can has found company', () => members.filter(({ company }) => company.length > 0).length >= 3);
    await until('all have tried again', () => members.every((member) => member.company.length > 0 || joins(relay, member) >= 5));
    expect(most).to.be.at.most(2);
    for (const { errors } of members) expect(errors.every((code) => code === 'ROOM_FULL')).to.equal(true);
  });

  it('keeps its places for people: joins that nobody stands behind take none', async () => {
    const relay = new Relay(), a = await Member.enter(relay, { maxPeers: 2 });
    const fakes = await Promise.all(Array.from({ length: 20 }, () => Intruder.at(relay)));
    await Promise.all(fakes.map((fake) => fake.join()));
    await until('each has been approached', () => fakes.every(({ heardCount }) => heardCount > 0));
    // Whoever has the higher id waits for their offers at first; after two seconds it offers to whoever joins.
    await until('a connection was made for one of them', async () => {
      if (a.made === 0) await (await Intruder.at(relay)).join();
      return a.made > 0;
    });
    const b = await Member.enter(relay, { maxPeers: 2 });
    await together(a, b);
    expect([a, b].map(({ errors }) => errors)).to.deep.equal([[], []]);
    expect(named(a.events, 'connection:new').map(({ remote }) => remote.id)).to.deep.equal([b.id]);
  });
});
