import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

/** Above the page's own limits: this one catches a page that hangs. */
const PROTOCOL_TIMEOUT_MS = 600_000;

/** Runs `work` with the bench page of a fresh Chromium, or `count` of them, and ends that browser. */
export async function inFreshBrowser(url, work, count = 1) {
  const browser = await launch({ executablePath: findChromium(), args: CHROMIUM_ARGS, protocolTimeout: PROTOCOL_TIMEOUT_MS });
  try {
    const pages = await Promise.all(Array.from({ length: count }, async () => new BenchPage(await browser.newPage(), url)));
    await Promise.all(pages.map((page) => page.load()));
    return await work(...pages);
  } finally {
    await browser.close();
  }
}

class BenchPage {
  #page;
  #url;
  #session;

  constructor(page, url) {
    this.#page = page;
    this.#url = url;
    page.on('console', (message) => { if (message.type() === 'error') console.error(`  page: ${message.text()}`); });
    page.on('pageerror', (error) => console.error(`  page: ${error.message}`));
  }

  async load() {
    await this.#page.goto(this.#url);
    await this.#page.waitForFunction(() => 'bench' in globalThis);
  }

  /** One sample: numbers by figure. */
  sample(measure, subject, size) {
    return this.#page.evaluate((...args) => globalThis.bench.sample(...args), measure, subject, size);
  }

  /** What `bench.member` does in that page. */
  call(name, ...args) {
    return this.#page.evaluate((method, ...values) => globalThis.bench.member[method](...values), name, ...args);
  }

  /** Bytes in use, those of buffers included. */
  async heap() {
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await (await this.#devTools()).send('Runtime.getHeapUsage');
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  }

  async collectGarbage() { await (await this.#devTools()).send('HeapProfiler.collectGarbage'); }

  #devTools() { return this.#session ??= this.#page.createCDPSession(); }

  /** The steps of one join, of both ends: `{ end, what, at }`, in ms. */
  steps(subject) {
    return this.#page.evaluate((which) => globalThis.bench.steps(which), subject);
  }
}
