/** How far back it looks, in ms: enough to be read, soon enough to show a change. */
const SPAN_MS = 3000;
const LEAST_MS = 200;
/** What takes longer stands, to all appearances. */
const MAX_SECONDS = 100 * 3600;

/** Bytes a second, smoothed. */
export class Speed {
  #bytes = 0;
  #at: number | undefined;
  #rate: number | undefined;

  get rate(): number { return this.#rate ?? 0; }

  /** So many bytes by now; the time in ms. Less than before = it begins anew. */
  sample(bytes: number, now: number): void {
    if (this.#at === undefined || bytes < this.#bytes) return this.#begin(bytes, now);
    const elapsed = now - this.#at;
    if (elapsed < LEAST_MS || (bytes === 0 && !this.#rate)) return;
    const current = ((bytes - this.#bytes) / elapsed) * 1000;
    this.#rate = this.#rate === undefined ? current : this.#rate + (current - this.#rate) * (1 - Math.exp(-elapsed / SPAN_MS));
    this.#bytes = bytes;
    this.#at = now;
  }

  /** In seconds; undefined while it stands. */
  timeLeft(bytes: number): number | undefined {
    const seconds = bytes / this.rate;
    return seconds < MAX_SECONDS ? seconds : undefined;
  }

  #begin(bytes: number, now: number): void {
    this.#bytes = bytes;
    this.#at = now;
    this.#rate = undefined;
  }
}
