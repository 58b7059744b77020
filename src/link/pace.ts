import type { Environment, Timers } from '../environment.js';
import { Bucket } from '../bucket.js';

const AT_ONCE = 3;
const SECONDS = 5;
const CROWDED_MS = 500;

export interface PaceHost {
  readonly timers: Timers;
  /** Not too many others are being connected just now. */
  readonly mayAttempt: boolean;
}

/** New sessions of one pair: three at once, then one in five seconds. Each costs a connection on both sides. */
export class Pace {
  readonly #host: PaceHost;
  readonly #environment: Environment;
  readonly #bucket: Bucket;

  constructor(host: PaceHost, environment: Environment) {
    this.#host = host;
    this.#environment = environment;
    this.#bucket = new Bucket(AT_ONCE, 1 / SECONDS, () => environment.now());
  }

  /** The next one may begin now. */
  take(): boolean { return this.#host.mayAttempt && this.#bucket.take(); }

  /** Resolves when the next one may begin; never, once the timers have ended. */
  async turn(): Promise<void> {
    while (!this.take()) {
      // By chance: whoever waits longest may be one of a thousand who never meant to come.
      const wait = this.#host.mayAttempt ? this.#bucket.wait : CROWDED_MS * (0.5 + this.#environment.random());
      await new Promise<void>((resolve) => { this.#host.timers.after(wait, resolve); });
    }
  }
}
