import { expect } from '@open-wc/testing';
import { MemoryDriver } from '../../../src/index.js';
import { Chaos, randomOf } from '../../support/chaos-driver.js';
import { hurried, isJoin, joinAll, member, sentFromNow, until, untilMet, untilQuiet, type Member } from './rooms.js';

const TIMES = 60;
const PRESENCES = 5;
/** Of one room, whatever its size: each of n members takes 45–135 s, and then says it with a chance of 1/n. */
const MEAN_S = 90;
const PRESENCE_BYTES = 160;

describe('a room at rest', function () {
  this.timeout(60_000);

  function room(seed: number, people: number): { readonly chaos: Chaos; readonly members: Member[] } {
    const bus = crypto.randomUUID(), chaos = new Chaos({ seed });
    const members = Array.from({ length: people }, (_, i) => {
      const name = `m${i}`;
      return member(chaos, name, new MemoryDriver(bus), {}, hurried(TIMES, randomOf(`rest/${seed}/${name}`)));
    });
    return { chaos, members };
  }

  async function expectRest(chaos: Chaos, members: readonly Member[]): Promise<void> {
    await untilQuiet(chaos);
    const sent = sentFromNow(chaos), told = members.map((one) => one.told.length);
    const seconds = TIMES * await until(`${PRESENCES} presences`, () => sent.length >= PRESENCES) / 1000;
    expect(sent.filter((packet) => !isJoin(packet)).map(({ topic, bytes }) => `${topic} kind ${bytes[1]}`)).to.deep.equal([]);
    expect(sent.map(({ bytes }) => bytes.length).filter((length) => length > PRESENCE_BYTES)).to.deep.equal([]);
    expect(seconds / PRESENCES, 'seconds between two').to.be.within(MEAN_S / 3, MEAN_S * 3);
    expect(members.map((one) => one.told.length)).to.deep.equal(told);
  }

  it('of any size sends nothing to the driver but its presence, about once a minute and room', async () => {
    await Promise.all([2, 4].map(async (people) => {
      const { chaos, members } = room(people, people);
      await joinAll(members);
      await untilMet(members);
      await expectRest(chaos, members);
    }));
  });

  it('is at rest again after somebody who was heard and never answered, and somebody who left', async () => {
    const { chaos, members } = room(7, 4), [one, other, ghost, guest] = members;
    chaos.watch(({ what, from, to }) => { if (what === 'delivered' && from === ghost!.name && to !== from) ghost!.driver.isDark = true; });
    await joinAll([one!, other!, guest!]);
    await untilMet([one!, other!, guest!]);
    await ghost!.peer.join({ room: 'room' });
    await until('it was heard', () => ghost!.driver.isDark);
    await guest!.peer.leave();
    await expectRest(chaos, [one!, other!]);
  });
});
