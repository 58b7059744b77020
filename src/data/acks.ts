import type { Timers } from '../environment.js';

const MAX_WAITING = 64;
/** Where nobody waits to hear that something arrived: an acknowledgement each would double what a ping-pong costs. */
const LAZY_MS = 25;

/** Acknowledgements of everything that arrives in one macrotask travel together. */
export class Acks {
  readonly #timers: Timers;
  readonly #send: (id: number, list: number[]) => void;
  // By stream: a label that was closed and opened again counts from one again.
  readonly #waiting = new Map<number, number[]>();
  #count = 0;
  #cancel: (() => void) | undefined;
  #wait = Infinity;

  constructor(timers: Timers, send: (id: number, list: number[]) => void) {
    this.#timers = timers;
    this.#send = send;
  }

  add({ id, isLazy }: { readonly id: number | undefined; readonly isLazy: boolean }, numbers: readonly number[]): void {
    if (id === undefined || numbers.length === 0) return;
    const list = this.#waiting.get(id) ?? [];
    list.push(...numbers);
    this.#waiting.set(id, list);
    this.#count += numbers.length;
    if (this.#count >= MAX_WAITING) this.flush();
    else this.#flushWithin(isLazy ? LAZY_MS : 0);
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
    this.#wait = Infinity;
    this.#count = 0;
    this.#waiting.clear();
  }

  #flushWithin(ms: number): void {
    if (this.#wait <= ms) return;
    this.#cancel?.();
    this.#wait = ms;
    this.#cancel = this.#timers.after(ms, () => this.flush());
  }
}
