import type { Timers } from '../environment.js';

/** Nobody may be there at all. */
const UNPROVED_MS = 6000;
const DEFAULT_MS = 15_000;
const AWAIT_OFFER_MS = 8000;
const PAUSE_MS = 2000;
const MAX_FAILURES = 3;

export interface AttemptsHost {
  readonly timers: Timers;
  readonly isProved: boolean;
}

/** How long a session that is being made is given, and how many may fail one after another (protocol §6). */
export class Attempts {
  readonly #host: AttemptsHost;
  readonly #place: { readonly connectionTimeout: number };
  #failures = 0;
  #stop: (() => void) | undefined;

  constructor(host: AttemptsHost, place: { readonly connectionTimeout: number }) {
    this.#host = host;
    this.#place = place;
  }

  /** A session is being made, or somebody proved to be at its other end. */
  arm(onTimeout: () => void): void {
    this.#after(this.#host.isProved ? this.#place.connectionTimeout * 1000 || DEFAULT_MS : UNPROVED_MS, onTimeout);
  }

  /** The other side should offer. */
  awaitOffer(onTimeout: () => void): void { this.#after(AWAIT_OFFER_MS, onTimeout); }

  /** The browser gives no connection just now. */
  pause(then: () => void): void { this.#after(PAUSE_MS, then); }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Whether it was one too many. */
  failed(): boolean { return ++this.#failures >= MAX_FAILURES && this.#place.connectionTimeout > 0; }
  forgive(): void { this.#failures = 0; }

  #after(ms: number, callback: () => void): void {
    this.stop();
    this.#stop = this.#host.timers.after(ms, callback);
  }
}
