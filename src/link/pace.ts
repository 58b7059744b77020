import type { Environment, Timers } from '../environment.js';
import { Bucket } from '../bucket.js';

const AT_ONCE = 3;
const SECONDS = 5;

export interface PaceHost {
  readonly timers: Timers;
  /** Undefined where not too many others are being connected just now; else resolves when to ask again. */
  turn(): Promise<void> | undefined;
}

/** New sessions of one pair: three at once, then one in five seconds. Each costs a connection on both sides. */
export class Pace {
  readonly #host: PaceHost;
  readonly #bucket: Bucket;

  constructor(host: PaceHost, environment: Environment) {
    this.#host = host;
    this.#bucket = new Bucket(AT_ONCE, 1 / SECONDS, () => environment.now());
  }

  /** What to await before the next one begins, one after another: nothing, where that is now. Never resolve once the timers have ended. */
  *turns(): Generator<Promise<void>, void> {
    for (let turn = this.#next(); turn; turn = this.#next()) yield turn;
  }

  #next(): Promise<void> | undefined {
    const { wait } = this.#bucket;
    if (wait > 0) return new Promise((resolve) => { this.#host.timers.after(wait, resolve); });
    const turn = this.#host.turn();
    if (!turn) this.#bucket.take();
    return turn;
  }
}
