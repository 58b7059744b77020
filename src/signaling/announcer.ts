import type { Environment, Timers } from '../environment.js';
import { nameOf } from '../errors.js';

/** Waits between repeated joins (protocol §5): quick, then each second, then ever rarer. */
const WAITS_MS = [400, 600, ...Array<number>(8).fill(1000)];
const LAST_WAIT_MS = 30_000;
/** Everybody hears of a server's return at once: what that stirs up is spread over this. */
const RETURN_MS = 250;

export interface AnnouncerHost {
  readonly environment: Environment;
  readonly timers: Timers;
  /** Somebody is connected to me, and nobody is on the way. */
  readonly isSettled: boolean;
  announce(): Promise<void>;
  log(event: string, fields: { readonly [field: string]: unknown }): void;
}

/** Says that I am here. A join may get lost, or come before the other side listens: it is repeated until I am settled. */
export class Announcer {
  readonly #host: AnnouncerHost;
  #cancel: (() => void) | undefined;
  #round = 0;

  constructor(host: AnnouncerHost) { this.#host = host; }

  /** Resolves once the first join is handed to the driver. */
  begin(): Promise<void> { return this.#announce(0); }

  /** I am alone now. */
  resume(): void { this.#repeat(0, 0); }

  /** The driver is back; what I said meanwhile got lost. Calls back when it is time to say it again. */
  afterReturn(then: () => void): void {
    this.#schedule(RETURN_MS * this.#host.environment.random(), () => {
      then();
      return this.#announce(0);
    });
  }

  async #announce(times: number): Promise<void> {
    const round = this.#round;
    await this.#host.announce();
    if (round !== this.#round) return; // something began anew meanwhile
    const wait = WAITS_MS[times] ?? Math.min(1000 * 1.6 ** (times - WAITS_MS.length + 1), LAST_WAIT_MS);
    this.#repeat(times + 1, wait * (0.8 + 0.4 * this.#host.environment.random()));
  }

  #repeat(times: number, ms: number): void {
    this.#schedule(ms, async () => { if (!times || !this.#host.isSettled) await this.#announce(times); });
  }

  #schedule(ms: number, work: () => Promise<void>): void {
    this.#round++;
    this.#cancel?.();
    this.#cancel = this.#host.timers.after(ms, () => {
      work().catch((error) => this.#host.log('announce-failed', { error: nameOf(error) }));
    });
  }
}
