import { MAX_CHANNELS, MAX_LABEL_LENGTH } from '../signaling/message.js';

/** Of the labels that were ever closed, what one `resume` can say. */
const MAX_LABELS = 2 * MAX_CHANNELS;
const MAX_COUNT = 2 ** 31;

/**
 * Whether each label is open or closed for the pair: how often that changed, odd = closed. The higher count is the later
 * word, so two that were apart while one closed a label come to the same when they say their counts.
 */
export class Turns {
  readonly #counts = new Map<string, number>();

  isClosed(label: string): boolean { return (this.#counts.get(label) ?? 0) % 2 === 1; }
  close(label: string): void { if (!this.isClosed(label)) this.#turn(label); }

  /** True where it was closed. */
  open(label: string): boolean {
    const wasClosed = this.isClosed(label);
    if (wasClosed) this.#turn(label);
    return wasClosed;
  }

  /** What the other side knows that I don't. */
  learn(theirs: unknown): void {
    if (typeof theirs !== 'object' || theirs === null) return;
    for (const [label, count] of Object.entries(theirs)) {
      if (!Number.isInteger(count) || count > MAX_COUNT || count <= (this.#counts.get(label) ?? 0)) continue;
      if (this.#counts.has(label) || (this.#counts.size < MAX_LABELS && label.length <= MAX_LABEL_LENGTH)) this.#counts.set(label, count);
    }
  }

  toJSON(): { readonly [label: string]: number } { return Object.fromEntries(this.#counts); }

  #turn(label: string): void { this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1); }
}
