import { expect } from '@open-wc/testing';
import { MemoryDriver, Peer, type Bytes, type DriverHandler, type DriverLike, type PeerOptions } from '../../../src/index.js';
import { platform, type Environment, type Timer } from '../../../src/environment.js';

const SOON_MS = 500;
const WINDOW_EVENTS = ['online', 'pagehide', 'pageshow'];
const counting = new Set<Census>();

afterEach(() => {
  for (const census of counting) census.end();
  counting.clear();
});

/** What a peer may leave behind, by kind. */
export interface Remains {
  readonly timers: number;
  readonly subscriptions: number;
  readonly driverListeners: number;
  readonly windowListeners: number;
  readonly connections: number;
}

const NOTHING: Remains = { timers: 0, subscriptions: 0, driverListeners: 0, windowListeners: 0, connections: 0 };

/** Counts everything that peers take from the world: timers, subscriptions, listeners, connections. */
export class Census {
  readonly environment: Environment;
  readonly RTCPeerConnection: typeof RTCPeerConnection;
  readonly #timers = new Set<Timer>();
  readonly #subscriptions = new Set<string>();
  readonly #driverListeners = new Set<string>();
  readonly #windowListeners = new Map<unknown, string>();
  readonly #numbers = new WeakMap<object, number>();
  #lastNumber = 0;
  /** Not held: closed ones count against the page's 500 until they are collected. */
  #made: WeakRef<RTCPeerConnection>[] = [];
  #madeInAll = 0;
  readonly #restore: () => void;

  constructor() {
    counting.add(this);
    const made = (connection: RTCPeerConnection) => {
      this.#madeInAll++;
      this.#made = [...this.#made.filter((one) => one.deref()), new WeakRef(connection)];
    };
    this.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made(this);
      }
    };
    this.environment = {
      ...platform,
      crypto: platform.crypto,
      RTCPeerConnection: this.RTCPeerConnection,
      setTimeout: (callback, ms) => {
        const timer = platform.setTimeout(() => {
          this.#timers.delete(timer);
          callback();
        }, ms);
        this.#timers.add(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        this.#timers.delete(timer);
        platform.clearTimeout(timer);
      },
    };
    this.#restore = this.#watchWindow();
  }

  get remains(): Remains {
    return {
      timers: this.#timers.size,
      subscriptions: this.#subscriptions.size,
      driverListeners: this.#driverListeners.size,
      windowListeners: this.#windowListeners.size,
      connections: this.connections.filter(({ signalingState }) => signalingState !== 'closed').length,
    };
  }
  /** Those that were not collected yet, closed ones included. */
  get connections(): RTCPeerConnection[] { return this.#made.flatMap((one) => one.deref() ?? []); }
  get madeInAll(): number { return this.#madeInAll; }

  /** Counted, and left to the test: nobody here holds it. */
  peer(driver: DriverLike, options: Omit<PeerOptions, 'driver'> = {}): Peer { return new Peer({ ...options, driver }, this.environment); }

  /** A driver in front of another that counts who listens to it. */
  driver(inner: DriverLike = new MemoryDriver(crypto.randomUUID())): DriverLike {
    const subscriptions = this.#subscriptions, listeners = this.#driverListeners, nameOf = (topic: string, of: object) => `${topic} ${this.#number(of)}`;
    return {
      get online() { return inner.online !== false; },
      subscribe(topic: string, handler: DriverHandler) {
        subscriptions.add(nameOf(topic, handler));
        return inner.subscribe(topic, handler);
      },
      unsubscribe(topic: string, handler: DriverHandler) {
        subscriptions.delete(nameOf(topic, handler));
        return inner.unsubscribe(topic, handler);
      },
      publish: (topic: string, bytes: Bytes) => inner.publish(topic, bytes),
      addEventListener(type, listener) {
        listeners.add(nameOf(type, listener));
        inner.addEventListener?.(type, listener);
      },
      removeEventListener(type, listener) {
        listeners.delete(nameOf(type, listener));
        inner.removeEventListener?.(type, listener);
      },
    };
  }

  /** Connections may close a moment after `leave`, so that browsers can collect them. */
  async isOver(): Promise<void> {
    const end = performance.now() + SOON_MS, isOver = () => Object.values(this.remains).every((count) => count === 0);
    while (!isOver() && performance.now() < end) await new Promise((resolve) => { setTimeout(resolve, 5); });
    expect(this.remains).to.deep.equal(NOTHING);
  }

  end(): void { this.#restore(); }

  #watchWindow(): () => void {
    const { addEventListener: add, removeEventListener: remove } = globalThis, listeners = this.#windowListeners;
    globalThis.addEventListener = function (this: unknown, type: string, listener: EventListener, options?: boolean | AddEventListenerOptions) {
      if (WINDOW_EVENTS.includes(type)) listeners.set(listener, type);
      add.call(globalThis, type, listener, options);
    } as typeof globalThis.addEventListener;
    globalThis.removeEventListener = function (this: unknown, type: string, listener: EventListener, options?: boolean | EventListenerOptions) {
      if (listeners.get(listener) === type) listeners.delete(listener);
      remove.call(globalThis, type, listener, options);
    } as typeof globalThis.removeEventListener;
    return () => { Object.assign(globalThis, { addEventListener: add, removeEventListener: remove }); };
  }

  #number(thing: object): number {
    const number = this.#numbers.get(thing) ?? ++this.#lastNumber;
    this.#numbers.set(thing, number);
    return number;
  }
}
