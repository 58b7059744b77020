import type { Sample } from './vitals.js';

/** One viewer of mine. */
export interface Viewer {
  /** What its pictures could use, in bits a second. */
  readonly demand: number;
  /** The fraction changed. */
  retune(): void;
}

interface Report {
  readonly available: number;
  /** Samples in a row in which the path was full. */
  readonly fullFor: number;
}

/** The encoders aim at nearly all that the path is believed to take. */
const FULL = 0.9;
/** A path that is just being explored is no narrow one. */
const GROWING = 1.1;
const TIGHT_FOR = 2;
/** For each viewer, before any picture. */
const AUDIO = 64_000;
const RECOVERY = 1.25;
const LEAST = 0.02;
/** Smaller changes are not worth a reconfiguration. */
const STEP = 0.1;

/**
 * One budget over all viewers. Connections of one uplink compete blindly, and each takes what it can. So where paths are
 * full, what they are believed to take together is shared out by what each viewer shows: everybody gets the same fraction
 * of it, sound first. Where none is full any more, the fraction grows until it is 1 and there is no budget.
 * A single viewer needs none: the browser's own estimate is that.
 */
export class Uplink {
  readonly #reports = new Map<Viewer, Report>();
  /** As it is worked out, and as it is in use. */
  #aim = 1;
  #fraction = 1;

  get fraction(): number { return this.#fraction; }

  /** True where the path to it takes much less than it is to get. */
  report(viewer: Viewer, { available, target }: Sample): boolean {
    if (available === undefined) return false;
    const { available: before = 0, fullFor = 0 } = this.#reports.get(viewer) ?? {};
    const isFull = target >= available * FULL && available <= before * GROWING;
    const report = { available, fullFor: isFull ? fullFor + 1 : 0 };
    this.#reports.set(viewer, report);
    this.#settle();
    return isTight(report) && available < viewer.demand / 2;
  }

  forget(viewer: Viewer): void { if (this.#reports.delete(viewer)) this.#settle(); }

  #settle(): void {
    this.#aim = this.#reports.size < 2 ? 1 : this.#next();
    const change = Math.abs(this.#aim - this.#fraction);
    if (change === 0 || (change < STEP * this.#fraction && this.#aim < 1)) return;
    this.#fraction = this.#aim;
    for (const viewer of this.#reports.keys()) viewer.retune();
  }

  #next(): number {
    const reports = [...this.#reports.values()];
    // One after another reports: all of them together make one step.
    if (!reports.some(isTight)) return Math.min(1, this.#aim * RECOVERY ** (1 / reports.length));
    const capacity = reports.reduce((sum, { available }) => sum + Math.max(0, available - AUDIO), 0);
    const demand = [...this.#reports.keys()].reduce((sum, viewer) => sum + viewer.demand, 0);
    return demand > capacity ? Math.max(LEAST, capacity / demand) : this.#aim;
  }
}

function isTight({ fullFor }: Report): boolean { return fullFor >= TIGHT_FOR; }
