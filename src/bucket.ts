/** A token bucket: so many at once, then so many a second. */
export class Bucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /** `now` in milliseconds. */
  constructor(capacity: number, perSecond: number, now: () => number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#tokens = capacity;
    this.#filledAt = now();
  }

  /** False, and nothing is taken, where it is empty. */
  take(): boolean {
    this.#fill();
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Milliseconds until the next token; 0 where one is there. */
  get wait(): number {
    this.#fill();
    return Math.max(0, Math.ceil((1 - this.#tokens) / this.#perSecond * 1000));
  }

  #fill(): void {
    const now = this.#now();
    this.#tokens = Math.min(this.#capacity, this.#tokens + (now - this.#filledAt) / 1000 * this.#perSecond);
    this.#filledAt = now;
  }
}
