import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

const CHUNKS = '/bundle/';

/**
 * A test runner plugin that serves each TypeScript module that a page asks for (a test file, a demo's `main.ts`,
 * `/components/index.ts`) with everything it imports in one file; what it imports lazily comes in chunks.
 * One by one they are 250 requests a page, and some tests open a hundred pages.
 */
export function bundlePlugin({ rootDir, define, tsconfig }) {
  const entries = new Map(), chunks = new Map();
  let watcher;

  async function bundle(path) {
    const folder = `${CHUNKS}${path.slice(1).replaceAll(/\W+/g, '-')}/`;
    const { outputFiles, metafile } = await build({
      absWorkingDir: rootDir,
      entryPoints: { entry: `.${path}` },
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      conditions: ['development', 'module', 'browser'],
      outdir: folder,
      publicPath: folder,
      write: false,
      metafile: true,
      sourcemap: 'inline',
      logLevel: 'silent',
      // nats.ws asks for Node's crypto where there is no Web Crypto, which no browser reaches.
      external: ['crypto'],
      tsconfig,
      define,
      plugins: [leavesTheServersOwn, knowsItsPlace(rootDir)],
    });
    for (const { path: file, text } of outputFiles) chunks.set(file, text);
    watcher?.add(Object.keys(metafile.inputs).map((file) => resolve(rootDir, file)));
    return `export * from '${folder}entry.js';${hasDefault(metafile) ? `\nexport { default } from '${folder}entry.js';` : ''}`;
  }

  return {
    name: 'bundle',
    serverStart({ fileWatcher }) {
      watcher = fileWatcher;
      watcher.on('change', () => entries.clear());
    },
    async serve({ path }) {
      if (path.startsWith(CHUNKS)) return chunks.has(path) ? { body: chunks.get(path), type: 'js' } : undefined;
      if (!path.endsWith('.ts')) return undefined;
      if (!entries.has(path)) entries.set(path, bundle(path));
      return { body: await entries.get(path), type: 'js' };
    },
  };
}

function hasDefault({ outputs }) {
  return Object.entries(outputs).some(([file, { exports }]) => file.endsWith('/entry.js') && exports.includes('default'));
}

/** `/__web-dev-server__web-socket.js` and the like. */
const leavesTheServersOwn = {
  name: 'leaves-the-servers-own',
  setup({ onResolve }) {
    onResolve({ filter: /^\// }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path, external: true }));
  },
};

/** In a bundle `import.meta.url` is the bundle's: modules that ask for it mean their own. */
function knowsItsPlace(rootDir) {
  return {
    name: 'knows-its-place',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        if (!text.includes('import.meta.url')) return undefined;
        return { contents: text.replaceAll('import.meta.url', `new URL('/${relative(rootDir, path)}', location.origin).href`), loader: 'ts' };
      });
    },
  };
}
