const FIRST = 10;
const LAST = 1023;

/** Ids of data channels on one connection: the offerer's are even, the answerer's odd. */
export class StreamIds {
  readonly #isOfferer: boolean;
  readonly #free: number[] = [];
  #next: number;

  constructor(isOfferer: boolean) {
    this.#isOfferer = isOfferer;
    this.#next = isOfferer ? FIRST : FIRST + 1;
  }

  /** Undefined when all of mine are taken. */
  take(): number | undefined {
    if (this.#next > LAST) return this.#free.shift();
    this.#next += 2;
    return this.#next - 2;
  }

  /** One of mine may be used again. */
  give(id: number | undefined): void { if (id !== undefined && !this.areTheirs(id)) this.#free.push(id); }
  areTheirs(id: number): boolean { return id >= FIRST && (id % 2 === 0) !== this.#isOfferer; }
}
