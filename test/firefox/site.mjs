import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const PAGES = fileURLToPath(new URL('pages/', import.meta.url));

/** The test pages, built from our sources and served from localhost, which browsers trust. */
export class Site {
  static async open() {
    const folder = mkdtempSync(join(tmpdir(), 'peerix-firefox-site-'));
    await build({
      configFile: false,
      root: PAGES,
      logLevel: 'error',
      publicDir: false,
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: 'es2022',
        rolldownOptions: {
          input: ['engine.html', 'call.html'].map((name) => PAGES + name),
          onLog(level, log, handle) {
            // nats.ws asks for Node's crypto where there is no Web Crypto, which no browser reaches.
            if (!log.message.includes('Module "crypto" has been externalized')) handle(level, log);
          },
        },
      },
    });
    const server = await preview({
      configFile: false, root: PAGES, logLevel: 'error', build: { outDir: folder }, preview: { host: 'localhost', port: 0, strictPort: false },
    });
    return new Site(folder, server);
  }

  #folder;
  #server;

  constructor(folder, server) {
    this.#folder = folder;
    this.#server = server;
  }

  url(page) { return new URL(page, this.#server.resolvedUrls.local[0]).href; }

  async close() {
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
