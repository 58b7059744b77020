import { expect } from '@open-wc/testing';
import { next, until } from '../support.js';
import { forge } from './forgery.js';
import { Intruder } from './intruder.js';
import { Call, Member, talk } from './members.js';
import { pour } from './pour.js';
import { isOf, Relay, type Packet } from './relay.js';

const joinOf = (relay: Relay, { driver }: Member): Packet => relay.publishedBy(driver).find(isOf('join'))!;

describe('a leave that somebody else made up', function () {
  this.timeout(30_000);

  it('for a join that it made up too sends nobody away who has said who it is', async () => {
    const relay = new Relay(), call = await Call.between(relay), intruder = await Intruder.at(relay);
    for (const member of call.members) {
      const { join, leave } = await forge(intruder, joinOf(relay, member));
      await pour(relay, [join, leave, join, leave], () => call.isUnnoticed());
    }
    for (const { driver } of call.members) relay.inject(...relay.publishedBy(driver).filter(isOf('join')));
    await talk(call.a, call.b);
    for (const member of call.members) expect(member.count('dropped:left')).to.equal(0);
  });

  it('before those two met, and a join after it, sends nobody away either', async () => {
    const relay = new Relay(), intruder = await Intruder.at(relay);
    const held: Packet[] = [];
    relay.pass = (packet) => {
      held.push(packet);
      return [];
    };
    const [a, b] = await Promise.all([Member.enter(relay), Member.enter(relay)]);
    const forgeries = await Promise.all([a, b].map((member) => forge(intruder, joinOf(relay, member))));
    relay.inject(...forgeries.map(({ leave }) => leave));
    relay.pass = (packet) => [packet];
    relay.inject(...held);
    const call = await Call.of(a, b);
    await pour(relay, forgeries.map(({ join }) => join), () => call.isUnnoticed());
    await pour(relay, held.filter(isOf('join')), () => call.isUnnoticed());
    for (const member of call.members) expect(member.count('dropped:left')).to.equal(0);
  });

  it('is told from the true one', async () => {
    const relay = new Relay(), call = await Call.between(relay), intruder = await Intruder.at(relay), { a, b } = call;
    const { leave } = await forge(intruder, joinOf(relay, b));
    relay.inject(leave);
    await until('it is dropped', () => a.dropped('leave') === 1);
    await call.isUnnoticed();
    const closed = next(a.peer, 'connection:closed');
    await b.peer.leave();
    expect((await closed).reason).to.equal('left');
  });
});
