import type { Environment, Timers } from '../environment.js';
import { Bucket } from '../signaling/bucket.js';

const AT_ONCE = 3;
const SECONDS = 5;

/** New sessions of one pair: three at once, then one in five seconds. Each costs a connection on both sides. */
export class Pace {
  readonly #timers: Timers;
  readonly #bucket: Bucket;

  constructor(timers: Timers, environment: Environment) {
    this.#timers = timers;
    this.#bucket = new Bucket(AT_ONCE, 1 / SECONDS, () => environment.now());
  }

  /** The next one may begin now. */
  take(): boolean { return this.#bucket.take(); }

  /** Resolves when the next one may begin; never, once the timers have ended. */
  async turn(): Promise<void> {
    while (!this.take()) await new Promise<void>((resolve) => { this.#timers.after(this.#bucket.wait, resolve); });
  }
}
