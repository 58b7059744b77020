/**
 * `delivered`: acknowledged by the other side, whether anybody listens there or not.
 * `sent`: handed to an unreliable channel (never acknowledged).
 * `dropped`: an unreliable channel was congested. `timeout`: it took nothing of a stream for which others waited.
 * The rest: why not.
 */
export type Outcome = 'delivered' | 'sent' | 'dropped' | 'rejected' | 'cancelled' | 'closed' | 'left' | 'timeout';

export interface Report extends ReadonlyMap<string, Outcome> {
  /** Every addressee `delivered` or `sent`; true when there was none. As `Response.ok`. */
  readonly ok: boolean;
}
export interface Progress {
  /** Acknowledged bytes of the slowest addressee. */
  readonly sent: number;
  /** Undefined for a `ReadableStream`. */
  readonly total: number | undefined;
}

/**
 * Awaitable and async-iterable; iteration yields the latest progress (coalesced, ends when settled).
 * `break` stops watching, never the transfer.
 * Resolves with the report whatever the network does; rejects for a bad call, and with `signal.reason` on abort.
 * Never an unhandled rejection when not awaited: then failures are seen as `channel:error`.
 * Being thenable, an `async` function that returns it returns the report; wrap it: `{ transfer }`.
 */
export interface Transfer extends PromiseLike<Report>, AsyncIterable<Progress> {
  /** Stable across awaits; equals `IncomingTransfer.id` at the receivers. */
  readonly id: string;
  /** For a Cancel button without an `AbortController`. */
  cancel(reason?: unknown): void;
  catch<T = never>(onRejected?: ((reason: any) => T | PromiseLike<T>) | null): Promise<Report | T>;
  finally(onFinally?: (() => void) | null): Promise<Report>;
}

/** Something larger than one chunk that is coming in. */
export interface IncomingTransfer extends AsyncIterable<{ readonly received: number; readonly total: number | undefined }> {
  readonly id: string;
  readonly size: number | undefined;
  /** `File` name, type; undefined for bytes. Text of a stranger. */
  readonly fileName?: string;
  readonly type?: string;
  readonly info?: any;
  /** As a stream, it arrives at once as `channel:message` with a `ReadableStream`; else when whole, as `Blob` or `File`. */
  accept(options?: { as?: 'blob' } | { as: 'stream' }): void;
  reject(reason?: string): void;
  pause(): void;
  resume(): void;
  cancel(): void;
}
