import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * The simulations without a browser, for those who look into one:
 *
 *   node test/simulation/run.mjs <schedules> <scenario,…|all> [seed to trace, or -] [first seed]
 *
 * A traced seed tells its whole story: virtual ms, who, what. `EVENT` is what the application sees, `seals` and `opens`
 * what packets say inside.
 */
const [count = '100', scenarios = 'all', traced, first = '1'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'peerix-simulation-'));
try {
  const { obey } = await bundled('command-line.ts');
  const story = traced && traced !== '-' && { traced: Number(traced) };
  const failed = await obey({ scenarios, count: Number(count), first: Number(first), ...story }, console.log);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
  process.nextTick(() => process.exit()); // message ports keep Node alive
}

async function bundled(file) {
  await build({
    configFile: false, logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL(file, import.meta.url)), outDir: folder, target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bundle.mjs' } },
    },
  });
  return import(pathToFileURL(join(folder, 'bundle.mjs')).href);
}
