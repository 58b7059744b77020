import type { Sample } from './vitals.js';

/** Beyond these people notice; ordered by what helps most to know. */
const COMPLAINTS: readonly (readonly [reason: string, isSo: (sample: Sample, isShort: boolean) => boolean])[] = [
  ['packet loss', ({ loss }) => loss > 0.05],
  ['slow network', (_, isShort) => isShort],
  ['long delay', ({ roundTrip }) => roundTrip > 0.5],
  ['unsteady network', ({ jitter }) => jitter > 0.1],
  ['busy computer', ({ isBusy }) => isBusy],
];
/** Samples in a row; better takes longer than worse, so that it does not flap. */
const WORSE = 2;
const BETTER = 3;

/** Whether a link is good enough for its people, and why not. */
export class Quality {
  level: 'good' | 'poor' = 'good';
  reason: string | undefined;
  #streak = 0;

  /** `isShort`: the path takes much less than what is to be sent. True when that changed the level. */
  judge(sample: Sample, isShort: boolean): boolean {
    const complaint = COMPLAINTS.find(([, isSo]) => isSo(sample, isShort))?.[0], isGood = this.level === 'good';
    this.#streak = (complaint === undefined) === isGood ? 0 : this.#streak + 1;
    if (this.#streak < (isGood ? WORSE : BETTER)) return false;
    this.#streak = 0;
    this.level = isGood ? 'poor' : 'good';
    this.reason = complaint;
    return true;
  }
}
