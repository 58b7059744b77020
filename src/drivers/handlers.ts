import type { DriverHandler } from './driver.js';

/** Who listens to what within one driver. Kept by identity: adding a handler twice is adding it once. */
export class Handlers {
  readonly #byTopic = new Map<string, Set<DriverHandler>>();

  get isEmpty(): boolean { return this.#byTopic.size === 0; }
  get topics(): string[] { return [...this.#byTopic.keys()]; }

  hasTopic(topic: string): boolean { return this.#byTopic.has(topic); }
  has(topic: string, handler: DriverHandler): boolean { return this.#byTopic.get(topic)?.has(handler) ?? false; }

  add(topic: string, handler: DriverHandler): void {
    const handlers = this.#byTopic.get(topic);
    if (handlers) handlers.add(handler);
    else this.#byTopic.set(topic, new Set([handler]));
  }

  delete(topic: string, handler: DriverHandler): void {
    const handlers = this.#byTopic.get(topic);
    if (handlers?.delete(handler) && handlers.size === 0) this.#byTopic.delete(topic);
  }

  /**
   * Hands a copy of `bytes` as they are now to each handler that listens now and still does in the next microtask.
   * Messages arrive in the order of the calls.
   */
  post(topic: string, bytes: Uint8Array): void {
    for (const handler of this.#byTopic.get(topic) ?? []) {
      const copy = bytes.slice();
      queueMicrotask(() => {
        if (this.has(topic, handler)) call(handler, copy);
      });
    }
  }
}

function call(handler: DriverHandler, bytes: Uint8Array): void {
  try {
    handler(bytes);
  } catch (error) {
    console.error('peerix: a driver handler threw.', error);
  }
}
