/** What the engine hands out: since TypeScript 5.9's DOM types a plain `Uint8Array` does not fit `WebSocket.send`. */
export type Bytes = Uint8Array<ArrayBuffer>;
/** What it takes back: any `Uint8Array`. Kept by identity; the bytes must not be reused by the driver. */
export type DriverHandler = (bytes: Uint8Array) => void;

/**
 * What a driver must do. Any object with these three methods will do: it is never checked with `instanceof`,
 * so two copies of the library on a page can share one.
 * It may lose, repeat, delay, reorder, and echo to the sender.
 * Topics match `[A-Za-z0-9._-]{1,200}`, payloads are ≤ 64 KiB.
 * Lifetime: connect at the first `subscribe`, disconnect after the last `unsubscribe`.
 * So nothing runs after `leave()`, one driver serves several peers, and nobody has to own it.
 */
export interface DriverLike {
  /** Resolves once messages published from now on will be seen; stays pending while offline. */
  subscribe(topic: string, handler: DriverHandler): void | Promise<void>;
  unsubscribe(topic: string, handler: DriverHandler): void | Promise<void>;
  /** Resolves when handed to the transport. A rejection is counted as a loss. */
  publish(topic: string, bytes: Bytes): void | Promise<void>;
  /** Absent = always online. */
  readonly online?: boolean;
  addEventListener?(type: 'online' | 'offline', listener: (event: Event) => void): void;
  removeEventListener?(type: 'online' | 'offline', listener: (event: Event) => void): void;
  close?(): void | Promise<void>;
}

/** Base class: dispatches `online` and `offline` (names as on `window`) from `report`. Starts online. */
export abstract class Driver extends EventTarget implements DriverLike {
  #online = true;
  #reason: unknown;

  get online(): boolean { return this.#online; }
  /** The reason of the last `offline`. */
  get reason(): unknown { return this.#reason; }

  abstract subscribe(topic: string, handler: DriverHandler): void | Promise<void>;
  abstract unsubscribe(topic: string, handler: DriverHandler): void | Promise<void>;
  abstract publish(topic: string, bytes: Bytes): void | Promise<void>;
  close?(): void | Promise<void>;

  /** Call on every change; repeats are ignored. */
  protected report(online: boolean, reason?: unknown): void {
    if (!online) this.#reason = reason;
    if (online === this.#online) return;
    this.#online = online;
    this.dispatchEvent(new Event(online ? 'online' : 'offline'));
  }
}
