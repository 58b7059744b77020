import { pick } from './random.js';
import type { Person } from './person.js';
import type { World } from './world.js';

export type FaultKind = 'driver' | 'cut' | 'rejoin' | 'crash' | 'oneSide' | 'freeze';

type Fault = (world: World, one: Person, other: Person, ms: number) => void;

export const FAULTS: Readonly<Record<FaultKind, Fault>> = {
  /** The signaling server is away, for one. */
  driver(world, one, _, ms) {
    one.goOffline();
    world.clock.after(ms, () => one.comeBack());
  },
  /** The path between two is. */
  cut(world, one, other, ms) {
    if (one === other) return;
    world.trace('CUT', one.name, other.name, ms.toFixed(0));
    world.network.cut(one.host, other.host);
    world.clock.after(ms, () => world.network.mend(one.host, other.host));
  },
  rejoin(world, one) {
    one.leave();
    world.clock.after(world.random() < 0.5 ? 0 : world.random() * 2000, () => one.join());
  },
  crash(world, one) {
    one.crash();
    world.clock.after(world.random() * 2000, () => one.join());
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
    one.tab?.freeze();
    const { tab } = one;
    world.clock.after(ms, () => tab?.thaw());
  },
};
