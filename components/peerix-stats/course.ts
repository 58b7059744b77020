import type { Reading } from './reading.js';

/** As many points as a small chart has: a minute. */
const LENGTH = 30;

/** How things went since the reading before. */
export interface Point {
  /** Bits a second. */
  readonly up: number | undefined;
  readonly down: number | undefined;
  /** 0 to 1. */
  readonly loss: number | undefined;
}
const NOTHING: Point = { up: undefined, down: undefined, loss: undefined };

/** The last minute of a link. */
export class Course {
  #last: Reading | undefined;
  #points: readonly Point[] = [];

  /** The latest; undefined while there is no path. */
  get last(): Reading | undefined { return this.#last; }
  get now(): Point { return this.#points.at(-1) ?? NOTHING; }
  get points(): readonly Point[] { return this.#points; }

  add(reading: Reading | undefined): void {
    const before = this.#last;
    this.#last = reading;
    if (reading?.at === before?.at && reading) return;
    this.#points = [...this.#points, reading && before ? pointBetween(before, reading) : NOTHING].slice(-LENGTH);
  }
}

function pointBetween(before: Reading, after: Reading): Point {
  const seconds = (after.at - before.at) / 1000;
  if (before.pair !== after.pair || after.sentBytes < before.sentBytes || after.receivedBytes < before.receivedBytes) return NOTHING;
  const lost = after.lostPackets - before.lostPackets, packets = after.receivedPackets - before.receivedPackets + lost;
  return {
    up: (after.sentBytes - before.sentBytes) * 8 / seconds,
    down: (after.receivedBytes - before.receivedBytes) * 8 / seconds,
    // Packets that come late after all make the count of lost ones fall.
    loss: packets > 0 ? Math.max(0, lost) / packets : undefined,
  };
}
