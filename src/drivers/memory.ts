import type { Bytes, DriverHandler } from './driver.js';
import { Driver } from './driver.js';
import { Handlers } from './handlers.js';

type Receive = (topic: string, bytes: Uint8Array) => void;

/**
 * The buses of this page: by name, how to reach each driver that listens. Found by a registered symbol and made of
 * plain functions, so that two copies of the library share them, even of different versions.
 */
const BUSES = Symbol.for('peerix.memory-driver/1');

/**
 * Signaling within one page: all instances of the same name meet, also across copies of the library.
 * For demos, tests and several rooms side by side; nothing leaves the page.
 */
export class MemoryDriver extends Driver {
  readonly #name: string;
  readonly #handlers = new Handlers();
  readonly #receive: Receive = (topic, bytes) => this.#handlers.post(topic, bytes);

  /** @param name Which bus; default `'peerix'`. Name one per test to isolate it. */
  constructor(name = 'peerix') {
    super();
    this.#name = name;
  }

  subscribe(topic: string, handler: DriverHandler): void {
    this.#handlers.add(topic, handler);
    const bus = buses().get(this.#name);
    if (bus) bus.add(this.#receive);
    else buses().set(this.#name, new Set([this.#receive]));
  }

  unsubscribe(topic: string, handler: DriverHandler): void {
    this.#handlers.delete(topic, handler);
    if (this.#handlers.isEmpty) this.#disconnect();
  }

  /** Arrives in a later microtask, in order; the publisher's own handlers hear it too. */
  publish(topic: string, bytes: Bytes): void {
    for (const receive of buses().get(this.#name) ?? []) receive(topic, bytes);
  }

  #disconnect(): void {
    const bus = buses().get(this.#name);
    bus?.delete(this.#receive);
    if (bus?.size === 0) buses().delete(this.#name);
  }
}

function buses(): Map<string, Set<Receive>> {
  const page = globalThis as { [BUSES]?: Map<string, Set<Receive>> };
  return page[BUSES] ??= new Map();
}
