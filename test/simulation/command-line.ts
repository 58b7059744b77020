import { SCENARIOS, type ScenarioName } from './scenario.js';
import { simulate } from './simulate.js';
import { complaint, line, seedsFrom, simulateAll } from './summary.js';

export interface Order {
  /** Names, or `all`. */
  readonly scenarios: string;
  readonly first: number;
  readonly count: number;
  /** Tell this one's story. */
  readonly traced?: number;
}

type Print = (text: string) => void;

export function namesOf(scenarios: string): ScenarioName[] {
  const known = Object.keys(SCENARIOS) as ScenarioName[];
  const asked = scenarios === 'all' ? known : scenarios.split(',') as ScenarioName[];
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length) throw new Error(`No scenario ${unknown.join()}. There are ${known.join()}.`);
  return asked;
}

/** Prints, and tells how many schedules failed. */
export async function obey({ scenarios, first, count, traced }: Order, print: Print): Promise<number> {
  let failed = 0;
  for (const name of namesOf(scenarios)) {
    failed += traced === undefined ? await sum(name, seedsFrom(first, count), print) : await trace(name, traced, print);
  }
  return failed;
}

async function sum(name: ScenarioName, seeds: readonly number[], print: Print): Promise<number> {
  const summary = await simulateAll(name, SCENARIOS[name], seeds);
  print(line(summary, SCENARIOS[name]));
  if (summary.failed.length) print(`  ${complaint(summary)}`);
  return summary.failed.length;
}

async function trace(name: ScenarioName, seed: number, print: Print): Promise<number> {
  const log: string[] = [], { failures, findings, ...figures } = await simulate(seed, SCENARIOS[name], log);
  print(log.join('\n'));
  print([name, JSON.stringify(figures), failures.join(), ...findings].join('\n'));
  return failures.length;
}
