import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** Runs on a host of the ground: `node serve.mjs <folder> <address> <port>`. */
const [folder, address, port] = process.argv.slice(2);
const HTML = '<!doctype html><link rel="icon" href="data:,"><title>Peerix faults</title><body><script type="module" src="/page.js"></script>';
const FILE = /^\/[\w.-]+\.js$/;

async function answer(path) {
  if (FILE.test(path)) return { type: 'text/javascript', body: await readFile(folder + path) };
  if (path === '/') return { type: 'text/html', body: HTML };
  throw new Error(`nothing at ${path}`);
}

createServer((request, response) => {
  answer(request.url ?? '').then(
    ({ type, body }) => response.writeHead(200, { 'Content-Type': type }).end(body),
    (error) => response.writeHead(404).end(String(error)),
  );
}).listen(Number(port), address, () => console.log('ready'));
