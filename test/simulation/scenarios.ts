import { expect } from '@open-wc/testing';
import { runs } from '../support/runs.js';
import { SCENARIOS, type ScenarioName } from './scenario.js';
import { complaint, line, seedsFrom, simulateAll } from './summary.js';

/** Of one scenario, in CI. */
const SCHEDULES = 4;
/** No schedule takes a tenth of that; a machine may be busy. */
const PATIENCE_MS = 10_000;

/** PEERIX_SEED: the first one. */
export const firstSeed = Number(process.env['PEERIX_SEED']) || 1;

/** Every schedule of each keeps every invariant. */
export function checkScenarios(...names: readonly ScenarioName[]): void {
  for (const name of names) it(name, () => check(name)).timeout(PATIENCE_MS * runs(SCHEDULES));
}

async function check(name: ScenarioName): Promise<void> {
  const summary = await simulateAll(name, SCENARIOS[name], seedsFrom(firstSeed, runs(SCHEDULES)));
  console.warn(line(summary, SCENARIOS[name]));
  expect(summary.failed.map(({ seed }) => seed), complaint(summary)).to.deep.equal([]);
}
