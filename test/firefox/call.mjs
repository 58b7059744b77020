import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Member } from './member.mjs';

/** Who joined longer ago than this offers to who comes. */
const SETTLED_MS = 2200;
/** Who joins beside a lone member may offer, too, and wins where its id is the lower one. */
const MEETINGS = 5;
/** Long enough for the new paths to be in use, and before the next try. */
const FINDS_PATHS_MS = 250;

/** A call of two, each in the browser that is named. */
export class Call {
  static async open(place, driver, ...browsers) {
    const members = await Promise.all(browsers.map((browser) => Member.open(place.browsers, browser, place.site)));
    return new Call(members, { room: place.newRoom(), ...(driver === 'nats' && { servers: place.servers }) });
  }

  #plan;

  constructor(members, plan) {
    this.members = members;
    [this.a, this.b] = members;
    this.#plan = plan;
  }

  join(member) { return member.do('join', this.#plan); }
  both(work) { return Promise.all(this.members.map(work)); }

  /** Whoever of them offers. */
  async meet() {
    await this.both((member) => this.join(member));
    await this.both((member) => member.untilConnected());
  }

  /** The first one offers. */
  async meetInOrder() {
    for (let i = 0; i < MEETINGS; i++) {
      await this.join(this.a);
      await delay(SETTLED_MS);
      await this.join(this.b);
      await this.both((member) => member.untilConnected());
      if (await this.a.get('isOfferer')) return;
      await this.both((member) => member.do('leave'));
    }
    throw new Error(`${this.b.browser} offered in each of ${MEETINGS} meetings, where ${this.a.browser} was to.`);
  }

  /** A numbered batch over a reliable channel reaches the other side whole and in order, both ways. */
  async talk(label, from, count) {
    const outcomes = await this.both((member) => member.do('say', label, from, count));
    for (const list of outcomes) assert.deepEqual([...new Set(list)], ['delivered']);
    await this.both(async (member) => {
      const heard = await member.do('heard', label);
      assert.deepEqual(heard.slice(-count), Array.from({ length: count }, (_, i) => from + i), `${member.browser} heard`);
    });
  }

  /** Those hear nothing until the path is restarted, which only the first one may do; or the connection is a new one. */
  async restart(deaf) {
    await this.both((member) => member.do('keep'));
    const before = await this.both((member) => member.get('path'));
    await Promise.all(deaf.map((member) => member.do('block')));
    await Promise.all(deaf.map((member) => member.until('disconnected', async () => !(await member.get('isConnected')))));
    await this.a.until('both have new paths', async () => {
      const paths = await this.both((member) => member.get('path'));
      // Over a new connection, more may be offered to who does not hear it yet.
      return paths.every(({ ufrag, isStable }, i) => (isStable || !this.canRestart) && ufrag !== undefined && ufrag !== before[i].ufrag);
    });
    await delay(FINDS_PATHS_MS);
    await Promise.all(deaf.map((member) => member.do('unblock')));
    await this.both((member) => member.untilConnected());
    const [ofA, ofB] = await this.both((member) => member.get('path'));
    assert.equal(ofA.restarts > before[0].restarts, this.canRestart, 'the offerer restarts, where it can');
    assert.equal(ofB.restarts, before[1].restarts, 'the other does not');
  }

  get isOfOneBrowser() { return this.a.browser === this.b.browser; }
  /** A Firefox that did not offer loses the connection by the restart of another browser. */
  get canRestart() { return this.isOfOneBrowser || this.b.browser !== 'firefox'; }

  /** It is still the connection that was restarted last, or the first new one. */
  async checkIsKept() {
    for (const { isKept } of await this.both((member) => member.get('path'))) assert.equal(isKept, this.canRestart, 'the connection is kept');
  }

  /** Nothing went wrong that nobody called for. */
  async check() { assert.deepEqual((await this.both((member) => member.errors())).flat(), []); }

  async logs() { return (await this.both((member) => member.log())).join('\n'); }

  close() { return this.both((member) => member.close()); }
}
