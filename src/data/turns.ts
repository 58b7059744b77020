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

  isClosed(label: string): boolean { return this.count(label) % 2 === 1; }
  close(label: string): void { if (!this.isClosed(label)) this.#turn(label); }

  /** True where it was closed. */
  open(label: string): boolean {
    const wasClosed = this.isClosed(label);
    if (wasClosed) this.#turn(label);
    return wasClosed;
  }

  count(label: string): number { return this.#counts.get(label) ?? 0; }

  /** What the other side knows that I don't. The labels that are open as before, but were closed in between, are given. */
  learn(theirs: ReadonlyMap<string, number>): string[] {
    const news = [...theirs].filter(([label, count]) => count > this.count(label) && count <= MAX_COUNT && this.#hasRoom(label));
    const reopened = news.filter(([label, count]) => count % 2 === 0 && !this.isClosed(label));
    for (const [label, count] of news) if (this.#hasRoom(label)) this.#counts.set(label, count);
    return reopened.map(([label]) => label);
  }

  toJSON(): { readonly [label: string]: number } { return Object.fromEntries(this.#counts); }

  #hasRoom(label: string): boolean {
    return this.#counts.has(label) || (this.#counts.size < MAX_LABELS && label.length <= MAX_LABEL_LENGTH);
  }

  #turn(label: string): void { this.#counts.set(label, this.count(label) + 1); }
}
