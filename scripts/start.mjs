import { existsSync } from 'node:fs';
import { main } from './main.mjs';
import { ROOT, inOrder, tool } from './run.mjs';
import { setUpPackages } from './setup.mjs';
import { buildCdn } from './steps.mjs';

/** `npm start`: serves demo/ and prints its URL. Arguments go to vite (`--port 8080`, `--host`). */
await main(async (args) => {
  await setUpPackages();
  return inOrder(cdnFile, () => tool('vite/bin/vite.js', ['serve', ...args]));
});

/** demo/cdn.html uses the built file. A build that fails is no reason to keep the rest of the demo from running. */
async function cdnFile() {
  if (existsSync(`${ROOT}dist/cdn/peerix.js`)) return 0;
  console.log('Building dist/cdn/peerix.js for demo/cdn.html …');
  if ((await buildCdn()) !== 0) console.error('That failed (see above): demo/cdn.html will not work, the rest will.');
  return 0;
}
