import type { Timers } from '../environment.js';
import type { Link } from '../link/link.js';
import type { Mailbox } from './mailbox.js';

const HELLO_MS = 8000;
const FLUSH_MS = 1000;
const ELDER_MS = 2000;
const TWIN_MS = 100;
const ASK_MS = 1000;
const ASKS = 4;
/** So long after my own join I answer who asks who I am: somebody must show itself first. */
const REVEAL_MS = 10_000;

export interface DiscoveryHost {
  readonly timers: Timers;
  readonly link: Link;
  readonly mailbox: Mailbox;
  /** My id is the lower one. */
  readonly isLower: boolean;
  /** It may know who I am. */
  readonly isAdmitted: boolean;
  readonly hasPlace: boolean;
  sayHello(): void;
  /** Begins a session, unless one is under way by then. */
  offer(): void;
  /** "Prove that you are there"; tells nothing of me. */
  query(): void;
  /** Something may be allocated for it. */
  mayBegin(): boolean;
  /** There is no place; it hears of it when one is freed. */
  refuse(why: 'room-full'): void;
  owePlace(): void;
  onNoAnswer(): void;
}

export interface DiscoveryPlace {
  /** Milliseconds since I announced myself. */
  readonly age: number;
  /** Milliseconds since my last join, presence aside. */
  readonly sinceJoin: number;
  now(): number;
}

/** Who speaks first to whom, before there is a link (protocol §4, §5). */
export class Discovery {
  readonly #host: DiscoveryHost;
  readonly #place: DiscoveryPlace;
  #flushedAt = -Infinity;
  #isAsking = false;
  #stopDeadline: (() => void) | undefined;
  #stopAsking: (() => void) | undefined;

  constructor(host: DiscoveryHost, place: DiscoveryPlace) {
    this.#host = host;
    this.#place = place;
  }

  /** A hello or query of mine waits for its answer. */
  get isAsking(): boolean { return this.#isAsking; }

  /** A join is a hint, never proof: anybody in the room can replay one. */
  onJoin(): void {
    const { link } = this.#host;
    if (link.state === 'up' || link.state === 'refused') return;
    if (link.isBusy) return this.#flush();
    if (link.state === 'closed') return this.#afterClosed();
    if (!this.#host.isAdmitted || !this.#host.mayBegin()) return this.#host.query();
    if (!this.#host.hasPlace) return this.#host.refuse('room-full');
    if (this.#place.age > ELDER_MS || this.#host.isLower) this.#host.offer(); else this.#contactUnlessOffered();
  }

  /** It wants to know who is there, and proves itself by that. */
  onQuery(): void {
    const { link } = this.#host;
    if (link.state === 'up' || link.state === 'refused') return;
    if (link.isBusy) return this.#flush();
    const mayReveal = this.#host.isAdmitted || this.#place.sinceJoin < REVEAL_MS;
    if (mayReveal) this.#approach(() => this.#hello());
  }

  onHello(): void {
    const { link } = this.#host;
    if (link.state === 'closed') link.revive();
    if (link.isBusy) return link.announce();
    if (!this.#host.isLower && this.#host.mailbox.has('hello')) return; // its offer is on the way
    this.#host.offer();
  }

  /** Says hello, or asks where it may not know me yet. Its answer is awaited for 8 s. */
  contact(): void {
    this.#approach(() => {
      if (this.#host.isAdmitted) this.#hello(); else this.#query(ASKS);
    });
  }

  // The driver is back, or somebody asks again: what got lost is sent again. Each join of somebody who lacks us would stir
  // the whole queue.
  #flush(): void {
    const now = this.#place.now();
    if (this.#host.mailbox.empty || now - this.#flushedAt < FLUSH_MS) return;
    this.#flushedAt = now;
    this.#host.mailbox.flush();
  }

  #afterClosed(): void {
    this.#host.link.revive();
    this.contact();
  }

  // Who joined in the same moment has heard me too, and offers: a hello would cross its offer for nothing.
  #contactUnlessOffered(): void {
    if (this.#place.age > TWIN_MS) return this.contact();
    this.#isAsking = true;
    this.#host.timers.after(TWIN_MS, () => { if (this.#host.link.state === 'idle') this.contact(); });
  }

  #approach(speak: () => void): void {
    const { link, timers, hasPlace } = this.#host;
    if (link.isBusy) return;
    if (!hasPlace) {
      this.#isAsking = false;
      link.giveUpWaiting();
      return this.#host.owePlace();
    }
    speak();
    if (this.#isAsking && this.#stopDeadline) return; // who asks again and again does not keep me waiting
    this.#isAsking = true;
    this.#stopDeadline = timers.after(HELLO_MS, () => this.#onDeadline());
  }

  #hello(): void {
    if (this.#host.mailbox.has('hello')) this.#flush(); else this.#host.sayHello();
  }

  // A query has no mailbox behind it that would repeat it.
  #query(times: number): void {
    this.#stopAsking?.();
    this.#host.query();
    if (times <= 1) return;
    this.#stopAsking = this.#host.timers.after(ASK_MS, () => {
      const { link, isAdmitted } = this.#host;
      if (!link.isBusy && link.state !== 'refused' && !isAdmitted) this.#query(times - 1);
    });
  }

  #onDeadline(): void {
    this.#isAsking = false;
    this.#stopDeadline = undefined;
    if (this.#host.link.state !== 'idle') return;
    this.#host.link.giveUpWaiting();
    this.#host.mailbox.renew();
    this.#host.onNoAnswer();
  }
}
