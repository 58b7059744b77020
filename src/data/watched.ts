/** What changes until it ends. Whoever watches slowly misses what came between, never the last of it. */
export class Watched<T> {
  readonly #read: () => T;
  #version = 0;
  #isOver = false;
  #error: unknown;
  #wake: (() => void)[] = [];
  #watchers = 0;

  constructor(read: () => T) { this.#read = read; }

  get isOver(): boolean { return this.#isOver; }
  /** Somebody would see a failure. */
  get isWatched(): boolean { return this.#watchers > 0; }

  changed(): void {
    this.#version++;
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** With an `error`, whoever watches is thrown it. */
  end(error?: unknown): void {
    this.#isOver = true;
    this.#error = error;
    this.changed();
  }

  async *watch(): AsyncGenerator<T, void, void> {
    this.#watchers++;
    try {
      for (let seen = -1; ;) {
        if (seen !== this.#version) {
          seen = this.#version;
          yield this.#read();
        } else if (this.#isOver) break;
        else await new Promise<void>((resolve) => this.#wake.push(resolve));
      }
      if (this.#error !== undefined) throw this.#error;
    } finally {
      this.#watchers--;
    }
  }
}
