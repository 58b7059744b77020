/** How long links took to come back, in virtual ms, since the last thing that kept them apart was over. */
export class Figures {
  readonly recoveries: number[] = [];
  readonly #now: () => number;
  #allClearAt = -Infinity;
  readonly #clearedAt = new Map<string, number>();

  constructor(now: () => number) { this.#now = now; }

  /** Nothing troubles anybody any more. */
  clearedAll(): void { this.#allClearAt = this.#now(); }

  /** Something that troubled one, or the path between two, is over. */
  cleared(one: number, other?: number): void { this.#clearedAt.set(key(one, other), this.#now()); }

  /** Connected again, after having been disconnected since then. */
  recovered(one: number, other: number, since: number): number {
    const cleared = [key(one), key(other), key(one, other)].map((x) => this.#clearedAt.get(x) ?? -Infinity);
    const ms = this.#now() - Math.max(since, this.#allClearAt, ...cleared);
    this.recoveries.push(ms);
    return ms;
  }
}

function key(one: number, other = one): string { return `${Math.min(one, other)}-${Math.max(one, other)}`; }
