import { writeFileSync } from 'node:fs';

/** Writes `{ passed, failed, skipped }` of the whole run to `file` as JSON, for the last line of `npm test`. */
export function countsReporter(file) {
  return {
    stop({ sessions }) {
      if (file) writeFileSync(file, JSON.stringify(countSessions([...sessions])));
    },
  };
}

function countSessions(sessions) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { testResults, errors, passed } of sessions) {
    const before = counts.failed;
    if (testResults) countSuite(testResults, counts);
    // A file that breaks outside its tests (at import, in a hook) is one failure too.
    if (errors.length > 0 || (!passed && counts.failed === before)) counts.failed += 1;
  }
  return counts;
}

function countSuite({ tests, suites }, counts) {
  for (const test of tests) counts[outcome(test)] += 1;
  for (const suite of suites) countSuite(suite, counts);
}

function outcome({ skipped, passed }) {
  if (skipped) return 'skipped';
  return passed ? 'passed' : 'failed';
}
