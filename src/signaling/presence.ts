import type { Environment, Timers } from '../environment.js';

const LEAST_MS = 45_000;
const SPREAD_MS = 90_000;

export interface PresenceHost {
  readonly environment: Environment;
  readonly timers: Timers;
  /** How many I am connected to. */
  readonly links: number;
  readonly hasPlace: boolean;
  publishPresence(): Promise<void>;
}

/**
 * About one join a minute and room, whoever sends it: halves of a room that a silent split left apart find each other
 * (protocol §5). No election, so nobody can silence it.
 */
export class Presence {
  readonly #host: PresenceHost;

  constructor(host: PresenceHost) { this.#host = host; }

  begin(): void {
    const { environment, timers } = this.#host;
    timers.after(LEAST_MS + SPREAD_MS * environment.random(), () => {
      const { links, hasPlace } = this.#host;
      if (links > 0 && hasPlace && environment.random() < 1 / (links + 1)) void this.#host.publishPresence();
      this.begin();
    });
  }
}
