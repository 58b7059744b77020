/** Settles as `start` says, or rejects after `ms`: what hangs must show as a failure, with what was missing. */
export function within<T>(ms: number, missing: () => string, start: (resolve: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${missing()} after ${ms / 1000} s`)), ms);
    start((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/** Resolves once `count` signals have come, with the time of the last. */
export class Countdown {
  readonly done: Promise<number>;
  #left: number;
  #finish!: (now: number) => void;

  constructor(count: number, what: string, ms: number) {
    this.#left = count;
    this.done = within(ms, () => `${this.#left} of ${count} ${what} missing`, (resolve) => { this.#finish = resolve; });
    this.done.catch(() => { /* whoever waits for it hears; a sample that failed earlier does not wait */ });
  }

  signal(): void {
    if (--this.#left === 0) this.#finish(performance.now());
  }
}
