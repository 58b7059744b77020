import { judge, leftovers, badPairs, type Outcome } from './outcome.js';
import type { Scenario } from './scenario.js';
import { simulateStreams } from './sharing.js';
import { World } from './world.js';

const LEAVING_MS = 5000;

export interface Run {
  readonly seed: number;
  readonly outcome: Outcome;
  /** Names of the invariants that were broken. */
  readonly failures: readonly (keyof Outcome)[];
  /** In words, what was. */
  readonly findings: readonly string[];
  /** Virtual ms until everybody had met, from when nothing stood in the way any more. */
  readonly metAfter: number | undefined;
  readonly packets: number;
  readonly connections: number;
  readonly events: number;
  readonly joinerReveals: number;
  /** Virtual ms that broken links took to be back, once nothing stood in their way. */
  readonly recoveries: readonly number[];
}

/** One random schedule over the real engine. The same seed is the same run; its story goes into `log`. */
export async function simulate(seed: number, scenario: Scenario, log?: string[]): Promise<Run> {
  simulateStreams();
  const world = new World(seed, scenario, log), stop = listenForFailures(world);
  try {
    world.plan();
    await world.clock.run(world.stop);
    const atTheEnd = judge(world), pairs = badPairs(world), packets = world.rest.packets;
    if (world.clock.isExhausted) world.illegal(`it goes on for ever, as of ${world.clock.now.toFixed(0)} ms`);
    const left = await leave(world);
    const outcome: Outcome = { ...atTheEnd, illegal: world.illegals.length, left: left.length };
    return {
      seed, outcome, packets,
      failures: (Object.keys(outcome) as (keyof Outcome)[]).filter((name) => outcome[name] > 0),
      findings: [...pairs, ...new Set(world.illegals), ...left],
      metAfter: world.metAfter,
      connections: world.network.connections,
      events: world.clock.events,
      joinerReveals: world.leaks.joinerReveals,
      recoveries: world.figures.recoveries,
    };
  } finally {
    stop();
  }
}

async function leave(world: World): Promise<string[]> {
  world.isOver = true;
  for (const person of world.people) person.leave();
  await world.clock.run(world.clock.now + LEAVING_MS);
  const left = leftovers(world);
  // Listeners on the window would keep crashed ones for ever.
  for (const peer of world.buried) peer.leave().catch((error: unknown) => world.illegal(`a crashed one failed: ${error}`));
  return left;
}

/** What nobody handles, and what the engine reports because nobody listens. */
function listenForFailures(world: World): () => void {
  const { error } = console, onRejection = ({ reason }: { reason?: unknown }) => world.illegal(`unhandled rejection: ${reason}`);
  console.error = (...what: unknown[]) => world.illegal(`console.error: ${what.join(' ')}`);
  globalThis.addEventListener?.('unhandledrejection', onRejection as EventListener);
  return () => {
    console.error = error;
    globalThis.removeEventListener?.('unhandledrejection', onRejection as EventListener);
  };
}
