import { expect } from '@open-wc/testing';
import { MemoryDriver } from '../../../src/index.js';
import { Chaos, type Passage } from '../../support/chaos-driver.js';
import { runs } from '../../support/runs.js';
import { areConnected, expectMetOnce, isJoin, joinAll, leaveAll, member, sentFromNow, until, untilMet, untilQuiet, withSeed, type Member } from './rooms.js';

/** Sayings from one to the other that got lost, before the path is mended. */
const LOST = 2;
/** A hello and its twelve resends, at most; it is given up after 8 s. */
const ONE_TRY = 13;

describe('two who missed each other', function () {
  this.timeout(240_000);

  const isOfPair = ({ from, to }: Passage) => (from === 'ann' && to === 'bob') || (from === 'bob' && to === 'ann');

  /** Nothing passes between Ann and Bob, and later all but joins: only who sees both can tell them of each other. */
  async function missEachOther(seed: number, arrival: 'together' | 'one by one'): Promise<void> {
    const bus = crypto.randomUUID(), chaos = new Chaos({ seed, drop: 0.1, delayMs: 20 });
    const [ann, bob, cat] = ['ann', 'bob', 'cat'].map((name) => member(chaos, name, new MemoryDriver(bus)));
    const members = [ann!, bob!, cat!];
    chaos.lose((packet) => isOfPair(packet) && isJoin(packet));
    const heal = chaos.lose(isOfPair);
    let lost = 0;
    chaos.watch(({ what, from = '', to = '', topic, bytes }) => { if (what === 'lost' && isOfPair({ from, to, topic, bytes }) && !isJoin({ bytes })) lost++; });
    for (const one of arrival === 'together' ? [members] : [[cat!], [ann!], [bob!]]) {
      await joinAll(one);
      await until('Cat is met', () => one.every((other) => other === cat || areConnected(other, cat!)));
    }
    await until('one was told of the other', () => lost >= LOST);
    expect([ann!.peer.remotes.has(bob!.peer.id!), bob!.peer.remotes.has(ann!.peer.id!)]).to.deep.equal([false, false]);
    heal();
    await untilMet(members);
    await untilQuiet(chaos);
    expectMetOnce(members);
    await leaveAll(members);
  }

  for (const arrival of ['together', 'one by one'] as const) {
    it(`are brought together by one who sees both, without any join (they came ${arrival})`, async () => {
      for (let seed = 1; seed <= Math.min(runs(1), 10); seed++) await withSeed(seed, () => missEachOther(seed, arrival));
    });
  }

  it('are tried again while they are vouched for, even if the path stays bad for longer than a try takes', async () => {
    const bus = crypto.randomUUID(), chaos = new Chaos({ seed: 1 });
    const [ann, bob, cat] = ['ann', 'bob', 'cat'].map((name) => member(chaos, name, new MemoryDriver(bus)));
    chaos.lose((packet) => isOfPair(packet) && isJoin(packet));
    const heal = chaos.lose(isOfPair), sent = sentFromNow(chaos);
    const said = (one: Member, other: Member) => sent.filter(({ from, topic }) => from === one.name && topic.endsWith(`.${other.peer.id}`)).length;
    await joinAll([ann!, bob!, cat!]);
    await until('Cat is met', () => areConnected(ann!, cat!) && areConnected(bob!, cat!));
    await until('both are at a second try', () => said(ann!, bob!) > ONE_TRY && said(bob!, ann!) > ONE_TRY, 25_000);
    heal();
    await untilMet([ann!, bob!, cat!]);
    expectMetOnce([ann!, bob!, cat!]);
  });
});
