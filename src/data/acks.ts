import type { Timers } from '../environment.js';

const MAX_WAITING = 64;

/** Acknowledgements of everything that arrives in one macrotask travel together. */
export class Acks {
  readonly #timers: Timers;
  readonly #send: (label: string, list: number[]) => void;
  readonly #waiting = new Map<string, number[]>();
  #count = 0;
  #cancel: (() => void) | undefined;

  constructor(timers: Timers, send: (label: string, list: number[]) => void) {
    this.#timers = timers;
    this.#send = send;
  }

  add(label: string, numbers: readonly number[]): void {
    if (numbers.length === 0) return;
    const list = this.#waiting.get(label) ?? [];
    list.push(...numbers);
    this.#waiting.set(label, list);
    if (++this.#count >= MAX_WAITING) this.flush();
    else this.#cancel ??= this.#timers.after(0, () => this.flush());
  }

  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#count = 0;
    for (const [label, list] of this.#waiting) this.#send(label, list);
    this.#waiting.clear();
  }
}
