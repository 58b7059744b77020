import type { Fate } from './outgoing-file.js';
import { filesWords } from './words.js';

/** Why somebody has it not. */
export function fateWords(fate: Exclude<Fate, undefined | 'delivered'>, isHere: boolean): string {
  switch (fate) {
    case 'rejected': return filesWords.declined;
    case 'left': return filesWords.gone;
    case 'cancelled': return filesWords.cancelled;
    case 'stopped': return filesWords.stopped;
    default: return isHere ? filesWords.takesNone : filesWords.lost;
  }
}
