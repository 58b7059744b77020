import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { main } from './main.mjs';
import { ROOT } from './run.mjs';
import { setUpFaults, setUpFirefox, setUpTests } from './setup.mjs';
import { build, checkTypes, lint, testInBrowser } from './steps.mjs';

const PACKAGE_TESTS = `${ROOT}test/package/`;

/**
 * `npm test`: types, lint, build, the package as built (in Node), a call on broken networks, calls with
 * Firefox, everything else (in Chromium).
 * `npm test -- …`: only the browser tests, with these arguments for web-test-runner (`--group engine`, `--files '…'`).
 * Ends with one line: `N passed, N failed`.
 */
await main(async (args) => {
  await setUpTests();
  const counts = args.length > 0 ? [await inBrowser(args)] : await everything();
  return report(sum(counts));
});

async function everything() {
  const counts = [];
  for (const part of [step('types', checkTypes), step('lint', lint), step('build', build), ofPackage, onBrokenNetworks, withFirefox, inBrowser]) {
    counts.push(await part());
  }
  return counts;
}

/** A step is no test: it adds to the count only when it fails. */
function step(name, work) {
  return async () => {
    console.log(`— ${name}`);
    if ((await work()) === 0) return {};
    console.error(`— ${name} failed`);
    return { failed: 1 };
  };
}

/** A few faults; all of them in the full run. */
async function onBrokenNetworks() {
  const isShort = !process.env.PEERIX_RUNS;
  console.log('— a call on broken networks');
  await setUpFaults({ isShort });
  const { playFaults } = await import('../test/faults/network/run.mjs');
  return playFaults({ isShort });
}

/** A few calls; all of them in the full run. */
async function withFirefox() {
  console.log('— calls between Chromium and Firefox');
  await setUpFirefox();
  const { playFirefox } = await import('../test/firefox/run.mjs');
  return playFirefox({ isShort: !process.env.PEERIX_RUNS });
}

async function inBrowser(args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'peerix-test-'));
  const file = join(folder, 'counts.json');
  console.log('— tests in Chromium');
  const code = await testInBrowser(args, { PEERIX_COUNTS: file });
  const counts = readCounts(file);
  rmSync(folder, { recursive: true });
  // The runner itself may fail (no such file, a crash) without any test that does.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return { failed: 1 };
    throw error;
  }
}

async function ofPackage() {
  console.log('— tests of the package, in Node');
  const files = readdirSync(PACKAGE_TESTS).filter((name) => name.endsWith('.test.mjs')).map((name) => PACKAGE_TESTS + name);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const tests = run({ files, concurrency: true });
  tests.on('test:pass', ({ skip, details }) => {
    if (details.type !== 'suite') counts[skip === undefined ? 'passed' : 'skipped'] += 1;
  });
  tests.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1;
  });
  for await (const text of tests.compose(new spec())) process.stdout.write(text);
  return counts;
}

function sum(counts) {
  const total = (outcome) => counts.reduce((soFar, count) => soFar + (count[outcome] ?? 0), 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

function report({ passed, failed, skipped }) {
  if (passed + failed === 0) console.error('No test ran.');
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
