import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { OUT } from './build.mjs';

const HTML = '<!doctype html><link rel="icon" href="data:,"><title>Peerix bench</title><body><script type="module" src="/page.js"></script>';
const FILE = /^\/\w+\.js$/;
// Isolated pages read the clock to 5 µs instead of 100.
const HEADERS = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The bench page on a free port of this machine. */
export async function serveSite() {
  const server = createServer((request, response) => {
    answer(request.url ?? '').then(
      ({ type, body }) => response.writeHead(200, { ...HEADERS, 'Content-Type': type }).end(body),
      (error) => response.writeHead(404).end(String(error)),
    );
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

async function answer(path) {
  if (FILE.test(path)) return { type: 'text/javascript', body: await readFile(OUT + path.slice(1)) };
  if (path === '/') return { type: 'text/html', body: HTML };
  throw new Error(`nothing at ${path}`);
}
