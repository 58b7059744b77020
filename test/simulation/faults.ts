import { pick } from './random.js';
import type { Person } from './person.js';
import type { World } from './world.js';

export type FaultKind =
  | 'driver' | 'cut' | 'oneWay' | 'longCut' | 'rejoin' | 'crash' | 'oneSide' | 'abort' | 'freeze' | 'longFreeze';

/** Browsers give a path up after 15 to 18 s. */
const LONG_CUT_MS = [15_000, 20_000] as const;
const LONG_FREEZE_MS = [5000, 55_000] as const;

type Fault = (world: World, one: Person, other: Person, ms: number) => void;

export const FAULTS: Readonly<Record<FaultKind, Fault>> = {
  /** The signaling server is away, for one. */
  driver(world, one, _, ms) {
    one.goOffline();
    world.clock.after(ms, () => {
      one.comeBack();
      world.figures.cleared(one.host);
    });
  },
  /** The path between two is. */
  cut(world, one, other, ms) {
    cut(world, one, other, ms);
  },
  /** What the one sends does not arrive at the other; what the other sends does. */
  oneWay(world, one, other, ms) {
    if (one === other) return;
    world.trace('CUT one way', one.name, other.name, ms.toFixed(0));
    world.network.cutOneWay(one.host, other.host);
    mendAfter(world, one, other, ms);
  },
  longCut(world, one, other) {
    const [least, more] = LONG_CUT_MS;
    cut(world, one, other, least + world.random() * more);
  },
  rejoin(world, one) {
    one.leave();
    world.clock.after(world.random() < 0.5 ? 0 : world.random() * 2000, () => one.join());
  },
  crash(world, one) {
    one.crash();
    world.clock.after(world.random() * 2000, () => one.join());
  },
  /** What lies between ICE and the channels gives up, at both ends. */
  abort(world, one, other) {
    world.trace('ABORT', one.name, other.name);
    world.network.abort(one.host, other.host);
  },
  /** One end's connection fails, the other does not know; then the driver of one of them comes back. */
  oneSide(world, one) {
    const others = world.people.filter((other) => one.connectionTo(other)), other = pick(world.random, others);
    if (!other) return;
    world.trace('FAILS', one.name, other.name);
    one.connectionTo(other)?.show('failed');
    const returning = world.random() < 0.5 ? one : other;
    world.clock.after(world.random() * 3000, () => returning.driver?.dispatchEvent(new Event('online')));
  },
  freeze(world, one, _, ms) {
    freeze(world, one, ms);
  },
  longFreeze(world, one) {
    const [least, more] = LONG_FREEZE_MS;
    freeze(world, one, least + world.random() * more);
  },
};

function cut(world: World, one: Person, other: Person, ms: number): void {
  if (one === other) return;
  world.trace('CUT', one.name, other.name, ms.toFixed(0));
  world.network.cut(one.host, other.host);
  mendAfter(world, one, other, ms);
}

function mendAfter(world: World, one: Person, other: Person, ms: number): void {
  world.clock.after(ms, () => {
    world.trace('MENDED', one.name, other.name);
    world.network.mend(one.host, other.host);
    world.figures.cleared(one.host, other.host);
  });
}

// One that freezes again before it is back stays so for the longer of both.
function freeze(world: World, one: Person, ms: number): void {
  const { tab } = one, until = world.clock.now + ms;
  if (!tab || tab.frozenUntil >= until) return;
  world.trace('FREEZES', one.name, ms.toFixed(0));
  tab.freeze(until);
  world.clock.after(ms, () => {
    if (tab.frozenUntil > until || tab.isDead) return;
    world.trace('THAWS', one.name);
    tab.thaw();
    world.figures.cleared(one.host);
  });
}
