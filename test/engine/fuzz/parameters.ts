import type { Parameters } from 'fast-check';

/** What is shrunk waits anew for what did not come, each time: a failure is reported as far as it got by then. */
const PATIENCE_MS = process.env['PEERIX_RUNS'] ? 3_600_000 : 90_000;

/** For mocha: that long, and what comes before and after. */
export const TEST_MS = PATIENCE_MS * 2.5;

/** For `fc.assert`. A failure prints its seed and path; `PEERIX_SEED` runs the same values again. */
export function parameters<T>(numRuns: number): Parameters<T> {
  const seed = Number(process.env['PEERIX_SEED'] || undefined);
  return {
    numRuns, includeErrorInReport: true, interruptAfterTimeLimit: PATIENCE_MS, markInterruptAsFailure: true,
    ...(Number.isInteger(seed) && { seed }),
  };
}
