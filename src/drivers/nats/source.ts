import type { PeerixError } from '../../errors.js';
import type { Fail } from './failure.js';
import { Failures } from './failure.js';

/** The part of a NATS connection that is used: satisfied by `nats.ws` and `@nats-io/nats-core`. */
export interface NatsConnectionLike {
  publish(subject: string, data?: Uint8Array): void;
  subscribe(subject: string, options?: any): { unsubscribe(): void } & AsyncIterable<{ data: Uint8Array }>;
  flush(): Promise<void>;
  status(): AsyncIterable<{ type: string }>;
  /** Resolves when it is closed for good. Both libraries have it; without it, that is noticed at the next use. */
  closed?(): Promise<unknown>;
  /** Both libraries have it: closes the socket and dials at once. */
  reconnect?(): Promise<void>;
}

/** Where connections come from, one after another. */
export interface NatsSource {
  readonly failures: Failures;
  /** Whether a lost connection comes back by itself; otherwise it is closed and the next one opened. */
  readonly mends: boolean;
  /**
   * Resolves once a server is there, telling each failed attempt; undefined after an abort.
   * @throws PeerixError `SIGNALING_FAILED` where trying again cannot help.
   */
  open(signal: AbortSignal, failed: (reason: PeerixError) => void): Promise<NatsConnectionLike | undefined>;
  /** The network changed: dials now rather than after a pause, and trusts no old socket. */
  redial(): void;
  /** What was published before still goes out. */
  close(connection: NatsConnectionLike): void;
}

/** One ready connection, which its owner opened, mends and closes. */
export class GivenConnection implements NatsSource {
  readonly failures: Failures;
  readonly mends = true;
  readonly #connection: NatsConnectionLike;
  #used = false;

  constructor(connection: NatsConnectionLike, fail: Fail) {
    this.#connection = connection;
    this.failures = new Failures('the NATS connection given as `nc`', fail);
  }

  async open(): Promise<NatsConnectionLike> {
    if (this.#used) throw this.#closed();
    this.#used = true;
    return this.#connection;
  }

  redial(): void { this.#connection.reconnect?.().catch(() => { /* its status tells */ }); }

  close(): void {
    // Its owner's business.
  }

  #closed(): PeerixError {
    return this.failures.fail('The NATS connection given as `nc` has been closed.', undefined,
      'Keep it open while a room uses it, with maxReconnectAttempts: -1; or give `servers`, which never gives up.');
  }
}
