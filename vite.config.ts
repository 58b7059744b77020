import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The demo, on the sources. */
const demo: UserConfig = {
  root: path('demo'),
  appType: 'mpa',
  resolve: {
    alias: [
      { find: /^peerix$/, replacement: path('components/index.ts') },
      { find: /^peerix\/engine$/, replacement: path('src/index.ts') },
      { find: /^peerix\/elements$/, replacement: path('components/elements.ts') },
      { find: /^peerix\/components\/(.+)\.js$/, replacement: path('components/$1/define.ts') },
    ],
  },
  // Without pre-transforming: what serveCdn serves is no module of Vite's.
  server: { fs: { allow: [path('.')] }, preTransformRequests: false },
  plugins: [serveCdn()],
};

/** Chunks are named for what they are, beside `peerix.js`. */
const chunkFileNames = ({ name, facadeModuleId }: { name: string; facadeModuleId?: string | null }): string => {
  if (facadeModuleId?.includes('/dictionaries/')) return 'words-[name].js';
  return name === 'session' ? 'nats-session.js' : '[name].js';
};

/** One file for script tags: everything but what is loaded when first used: the NATS session and nats.ws, languages, QR codes. */
const cdn: UserConfig = {
  publicDir: false,
  build: {
    outDir: path('dist/cdn'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: path('components/index.ts'), formats: ['es'], fileName: () => 'peerix.js' },
    rolldownOptions: {
      output: { minify: true, chunkFileNames },
      onLog(level, log, handle) {
        // nats.ws asks for Node's crypto where there is no Web Crypto, which no browser reaches.
        if (!log.message.includes('Module "crypto" has been externalized')) handle(level, log);
      },
    },
  },
};

/** The built CDN file under the path it has in the package, byte for byte: demo/cdn.html is a stranger's page. */
function serveCdn(): Plugin {
  return {
    name: 'serve-cdn',
    configureServer(server) {
      server.middlewares.use('/dist/cdn/', (request, response, next) => {
        const [name = ''] = (request.url ?? '').slice(1).split('?');
        if (!/^[\w-]+\.js(\.map)?$/.test(name)) return next();
        const file = createReadStream(path(`dist/cdn/${name}`));
        file.once('open', () => response.setHeader('Content-Type', name.endsWith('.map') ? 'application/json' : 'text/javascript'));
        file.once('error', (error: NodeJS.ErrnoException) => next(error.code === 'ENOENT' ? undefined : error));
        file.pipe(response);
      });
    },
  };
}

export default defineConfig(({ command }) => (command === 'serve' ? demo : cdn));
