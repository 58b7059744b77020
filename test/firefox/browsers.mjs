import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';
import { findFirefox, FIREFOX_PREFERENCES } from '../../scripts/firefox-program.mjs';

/** More than anything here takes. */
const PROTOCOL_TIMEOUT_MS = 60_000;

const LAUNCH = {
  chromium: () => launch({ executablePath: findChromium(), args: CHROMIUM_ARGS, protocolTimeout: PROTOCOL_TIMEOUT_MS }),
  firefox: () => launch({
    browser: 'firefox', executablePath: findFirefox(), extraPrefsFirefox: FIREFOX_PREFERENCES, protocolTimeout: PROTOCOL_TIMEOUT_MS,
  }),
};

/** One process of each browser that is asked for. */
export class Browsers {
  #running = new Map();

  /** A window of its own, for tabs in the background are throttled. */
  async open(name, url) {
    const browser = await this.#browser(name), page = await browser.newPage({ type: 'window' });
    if (name === 'chromium') await looksAt(page);
    await page.goto(url);
    return page;
  }

  async close() {
    for (const starting of this.#running.values()) await (await starting).close();
    this.#running.clear();
  }

  #browser(name) {
    if (!this.#running.has(name)) this.#running.set(name, LAUNCH[name]());
    return this.#running.get(name);
  }
}

/** It counts as looked at, whatever other windows there are. */
async function looksAt(page) {
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true });
}
