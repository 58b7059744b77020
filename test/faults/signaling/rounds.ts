import type { DriverLike } from '../../../src/index.js';
import { Chaos, randomOf, type ChaosOptions } from '../../support/chaos-driver.js';
import { runs } from '../../support/runs.js';
import { expectMetOnce, leaveAll, member, pause, until, untilMet, untilQuiet, withSeed } from './rooms.js';

type Weather = Omit<ChaosOptions, 'seed'>;

export const BAD: Weather = { drop: 0.3, duplicate: 0.3, delayMs: 300 };
export const HALF_LOST: Weather = { drop: 0.5 };

/** Half the rounds begin in the same moment, the others over this: from two seconds on one counts as there before. */
const SPREAD_MS = 3000;
/** In all rounds that are played at the same time. */
const PEOPLE = 20;

export interface Rounds {
  readonly title: string;
  readonly people: number;
  readonly weather: Weather;
  /** Makes the driver of one member of one round. */
  readonly driver: (bus: string) => DriverLike;
  /** In CI, and in the full run. */
  readonly usually: number;
  readonly atMost: number;
}

/** Plays that many rounds; prints how long people waited. */
export async function play(rounds: Rounds): Promise<void> {
  const count = Math.min(runs(rounds.usually), rounds.atMost), waits: number[] = [];
  const seeds = Array.from({ length: count }, (_, i) => i + 1);
  const next = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) waits.push(await withSeed(seed, (s) => playOne(s, rounds)));
  };
  await Promise.all(Array.from({ length: Math.floor(PEOPLE / rounds.people) }, next));
  console.warn(`${rounds.title}, ${count} rounds, join → everybody connected: ${summary(waits)}`);
}

async function playOne(seed: number, { people, weather, driver }: Rounds): Promise<number> {
  const chaos = new Chaos({ seed, ...weather }), random = randomOf(`${seed}/joins`), room = crypto.randomUUID();
  const members = Array.from({ length: people }, (_, i) => member(chaos, `m${i}`, driver(room)));
  let lastAt = 0;
  await Promise.all(members.map(async ({ peer }, i) => {
    if (i > 0 && seed % 2) await pause(random() * SPREAD_MS);
    lastAt = performance.now();
    await peer.join({ room });
  }));
  await untilMet(members);
  const waited = performance.now() - lastAt;
  // What is still on its way must not make anything come twice.
  await untilQuiet(chaos);
  expectMetOnce(members);
  await leaveAll(members);
  await until('nobody is left', () => members.every(({ peer }) => peer.remotes.size === 0));
  return waited;
}

function summary(waits: readonly number[]): string {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}
