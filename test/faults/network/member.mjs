import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { CHROMIUM_ARGS, findChromium } from '../../../scripts/chromium.mjs';

const POLL_MS = 50;

/** A Chromium on one host of the ground. */
export class Browser {
  static async start(ground, host, origin) {
    const folder = mkdtempSync(join(tmpdir(), 'peerix-faults-chromium-'));
    const program = join(folder, 'chromium');
    writeFileSync(program, `#!/bin/sh\nexec ${ground.on(host).join(' ')} ${findChromium()} "$@"\n`);
    chmodSync(program, 0o755);
    const browser = await launch({
      executablePath: program,
      pipe: true, // no port of that host is reached from here
      protocolTimeout: 120_000,
      handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false, // the ground ends all that is on it
      args: [...CHROMIUM_ARGS, `--unsafely-treat-insecure-origin-as-secure=${origin}`],
    });
    return new Browser(browser, folder, origin);
  }

  #browser;
  #folder;
  #origin;

  constructor(browser, folder, origin) {
    this.#browser = browser;
    this.#folder = folder;
    this.#origin = origin;
  }

  /** A window of its own, for a tab in the background is throttled. */
  async member(name) {
    const page = await this.#browser.newPage({ type: 'window' });
    page.on('pageerror', (error) => console.error(`  ${name}: ${error.message}`));
    await page.goto(this.#origin);
    await page.waitForFunction(() => 'member' in globalThis);
    return new Member(name, page);
  }

  /** kill -9 of all its processes. */
  kill() { process.kill(-this.#browser.process().pid, 'SIGKILL'); }

  async renderers() {
    const session = await this.#browser.target().createCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  }

  async dispose() {
    await Promise.race([this.#browser.close().catch(() => { /* killed before */ }), delay(5000)]);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** One page with one Peer; see page.ts. */
export class Member {
  id;
  #page;

  constructor(name, page) {
    this.name = name;
    this.#page = page;
  }

  async join(plan) { this.id = await this.#page.evaluate((p) => globalThis.member.join(p), plan); }
  leave() { return this.#page.evaluate(() => globalThis.member.leave()); }
  talkTo(other) { return this.#page.evaluate((id) => globalThis.member.talkTo(id), other.id); }
  stopTalking() { return this.#page.evaluate(() => globalThis.member.stopTalking()); }

  /** For its log. */
  note(line) { return this.#page.evaluate((text) => globalThis.member.note(text), line); }
  seen() { return this.#page.evaluate(() => globalThis.member.seen); }
  log() { return this.#page.evaluate(() => globalThis.member.log); }
  tally() { return this.#page.evaluate(() => globalThis.member.tally); }
  link() { return this.#page.evaluate(() => globalThis.member.link); }
  framesDecoded() { return this.#page.evaluate(() => globalThis.member.framesDecoded()); }
  heardSince(since) { return this.#page.evaluate((at) => globalThis.member.heardSince(at), since); }
  sawSince(since) { return this.#page.evaluate((at) => globalThis.member.sawSince(at), since); }
  longestGap(from, to) { return this.#page.evaluate((a, b) => globalThis.member.longestGap(a, b), from, to); }

  /** The first event of that name since then; undefined if it does not come in time. */
  waitFor(name, since, ms) { return within(ms, async () => (await this.seen()).find((event) => event.name === name && event.at >= since)); }

  async setLifecycle(state) {
    const session = await this.#page.createCDPSession();
    await session.send('Page.setWebLifecycleState', { state });
  }

  close() { return this.#page.close(); }
}

/** What `look` finds, asked again and again; undefined if it finds nothing in time. */
export async function within(ms, look) {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found || Date.now() > deadline) return found || undefined;
    await delay(POLL_MS);
  }
}
