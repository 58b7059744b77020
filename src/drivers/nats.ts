import { platform, Timers } from '../environment.js';
import { badOption, PeerixError } from '../errors.js';
import type { Bytes, DriverHandler } from './driver.js';
import { Driver } from './driver.js';
import { Handlers } from './handlers.js';
import type { NatsHost, NatsSession, NatsTarget } from './nats/session.js';
import type { NatsConnectionLike } from './nats/source.js';
import { REDIAL, WARM } from './abilities.js';

export type { NatsConnectionLike } from './nats/source.js';

export type NatsDriverOptions =
  /** Opens its own connection; every other option goes to `nats.ws`. */
  | { servers: string | string[]; nc?: never; prefix?: string; [natsOption: string]: unknown }
  /** Uses yours and never closes it. */
  | { nc: NatsConnectionLike; servers?: never; prefix?: string };

const DEFAULT_PREFIX = 'peerix';
/** A subject goes onto the wire as it is: a space or line end would be a command of its own, `*` and `>` wildcards. */
const PREFIX = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const MAX_PREFIX_LENGTH = 100;
const EXAMPLE = 'Write new NatsDriver({ servers: \'wss://nats.example.org\' }).';
const USED = ['publish', 'subscribe', 'flush', 'status'] as const;

/**
 * Signaling over a NATS server, which browsers reach by its websocket listener (docs.nats.io, "WebSocket
 * Configuration"). A topic is the subject `<prefix>.<topic>`; the prefix is `peerix` unless given.
 *
 * With `servers`, nats.ws is loaded at the first `subscribe` and the connection closes after the last `unsubscribe`.
 * It never gives up: it dials every 0.5–1 s (`reconnectTimeWait`, `reconnectJitter`, `reconnectDelayHandler`), and
 * `online` and `reason` tell how that goes; a hung server is noticed within 6 s (`pingInterval`, `maxPingOut`,
 * `timeout`). Since the driver redials by itself, `reconnect`, `maxReconnectAttempts`, `waitOnFirstConnect` and
 * `ignoreAuthErrorAbort` have no effect. All other options of nats.ws count.
 *
 * With `nc`, your connection of nats.ws or @nats-io/nats-core is used and never closed. Open it with
 * `maxReconnectAttempts: -1`, or it gives up.
 */
export class NatsDriver extends Driver {
  readonly #target: NatsTarget;
  readonly #prefix: string;
  readonly #handlers = new Handlers();
  /** Who wants it connected though nothing is subscribed yet. */
  readonly #holders = new Set<object>();
  #session: NatsSession | undefined;

  /** @throws PeerixError `BAD_OPTION`: neither or both of `servers` and `nc`, not a websocket URL, or a bad prefix. */
  constructor(options: NatsDriverOptions) {
    super();
    const { prefix = DEFAULT_PREFIX, nc, servers, ...natsOptions } = requireOptions(options);
    this.#prefix = requirePrefix(prefix);
    if ((nc === undefined) === (servers === undefined)) {
      throw badOption('NatsDriver needs either `servers` or `nc`, and not both.', EXAMPLE);
    }
    this.#target = nc === undefined
      ? { dial: { ...natsOptions, servers: requireServers(servers) } }
      : { nc: requireConnection(nc) };
  }

  /**
   * Resolves once the server knows the subscription; pending while it is away. Resolves too when taken back.
   * @throws PeerixError `SIGNALING_FAILED` where trying again cannot help: its code or nats.ws cannot be loaded, it rejects an
   * option, the page may not open the address, `nc` is closed. The next `subscribe` starts anew.
   */
  async subscribe(topic: string, handler: DriverHandler): Promise<void> {
    this.#handlers.add(topic, handler);
    try {
      const session = await this.#open(() => this.#handlers.has(topic, handler));
      await session?.listen(topic);
    } catch (error) {
      this.#handlers.delete(topic, handler);
      throw error;
    }
  }

