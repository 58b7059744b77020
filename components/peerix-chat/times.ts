import { intl } from '../language/intl.js';
import { chatWords } from './words.js';

/** Twelve hours or twenty-four: as the reader's device has it, whatever the language of the page. */
const { hourCycle } = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).resolvedOptions();

/** The hour as the reader is used to it. */
export const timeOf = (at: number): string => intl(Intl.DateTimeFormat, { timeStyle: 'short', hourCycle }).format(at);

/** Tells one day from another. */
export const dayOf = (at: number): string => new Date(at).toDateString();

/** What the reader calls that day now. */
export function dayName(at: number): string {
  const day = new Date(at), today = new Date();
  if (day.toDateString() === today.toDateString()) return chatWords.today;
  today.setDate(today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return chatWords.yesterday;
  return intl(Intl.DateTimeFormat, { weekday: 'long', day: 'numeric', month: 'long' }).format(day);
}
