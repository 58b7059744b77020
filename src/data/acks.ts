import type { Timers } from '../environment.js';

const MAX_WAITING = 64;

/** Acknowledgements of everything that arrives in one macrotask travel together. */
export class Acks {
  readonly #timers: Timers;
  readonly #send: (id: number, list: number[]) => void;
  // By stream: a label that was closed and opened again counts from one again.
  readonly #waiting = new Map<number, number[]>();
  #count = 0;
  #cancel: (() => void) | undefined;

  constructor(timers: Timers, send: (id: number, list: number[]) => void) {
    this.#timers = timers;
    this.#send = send;
  }

  add(id: number, numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    const list = this.#waiting.get(id) ?? [];
    list.push(...numbers);
    this.#waiting.set(id, list);
    if (++this.#count >= MAX_WAITING) this.flush();
    else this.#cancel ??= this.#timers.after(0, () => this.flush());
  }

  /** The last of what waits for that stream, which is said another way now; undefined = nothing does. */
  take(id: number): number | undefined {
    const list = this.#waiting.get(id);
    if (!list) return undefined;
    this.#waiting.delete(id);
    this.#count -= list.length;
    if (this.#count === 0) this.clear();
    return list.at(-1);
  }

  flush(): void {
    const waiting = [...this.#waiting];
    this.clear();
    for (const [id, list] of waiting) this.#send(id, list);
  }

  /** Stream ids mean nothing on another connection. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#count = 0;
    this.#waiting.clear();
  }
}
