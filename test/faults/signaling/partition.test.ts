import { MemoryDriver } from '../../../src/index.js';
import { Chaos, randomOf } from '../../support/chaos-driver.js';
import { runs } from '../../support/runs.js';
import { areConnected, expectMetOnce, hurried, joinAll, leaveAll, member, until, untilMet, untilQuiet, withSeed, type Member } from './rooms.js';

const TIMES = 60;

interface Split { readonly chaos: Chaos; readonly halves: readonly [Member[], Member[]]; readonly members: Member[]; readonly heal: () => void }

describe('a room that was split', function () {
  this.timeout(240_000);

  /** Two halves, each of which believes that it is everybody. */
  async function split(seed: number, times: number): Promise<Split> {
    const bus = crypto.randomUUID(), chaos = new Chaos({ seed });
    const names = [['a1', 'a2'], ['b1', 'b2']] as const;
    const of = (half: readonly string[]) => half.map((name) => member(chaos, name, new MemoryDriver(bus), {}, hurried(times, randomOf(`${seed}/${name}`))));
    const heal = chaos.partition(...names), halves = [of(names[0]), of(names[1])] as const;
    await joinAll(halves.flat());
    await until('each half has met', () => halves.every(([one, other]) => areConnected(one!, other!)));
    await untilQuiet(chaos);
    return { chaos, halves: [...halves], members: halves.flat(), heal };
  }

  it('without a word is mended by presence', async () => {
    for (let seed = 1; seed <= Math.min(runs(1), 10); seed++) await withSeed(seed, async () => {
      const { members, heal, chaos } = await split(seed, TIMES);
      heal();
      await untilMet(members, 20_000);
      await untilQuiet(chaos);
      expectMetOnce(members);
      await leaveAll(members);
    });
  });

  it('is mended at once when the driver of one comes back, by that one\'s join and the others\' gossip', async () => {
    for (let seed = 1; seed <= Math.min(runs(1), 10); seed++) await withSeed(seed, async () => {
      const { members, halves: [[one]], heal, chaos } = await split(seed, 1);
      one!.driver.isDark = true;
      heal();
      one!.driver.isDark = false;
      await untilMet(members, 10_000);
      await untilQuiet(chaos);
      expectMetOnce(members);
      await leaveAll(members);
    });
  });
});
