/** Settles as `start` says, or rejects after `ms`: what hangs must show as a failure, with what was missing. */
export function within<T>(
  ms: number, missing: () => string, start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  const settling = new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${missing()} after ${ms / 1000} s`)), ms);
    start((value) => {
      clearTimeout(timer);
      resolve(value);
    }, (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
  settling.catch(() => { /* whoever waits for it hears; a sample that failed earlier does not wait */ });
  return settling;
}

/** Resolves once `count` signals have come, with the time of the last. */
export class Countdown {
  readonly done: Promise<number>;
  #left: number;
  #finish!: (now: number) => void;
  #fail!: (error: unknown) => void;

  constructor(count: number, what: string, ms: number) {
    this.#left = count;
    this.done = within(ms, () => `${this.#left} of ${count} ${what} missing`, (resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
  }

  signal(): void {
    if (--this.#left === 0) this.#finish(performance.now());
  }

  fail(error: unknown): void { this.#fail(error); }
}
