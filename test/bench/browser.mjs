import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

/** Above the page's own limits: this one catches a page that hangs. */
const PROTOCOL_TIMEOUT_MS = 120_000;

/** Runs `work` with a fresh Chromium's bench page, and ends that browser. */
export async function inFreshBrowser(url, work) {
  const browser = await launch({ executablePath: findChromium(), args: CHROMIUM_ARGS, protocolTimeout: PROTOCOL_TIMEOUT_MS });
  try {
    const page = new BenchPage(await browser.newPage(), url);
    await page.load();
    return await work(page);
  } finally {
    await browser.close();
  }
}

class BenchPage {
  #page;
  #url;

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

  /** The steps of one join, of both ends: `{ end, what, at }`, in ms. */
  steps(subject) {
    return this.#page.evaluate((which) => globalThis.bench.steps(which), subject);
  }
}
