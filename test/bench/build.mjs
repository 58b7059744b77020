import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { ROOT } from '../../scripts/run.mjs';

/** Where the bench page is built to and served from. */
export const OUT = `${ROOT}.cache/bench/site/`;

const ENGINE = `${ROOT}src/index.ts`;

/** The engine as it ships, in a file of its own, and the page that measures it. */
export async function buildSite() {
  await buildModule('engine', ENGINE, []);
  await buildModule('page', `${ROOT}test/bench/page/index.ts`, [engineIsSeparate()]);
}

/** What a page loads at once, in KB (1,024 bytes) of gzip, beside the budgets of design §8. */
export async function measureSizes() {
  await buildModule('engine', ENGINE, []);
  await build({ root: ROOT, logLevel: 'error', build: { outDir: `${OUT}cdn`, sourcemap: false } });
  return [
    { title: 'engine', kb: await gzipKb('engine.js'), budget: 16 },
    { title: 'CDN file (engine, three elements, Lit)', kb: await gzipKb('cdn/peerix.js'), budget: 32 },
  ];
}

async function buildModule(name, entry, plugins) {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins,
    build: {
      outDir: OUT,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: () => `${name}.js` },
      rolldownOptions: { external: /^nats\.ws|^@nats-io\//, output: { minify: true } },
    },
  });
}

function engineIsSeparate() {
  return {
    name: 'engine-is-separate',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      const resolved = importer && await this.resolve(id, importer, { ...options, skipSelf: true });
      return resolved?.id === ENGINE ? { id: '/engine.js', external: 'absolute' } : undefined;
    },
  };
}

async function gzipKb(file) {
  return gzipSync(await readFile(OUT + file), { level: 9 }).length / 1024;
}