  /** Never waits for the server. */
  async unsubscribe(topic: string, handler: DriverHandler): Promise<void> {
    this.#handlers.delete(topic, handler);
    if (!this.#handlers.hasTopic(topic)) this.#session?.unlisten(topic);
    await this.#endUnused();
  }

  /** @internal */
  [REDIAL](): void { this.#session?.redial(); }

  /** @internal */
  [WARM](): () => void {
    const holder = {};
    this.#holders.add(holder);
    this.#open(() => this.#holders.has(holder)).catch(() => { /* the subscribe that follows says why */ });
    return () => {
      this.#holders.delete(holder);
      void this.#endUnused();
    };
  }

  /**
   * Handed to the socket in the same task, so it works in `pagehide`.
   * @throws PeerixError `SIGNALING_FAILED` while offline: the message is lost.
   */
  async publish(topic: string, bytes: Bytes): Promise<void> {
    if (!this.online || !this.#session?.connected) {
      throw signalingFailed('The message was not published: no NATS server is connected.', this.reason,
        'Publish again after the driver\'s next `online` event.');
    }
    this.#session.publish(topic, bytes);
    // The server does not echo, but two peers may share this driver.
    this.#handlers.post(topic, bytes);
  }

  /** Undefined where it is no longer wanted once its code is loaded. */
  async #open(isWanted: () => boolean): Promise<NatsSession | undefined> {
    const { NatsSession } = await this.#load();
    if (!isWanted()) return undefined;
    if (!this.#session || this.#session.ended) this.#session = new NatsSession(this.#target, this.#host());
    return this.#session;
  }

  // Whoever leaves and joins again in the same breath keeps the connection.
  async #endUnused(): Promise<void> {
    await undefined;
    if (!this.#handlers.isEmpty || this.#holders.size > 0) return;
    this.#session?.end();
    this.#session = undefined;
  }

  async #load(): Promise<typeof import('./nats/session.js')> {
    try {
      return await import('./nats/session.js');
    } catch (cause) {
      const error = signalingFailed('The NATS driver could not be loaded.', cause,
        'Check that nats-session.js lies next to Peerix on your server; then join again.');
      if (!this.#handlers.isEmpty) this.report(false, error);
      throw error;
    }
  }

  #host(): NatsHost {
    return {
      environment: platform,
      timers: new Timers(platform),
      handlers: this.#handlers,
      prefix: this.#prefix,
      fail: signalingFailed,
      report: (online, reason) => this.report(online, reason),
    };
  }
}

function signalingFailed(message: string, cause?: unknown, hint?: string): PeerixError {
  return new PeerixError('SIGNALING_FAILED', message, { cause, ...(hint !== undefined && { hint }) });
}

function requireOptions(options: unknown): { [option: string]: unknown } {
  if (typeof options === 'object' && options !== null) return options as { [option: string]: unknown };
  throw badOption('NatsDriver needs options.', EXAMPLE);
}

function requirePrefix(prefix: unknown): string {
  if (typeof prefix === 'string' && prefix.length <= MAX_PREFIX_LENGTH && PREFIX.test(prefix)) return prefix;
  throw badOption(`NatsDriver \`prefix\` is not a subject: ${quote(prefix)}.`,
    `Use letters, digits, "_" and "-", in parts joined by ".", at most ${MAX_PREFIX_LENGTH} characters.`);
}

function requireConnection(nc: unknown): NatsConnectionLike {
  const connection = nc as NatsConnectionLike | null;
  if (USED.every((method) => typeof connection?.[method] === 'function')) return connection as NatsConnectionLike;
  throw badOption('NatsDriver `nc` is not a NATS connection.',
    'Await connect() of nats.ws, or wsconnect() of @nats-io/nats-core, and give what it returns.');
}

function requireServers(servers: unknown): string[] {
  const list: unknown[] = Array.isArray(servers) ? servers : [servers];
  if (list.length === 0) throw badOption('NatsDriver `servers` is empty.', 'Give at least one wss:// URL.');
  return list.map(requireServer);
}

function requireServer(server: unknown): string {
  const url = typeof server === 'string' && URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol !== 'ws:' && url?.protocol !== 'wss:') {
    throw badOption(`NatsDriver \`servers\` holds something that is not a websocket URL: ${quote(server)}.`,
      'Give the address of the server\'s websocket listener, as in wss://nats.example.org:443.');
  }
  if (url.username || url.password) {
    throw badOption('NatsDriver `servers` holds a URL with credentials, which are not sent.',
      'Give them as the options `user` and `pass`, or `token`.');
  }
  return url.href;
}

function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, MAX_PREFIX_LENGTH)) : String(value);
}
