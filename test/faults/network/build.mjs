import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../../../scripts/run.mjs';

/** Builds the test page, engine and nats.ws included, into a folder of its own. */
export async function buildPage() {
  const outDir = mkdtempSync(join(tmpdir(), 'peerix-faults-site-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('page.ts', import.meta.url)), formats: ['es'], fileName: () => 'page.js' },
      rolldownOptions: {
        output: { chunkFileNames: '[name]-[hash].js' },
        onLog(level, log, handle) {
          // nats.ws asks for Node's crypto where there is no Web Crypto, which no browser reaches.
          if (!log.message.includes('Module "crypto" has been externalized')) handle(level, log);
        },
      },
    },
  });
  return outDir;
}
