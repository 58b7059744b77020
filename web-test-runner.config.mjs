import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { bundlePlugin } from './test/support/bundle-plugin.mjs';
import { chromium } from './test/support/chromium-launcher.mjs';
import { countsReporter } from './test/support/counts-reporter.mjs';
import { natsPlugin } from './test/support/nats-plugin.mjs';
import { pagesPlugin } from './test/support/pages-plugin.mjs';

// Those with the longest waits first: the others go on beside them.
const GROUPS = ['faults', 'e2e', 'simulation', 'engine', 'components'];

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const filesAreNamed = process.argv.some((argument) => argument === '--files' || argument.endsWith('.test.ts'));

/** The test runner refuses a group without files, and an empty one is nothing wrong. */
function hasTests(group) {
  try {
    return readdirSync(path(`test/${group}`), { recursive: true }).some((file) => file.endsWith('.test.ts'));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

export default {
  rootDir: path('.'),
  // Named files run alone: with groups configured the runner would add all of these.
  groups: filesAreNamed ? [] : GROUPS.filter(hasTests).map((name) => ({ name, files: `test/${name}/**/*.test.ts` })),
  nodeResolve: true,
  browsers: [chromium()],
  // Calls with pictures fill a core each: more at once only make each other late.
  concurrency: 2,
  testsStartTimeout: 60_000,
  // The full run simulates for hours.
  testsFinishTimeout: process.env.PEERIX_RUNS ? 24 * 3_600_000 : 300_000,
  testFramework: { config: { timeout: 20_000 } },
  plugins: [
    bundlePlugin({
      rootDir: path('.'),
      tsconfig: path('tsconfig.json'),
      define: Object.fromEntries(['PEERIX_RUNS', 'PEERIX_SEED'].map((name) => [`process.env.${name}`, JSON.stringify(process.env[name] ?? '')])),
    }),
    natsPlugin(),
    pagesPlugin(),
  ],
  reporters: [defaultReporter(), countsReporter(process.env.PEERIX_COUNTS)],
  filterBrowserLogs: ({ args }) => !args.some((text) => typeof text === 'string' && text.startsWith('Lit is in dev mode')),
};
