import type { Environment } from '../../src/environment.js';
import type { Clock, Due } from './clock.js';
import { SimSubtle, type Wiretap } from './crypto/subtle.js';
import type { SimConnection } from './network/connection.js';
import type { Network } from './network/network.js';
import { connectionOf } from './network/constructor.js';
import type { Random } from './random.js';

const LEAST_LATE_MS = 0.1;
const LATE_MS = 0.9;

export interface TabPlace {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  /** Milliseconds that an operation of WebCrypto takes at most; 0 = none. */
  readonly cryptoMs: number;
  readonly wiretap: (tab: Tab) => Wiretap;
}

/**
 * One page's life in a browser: everything that runs there runs through it. It can freeze, and then catches up on what
 * it missed, or crash, and then nothing runs there again.
 */
export class Tab {
  readonly environment: Environment;
  /** Of the engine, not due yet. */
  readonly timers = new Set<Due>();
  /** Not closed. */
  readonly connections = new Set<SimConnection>();
  readonly host: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  readonly #place: TabPlace;
  #isDead = false;
  #isFrozen = false;
  /** Timers run only at multiples of this: the browser throttles those of a hidden page. */
  throttleMs = 0;
  frozenUntil = -Infinity;
  #missed: (() => void)[] = [];

  constructor(host: number, place: TabPlace) {
    this.host = host;
    this.clock = place.clock;
    this.random = place.random;
    this.network = place.network;
    this.#place = place;
    this.environment = this.#createEnvironment();
  }

  get isDead(): boolean { return this.#isDead; }

  /** Something that comes from the outside: heard later by a frozen page, never by a crashed one. */
  hear(what: () => void): void {
    if (this.#isDead) return;
    if (this.#isFrozen) this.#missed.push(what); else what();
  }

  after(ms: number, what: () => void): Due { return this.clock.after(ms, () => this.hear(what)); }

  freeze(until = Infinity): void {
    this.#isFrozen = true;
    this.frozenUntil = until;
  }

  thaw(): void {
    this.#isFrozen = false;
    this.frozenUntil = -Infinity;
    for (const what of this.#missed.splice(0)) this.after(0, what);
  }

  crash(): void {
    this.#isDead = true;
    this.#missed = [];
    for (const connection of this.connections) connection.vanish();
  }

  #createEnvironment(): Environment {
    const { clock, random } = this.#place, randomBytes = (length: number) => bytesOf(random, length);
    const subtle = new SimSubtle({ ...this.#place.wiretap(this), randomBytes, think: () => this.#think() });
    return {
      now: () => clock.now,
      setTimeout: (callback, ms) => this.#setTimeout(callback, ms),
      clearTimeout: (timer) => this.#clearTimeout(timer as Due),
      random,
      crypto: {
        subtle: subtle as unknown as SubtleCrypto,
        getRandomValues: (array) => {
          if (ArrayBuffer.isView(array)) (array as unknown as Uint8Array).set(randomBytes(array.byteLength));
          return array;
        },
      },
      RTCPeerConnection: connectionOf(this),
    };
  }

  // Browsers cut fractions off, and are late: no timer finds the time unchanged.
  #setTimeout(callback: () => void, ms: number): Due {
    const due = this.after(this.#throttled(Math.trunc(ms)) + LEAST_LATE_MS + this.random() * LATE_MS, () => {
      if (this.timers.delete(due)) callback();
    });
    this.timers.add(due);
    return due;
  }

  #throttled(ms: number): number {
    const { now } = this.clock, { throttleMs } = this;
    return throttleMs ? Math.ceil((now + ms) / throttleMs) * throttleMs - now : ms;
  }

  // One that is due in a frozen page has left the clock already: what it would do is called off as well.
  #clearTimeout(due: Due): void {
    this.timers.delete(due);
    this.clock.cancel(due);
  }

  #think(): void | Promise<void> {
    const { cryptoMs, random } = this.#place;
    if (cryptoMs > 0) return new Promise((resolve) => { this.after(random() * cryptoMs, resolve); });
  }
}

function bytesOf(random: Random, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = random() * 256;
  return bytes;
}
