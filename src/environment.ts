export type Timer = unknown;

/** Everything that is time, chance or the outside. Injected whole in simulations; the platform's otherwise. */
export interface Environment {
  /** Milliseconds, monotonic. */
  now(): number;
  setTimeout(callback: () => void, ms: number): Timer;
  clearTimeout(timer: Timer): void;
  /** In [0, 1): jitter only, never keys. */
  random(): number;
  readonly crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>;
  readonly RTCPeerConnection: typeof RTCPeerConnection | undefined;
  /** To hear oneself where no connection tells. */
  readonly AudioContext?: typeof AudioContext | undefined;
}

/** The platform's own, read when used: a page may install a polyfill after import. */
export const platform: Environment = {
  now: () => performance.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  random: () => Math.random(),
  get crypto() { return globalThis.crypto; },
  get RTCPeerConnection() { return globalThis.RTCPeerConnection; },
  get AudioContext() { return globalThis.AudioContext; },
};

/** With another RTCPeerConnection, if one is given. */
export function withConnection(environment: Environment, { RTCPeerConnection }: Pick<Environment, 'RTCPeerConnection'>): Environment {
  return RTCPeerConnection ? Object.create(environment, { RTCPeerConnection: { value: RTCPeerConnection } }) as Environment : environment;
}

/** Timers that end together with their owner. */
export class Timers {
  readonly #environment: Environment;
  readonly #running = new Set<Timer>();
  #isOver = false;

  constructor(environment: Environment) { this.#environment = environment; }

  /** Runs once after `ms`, unless the owner has ended; the returned function cancels. */
  after(ms: number, callback: () => void): () => void {
    if (this.#isOver) return () => {};
    const timer = this.#environment.setTimeout(() => {
      this.#running.delete(timer);
      callback();
    }, ms);
    this.#running.add(timer);
    return () => {
      this.#running.delete(timer);
      this.#environment.clearTimeout(timer);
    };
  }

  dispose(): void {
    this.#isOver = true;
    for (const timer of this.#running) this.#environment.clearTimeout(timer);
    this.#running.clear();
  }
}
