import { within } from './within.mjs';

const SOON_MS = 15_000;

/** A page with one peer: pages/engine.ts. */
export class Member {
  static async open(browsers, browser, site) {
    const page = await browsers.open(browser, site.url('engine.html'));
    const member = new Member(browser, page);
    await within(SOON_MS, 'the page is loaded', () => page.evaluate(() => 'testMember' in globalThis));
    return member;
  }

  isGone = false;
  #page;

  constructor(browser, page) {
    this.browser = browser;
    this.#page = page;
  }

  /** Calls one of its methods. */
  do(method, ...args) { return this.#page.evaluate((name, list) => globalThis.testMember[name](...list), method, args); }
  /** Reads one of its properties. */
  get(property) { return this.#page.evaluate((name) => globalThis.testMember[name], property); }

  /** Resolves once it is so. */
  until(what, look, ms = SOON_MS) { return within(ms, `${this.browser}: ${what}`, look); }
  untilConnected() { return this.until('connected', () => this.get('isConnected')); }
  untilSees(label, colour) { return this.until(`${label} is ${colour}`, async () => await this.do('colour', label) === colour); }
  untilLabels(...labels) { return this.until(`shared: ${labels}`, async () => String(await this.get('labels')) === String(labels.sort())); }
  untilSeen(event, ms) { return this.until(event, async () => (await this.get('seen')).includes(event), ms); }
  untilOpen(label) { return this.until(`${label} is open`, () => this.do('isOpen', label)); }

  /** Pictures go on, and sound where `withAudio`. */
  async untilFlows({ withAudio = false } = {}) {
    const before = await this.do('flow');
    await this.until('media flows', async () => {
      const now = await this.do('flow');
      return now.frames > before.frames + 5 && (!withAudio || now.audio > before.audio + 5);
    });
  }

  /** What went wrong that nobody called for. */
  async errors() { return this.isGone ? [] : (await this.get('seen')).filter((event) => event.startsWith('error')); }

  /** What happened there, as far as it can still be asked. */
  async log() {
    const lines = this.isGone ? [] : await this.get('log').catch(({ message }) => [message]);
    return [`── ${this.browser}`, ...lines].join('\n');
  }

  /** Nothing is left of the member. */
  async goTo(url) {
    this.isGone = true;
    await this.#page.goto(url);
  }

  async close() {
    this.isGone = true;
    if (!this.#page.isClosed()) await this.#page.close({ runBeforeUnload: true });
  }
}
