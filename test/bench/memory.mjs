import { inFreshBrowser } from './browser.mjs';

const BYTES = 2 ** 30;
const MIB = 2 ** 20;
const TARGET_MIB = 64;
const WAYS = ['blob', 'stream'].flatMap((sent) => ['blob', 'stream'].map((taken) => ({ sent, taken })));
const INTERVAL_MS = 200;
/** Every so many looks the garbage is taken away first. */
const LIVE_EVERY = 8;

/** How much two pages grow while 1 GiB goes from one to the other: `{ sent, taken, rate, sender, receiver }`, printed as they come. */
export async function measureMemory(url, runs = 1) {
  const results = [];
  printHeader();
  for (const way of Array(runs).fill(WAYS).flat()) {
    const result = { ...way, ...await inFreshBrowser(url, (...pages) => measureWay(way, ...pages), 2) };
    printRow(result);
    results.push(result);
  }
  return results;
}

/** What is in use with the garbage taken away, and with it. */
function printHeader() {
  console.log(`\n1 GiB from page to page: growth of the heaps, buffers included, in MiB (in use ≤ ${TARGET_MIB} each)`);
  console.log('sent as    taken as     MB/s    sender: in use  with garbage    receiver: in use  with garbage');
}

function printRow({ sent, taken, rate, sender, receiver }) {
  const cells = [rate, sender.live, sender.peak, receiver.live, receiver.peak].map((value) => value.toFixed(1));
  const widths = [6, 18, 14, 20, 14];
  console.log(`${sent.padEnd(10)} ${taken.padEnd(10)} ${cells.map((cell, i) => cell.padStart(widths[i])).join('')}`);
}

async function measureWay({ sent, taken }, sender, receiver) {
  await Promise.all([sender, receiver].map((page) => page.call('meet', 'memory')));
  const growth = { sender: await Growth.of(sender), receiver: await Growth.of(receiver) };
  const started = performance.now(), over = new AbortController();
  const looking = Promise.all(Object.values(growth).map((one) => one.watch(over.signal)));
  try {
    const [size] = await Promise.all([receiver.call('take', taken), sender.call('give', sent, BYTES)]);
    if (size !== BYTES) throw new Error(`${size} bytes came, not ${BYTES}`);
  } finally {
    over.abort();
    await looking;
  }
  const rate = BYTES / 1000 / (performance.now() - started);
  return { rate, sender: growth.sender.mib, receiver: growth.receiver.mib };
}

/** How far a page's heap grows beyond what it was. */
class Growth {
  #live = 0;
  #peak = 0;

  static async of(page) {
    await page.collectGarbage();
    return new Growth(page, await page.heap());
  }

  constructor(page, before) {
    this.page = page;
    this.before = before;
  }

  get mib() { return { live: this.#live / MIB, peak: this.#peak / MIB }; }

  async watch(signal) {
    for (let look = 1; !signal.aborted; look++) {
      await new Promise((resolve) => { setTimeout(resolve, INTERVAL_MS); });
      this.#peak = Math.max(this.#peak, await this.#growth());
      if (look % LIVE_EVERY !== 0) continue;
      await this.page.collectGarbage();
      this.#live = Math.max(this.#live, await this.#growth());
    }
  }

  async #growth() { return await this.page.heap() - this.before; }
}
