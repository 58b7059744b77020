import { gzipSync } from 'node:zlib';
import { main } from './main.mjs';
import { ROOT } from './run.mjs';
import { setUpPackages } from './setup.mjs';

const ENGINE = `export * from '${ROOT}src/index.ts';`;
const ELEMENTS = ['peerix-room', 'peerix-local-media', 'peerix-remote-streams']
  .map((tag) => `import '${ROOT}components/${tag}/define.ts';`).join('\n');

const ENTRY = 'virtual:entry';

/** What a page loads at once, in KB (1,024 bytes) of gzip; nats.ws comes only to who uses it. */
const BUNDLES = [
  { name: 'engine', code: ENGINE, budget: 16 },
  { name: 'engine + three elements', code: `${ENGINE}\n${ELEMENTS}`, budget: 32 },
];

/** `npm run size`: fails when a bundle is over its budget. */
await main(async () => {
  await setUpPackages();
  const sizes = await measureBundles();
  for (const { name, budget, size } of sizes) {
    console.log(`${name.padEnd(24)} ${size.toFixed(1).padStart(6)} KB gzip of ${budget} KB${size > budget ? '  OVER BUDGET' : ''}`);
  }
  return sizes.some(({ size, budget }) => size > budget) ? 1 : 0;
});

async function measureBundles() {
  const { build } = await import('vite');
  return Promise.all(BUNDLES.map(async (bundle) => ({ ...bundle, size: await gzipSize(build, bundle.code) })));
}

async function gzipSize(build, code) {
  const [{ output }] = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [entryFrom(code)],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'] },
      rolldownOptions: { external: /^nats\.ws|^@nats-io\//, output: { minify: true } },
    },
  });
  const atOnce = output.filter(({ type, isEntry }) => type === 'chunk' && isEntry);
  return gzipSync(atOnce.map((chunk) => chunk.code).join('\n'), { level: 9 }).length / 1024;
}

function entryFrom(code) {
  return {
    name: 'entry',
    enforce: 'pre',
    // The library mode makes it a path below the root.
    resolveId: (id) => (id.endsWith(ENTRY) ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? code : undefined),
  };
}
