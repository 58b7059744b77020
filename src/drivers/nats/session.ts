import type { Environment, Timers } from '../../environment.js';
import type { PeerixError } from '../../errors.js';
import type { Handlers } from '../handlers.js';
import type { DialOptions } from './dialer.js';
import { Dialer } from './dialer.js';
import type { Fail } from './failure.js';
import { messageOf } from './failure.js';
import type { NatsConnectionLike, NatsSource } from './source.js';
import { GivenConnection } from './source.js';

/**
 * What a session needs of the driver. All of `nats/` is loaded at the first `subscribe` and imports nothing, types
 * aside, that is loaded before: a page may have that under another URL (`?v=2`, a CDN's redirect), and would get it twice.
 */
export interface NatsHost {
  readonly environment: Environment;
  /** Of this session: end with it. */
  readonly timers: Timers;
  readonly handlers: Handlers;
  readonly prefix: string;
  readonly fail: Fail;
  report(online: boolean, reason?: unknown): void;
}

/** A ready connection, or how to make one. */
export type NatsTarget = { readonly nc: NatsConnectionLike } | { readonly dial: DialOptions };

type Subscription = ReturnType<NatsConnectionLike['subscribe']>;
interface Waiter { readonly topic: string; resolve(): void; reject(error: unknown): void }

const LOST = ['disconnect', 'staleConnection'];
/** Permissions change without a word: what was refused is tried again. */
const REFUSED_RETRY_MS = 5000;

/**
 * From the first `subscribe` of a driver to its last `unsubscribe`: keeps a connection, and on it a subscription for
 * every topic that has a handler. Each connection, each reconnect and each new topic takes the same path, `#reconcile`.
 */
export class NatsSession {
  readonly #ended = new AbortController();
  readonly #host: NatsHost;
  readonly #source: NatsSource;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #waiting = new Set<Waiter>();
  #connection: NatsConnectionLike | undefined;
  #cancelRetry: (() => void) | undefined;

  constructor(target: NatsTarget, host: NatsHost) {
    this.#host = host;
    this.#source = 'nc' in target
      ? new GivenConnection(target.nc, host.fail)
      : new Dialer(target.dial, host.environment, host.fail);
    void this.#run();
  }

