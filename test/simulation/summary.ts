import type { Outcome } from './outcome.js';
import type { Scenario } from './scenario.js';
import { simulate, type Run } from './simulate.js';

export interface Summary {
  readonly name: string;
  readonly runs: readonly Run[];
  readonly failed: readonly Run[];
  readonly perSecond: number;
}

/** Runs the seeds one after another. */
export async function simulateAll(name: string, scenario: Scenario, seeds: readonly number[]): Promise<Summary> {
  const runs: Run[] = [], began = performance.now();
  for (const seed of seeds) runs.push(await simulate(seed, scenario));
  const perSecond = runs.length / (performance.now() - began) * 1000;
  return { name, runs, failed: runs.filter(({ failures }) => failures.length > 0), perSecond };
}

export function seedsFrom(first: number, count: number): number[] { return Array.from({ length: count }, (_, i) => first + i); }

/** In virtual seconds, and how many met. */
export function meetingTimes(runs: readonly Run[]): { readonly met: number; readonly p50: number; readonly p95: number; readonly max: number } {
  const times = runs.flatMap(({ metAfter }) => (metAfter === undefined ? [] : [metAfter / 1000])).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { met: times.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

function quantiles(values: readonly number[]): readonly [number, number, number] {
  const sorted = [...values].sort((a, b) => a - b), at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return [at(0.5), at(0.95), at(1)];
}

/** One line, like the model's. */
export function line({ name, runs, failed, perSecond }: Summary, { n }: Scenario): string {
  const { met, p50, p95, max } = meetingTimes(runs), pairs = n * (n - 1) / 2 * runs.length;
  const back = runs.flatMap(({ recoveries }) => recoveries);
  const sum = (field: 'packets' | 'connections' | 'joinerReveals') => runs.reduce((total, run) => total + run[field], 0);
  const figures = [
    `met ${met}/${runs.length}`, `s p50/p95/max ${[p50, p95, max].map((s) => s.toFixed(1)).join('/')}`,
    `packets/pair ${(sum('packets') / pairs).toFixed(1)}`, `connections/pair ${(sum('connections') / 2 / pairs).toFixed(2)}`,
    ...(back.length ? [`back ${back.length}: s p50/p95/max ${quantiles(back).map((ms) => (ms / 1000).toFixed(2)).join('/')}`] : []),
    ...(sum('joinerReveals') ? [`first=${(sum('joinerReveals') / runs.length).toFixed(2)}`] : []), `${perSecond.toFixed(0)} runs/s`,
  ];
  const seeds = failed.length ? ` seeds ${failed.slice(0, 6).map(({ seed }) => seed).join()}` : '';
  return `${name.padEnd(13)}${broken(failed)}  ${figures.join(' ')}${seeds}`;
}

function broken(failed: readonly Run[]): string {
  const counts = new Map<keyof Outcome, number>();
  for (const { failures } of failed) for (const name of failures) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts.size ? [...counts].map(([name, count]) => `${name}=${count}`).join(' ') : 'ok';
}

/** What to read first: the seeds that fail, each with what was found. */
export function complaint({ name, failed }: Summary): string {
  const cases = failed.slice(0, 5).map(({ seed, failures, findings }) => {
    return [`seed ${seed}: ${failures.join()}`, ...findings.slice(0, 5)].join('\n    ');
  });
  const how = `To see one: node test/simulation/run.mjs 1 ${name} ${failed[0]?.seed}`;
  return [`${failed.length} schedules of "${name}" went wrong.`, ...cases, how].join('\n  ');
}
