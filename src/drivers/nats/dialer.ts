import type { ConnectionOptions, NatsConnection } from 'nats.ws';
import type { Environment } from '../../environment.js';
import type { PeerixError } from '../../errors.js';
import type { Fail } from './failure.js';
import { Failures, isFinal, messageOf } from './failure.js';
import type { NatsSource } from './source.js';

type Connect = (options: ConnectionOptions) => Promise<NatsConnection>;
type SocketFactory = (url: string, options: ConnectionOptions) => Promise<{ socket: WebSocket; encrypted: boolean }>;

/** Options of nats.ws; `wsFactory` is missing in its types. */
export type DialOptions = ConnectionOptions & { servers: string[]; wsFactory?: SocketFactory };

/** A hung server is noticed within two pings, instead of the library's four minutes. */
const DEFAULTS: ConnectionOptions = { noEcho: true, timeout: 6000, pingInterval: 3000, maxPingOut: 1 };
const RETRY_MS = 500;
const RETRY_JITTER_MS = 500;

/**
 * Opens connections of its own with nats.ws, which is loaded when first used.
 *
 * It redials by itself and for ever. The library's own reconnecting is off: it gives up after a while, cannot be
 * called off while it dials, and hides why the first attempts fail.
 */
export class Dialer implements NatsSource {
  readonly failures: Failures;
  readonly mends = false;
  readonly #options: DialOptions;
  readonly #environment: Environment;
  #sockets: WebSocket[] = [];
  #connection: NatsConnection | undefined;
  #dialled = false;
  #wake = (): void => {};

  constructor(options: DialOptions, environment: Environment, fail: Fail) {
    this.#options = options;
    this.#environment = environment;
    this.failures = new Failures(`the NATS server ${options.servers.map(withoutPath).join(', ')}`, fail);
  }

  async open(signal: AbortSignal, failed: (reason: PeerixError) => void): Promise<NatsConnection | undefined> {
    const connect = await this.#load();
    for (;;) {
      if (this.#dialled) await this.#pause(signal);
      if (signal.aborted) return undefined;
      this.#dialled = true;
      try {
        return this.#connection = await this.#dial(connect, signal);
      } catch (error) {
        const reason = this.failures.connect(error);
        if (isFinal(error)) throw reason;
        failed(reason);
      }
    }
  }

  close(): void {
    const connection = this.#connection;
    if (!connection) return;
    // A WebSocket sends what it was given before it closes. nats.ws would first wait for its buffer to empty, which a
    // hung server never lets happen.
    void Promise.allSettled([connection.close()]);
    this.#closeSockets();
    this.#connection = undefined;
  }

  redial(): void {
    this.#dialled = false;
    this.#closeSockets();
    this.#wake();
  }

  async #dial(connect: Connect, signal: AbortSignal): Promise<NatsConnection> {
    const hangUp = (): void => this.#closeSockets();
    signal.addEventListener('abort', hangUp);
    try {
      return await connect(this.#natsOptions());
    } catch (error) {
      // nats.ws leaves a socket that never opened open, and browsers dial one at a time per address.
      hangUp();
      throw error;
    } finally {
      signal.removeEventListener('abort', hangUp);
    }
  }

  #natsOptions(): DialOptions {
    return {
      ...DEFAULTS,
      ...this.#options,
      reconnect: false,
      waitOnFirstConnect: false,
      wsFactory: async (url, options) => {
        const made = await (this.#options.wsFactory ?? this.#openSocket)(url, options);
        this.#sockets.push(made.socket);
        return made;
      },
    };
  }

  /** Milliseconds. Many pages lose one server at the same moment: they come back spread out. */
  #delay(): number {
    const { reconnectDelayHandler, reconnectTimeWait = RETRY_MS, reconnectJitter = RETRY_JITTER_MS } = this.#options;
    return reconnectDelayHandler?.() ?? reconnectTimeWait + this.#environment.random() * reconnectJitter;
  }

  #closeSockets(): void {
    for (const socket of this.#sockets.splice(0)) socket.close();
  }

  async #load(): Promise<Connect> {
    try {
      return (await import('nats.ws')).connect;
    } catch (cause) {
      throw this.failures.fail('The NATS client nats.ws could not be loaded.', cause,
        'Check that its file lies next to Peerix on your server, or that nats.ws is installed; then join again.');
    }
  }

  readonly #openSocket = async (url: string): Promise<{ socket: WebSocket; encrypted: boolean }> => {
    try {
      return { socket: new WebSocket(url), encrypted: url.startsWith('wss:') };
    } catch (cause) {
      throw this.failures.fail(`A WebSocket to ${withoutPath(url)} cannot be opened here: ${messageOf(cause)}.`, cause,
        'From an https page use wss://; in Node, use a version with WebSocket or give `wsFactory`.');
    }
  };

  /** Until it is time to dial again, or at once on abort. */
  #pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        this.#environment.clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      this.#wake = end;
      const timer = this.#environment.setTimeout(end, this.#delay());
      signal.addEventListener('abort', end);
    });
  }
}

/** A path may hold a token. */
function withoutPath(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