  get ended(): boolean { return this.#ended.signal.aborted; }
  get connected(): boolean { return this.#connection !== undefined; }

  /** Resolves once the server knows the topic, or nobody wants it any more. */
  listen(topic: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.add({ topic, resolve, reject });
      if (this.#connection) void this.#reconcile(this.#connection);
    });
  }

  unlisten(topic: string): void {
    this.#subscriptions.get(topic)?.unsubscribe();
    this.#subscriptions.delete(topic);
    for (const waiter of this.#waiting) if (waiter.topic === topic) this.#settle(waiter);
  }

  publish(topic: string, bytes: Uint8Array): void {
    try {
      this.#connection?.publish(this.#subject(topic), bytes);
    } catch (error) {
      throw this.#host.fail(`The message was not published: ${messageOf(error)}.`, error);
    }
  }

  /** The network changed: the old socket may be dead without a word. */
  redial(): void { this.#source.redial(); }

  /** Closes the connection, after what was published before. */
  end(): void {
    this.#ended.abort();
    this.#host.timers.dispose();
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    const failed = (reason: PeerixError): void => this.#say(false, reason);
    try {
      for (;;) {
        const connection = await this.#source.open(signal, failed);
        if (!connection) return;
        await this.#use(connection);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Until it is gone for good, or the session is over. */
  async #use(connection: NatsConnectionLike): Promise<void> {
    this.#connection = connection;
    this.#subscriptions.clear();
    this.#endRefusal();
    const gone = [this.#watch(connection), this.#untilEnd()];
    if (connection.closed) gone.push(connection.closed().then(() => undefined));
    void this.#reconcile(connection);
    try {
      await Promise.race(gone);
    } finally {
      this.#connection = undefined;
      this.#source.close(connection);
      this.#say(false, this.#source.failures.lost());
    }
  }

  async #watch(connection: NatsConnectionLike): Promise<void> {
    for await (const status of connection.status()) {
      if (connection !== this.#connection) return;
      if (LOST.includes(status.type)) {
        this.#say(false, this.#source.failures.lost());
        if (!this.#source.mends) return;
      } else if (status.type === 'reconnect') {
        this.#endRefusal();
        void this.#reconcile(connection);
      } else if (status.type === 'error') {
        this.#complained(complaint(status));
      }
    }
  }

  /** Subscribes what is wanted and not yet subscribed; then, once the server knows, says so. Never rejects. */
  async #reconcile(connection: NatsConnectionLike): Promise<void> {
    const waiting = [...this.#waiting];
    try {
      for (const topic of this.#host.handlers.topics) if (!this.#subscriptions.has(topic)) this.#subscribe(connection, topic);
      await connection.flush();
    } catch (error) {
      // Lost on the way. Its reconnect, or the next connection, reconciles again.
      if (connection === this.#connection) this.#say(false, this.#source.failures.lost(error));
      return;
    }
    // A refusal came before the answer to `flush`, but its way through the library's iterators may be longer.
    await new Promise<void>((resolve) => { this.#host.environment.setTimeout(resolve, 0); });
    if (connection !== this.#connection || this.#cancelRetry) return;
    this.#say(true);
    for (const waiter of waiting) if (this.#subscriptions.has(waiter.topic)) this.#settle(waiter);
  }

  #subscribe(connection: NatsConnectionLike, topic: string): void {
    const subscription = connection.subscribe(this.#subject(topic));
    this.#subscriptions.set(topic, subscription);
    void this.#deliver(topic, subscription);
  }

  /** A subscription ends when it is taken back or its connection closes, and throws when it is refused. */
  async #deliver(topic: string, subscription: Subscription): Promise<void> {
    try {
      for await (const { data } of subscription) {
        if (this.#subscriptions.get(topic) === subscription) this.#host.handlers.post(topic, data);
      }
    } catch (error) {
      if (this.#subscriptions.get(topic) !== subscription) return;
      this.#subscriptions.delete(topic);
      this.#refuse(messageOf(error));
    }
  }

  /** On somebody else's connection, most complaints are about somebody else's subjects. */
  #complained(complaint: string): void {
    if (!this.#source.mends || complaint.includes(`${this.#host.prefix}.`)) this.#refuse(complaint);
  }

  #refuse(complaint: string): void {
    this.#say(false, this.#source.failures.refused(complaint, `${this.#host.prefix}.>`));
    this.#cancelRetry ??= this.#host.timers.after(REFUSED_RETRY_MS, () => {
      this.#endRefusal();
      if (this.#connection) void this.#reconcile(this.#connection);
    });
  }

  #endRefusal(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #fail(error: unknown): void {
    this.#say(false, error);
    for (const waiter of this.#waiting) waiter.reject(error);
    this.#waiting.clear();
    this.end();
  }

  #settle(waiter: Waiter): void {
    this.#waiting.delete(waiter);
    waiter.resolve();
  }

  #say(online: boolean, reason?: unknown): void {
    if (!this.ended) this.#host.report(online, reason);
  }

  #untilEnd(): Promise<void> {
    const { signal } = this.#ended;
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #subject(topic: string): string { return `${this.#host.prefix}.${topic}`; }
}

/** The two libraries put it in different fields. */
function complaint(status: object): string {
  const { error, data, permissionContext } = status as {
    error?: unknown; data?: unknown; permissionContext?: { operation?: unknown; subject?: unknown };
  };
  if (error instanceof Error) return error.message;
  const { operation = '', subject = '' } = permissionContext ?? {};
  return `${data} ${operation} ${subject}`.trim();
}
