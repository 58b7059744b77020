import { intl } from '../language/intl.js';
import { language } from '../language/language.js';
import { chatWords } from './words.js';

const device = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).resolvedOptions();
const spoken = (tag: string): string => new Intl.Locale(tag).language;

/** In the language of the page; twelve hours or twenty-four as the reader's device has it, if it speaks the same. */
export function timeOf(at: number): string {
  const hourCycle = spoken(device.locale) === spoken(language()) ? device.hourCycle : undefined;
  return intl(Intl.DateTimeFormat, { timeStyle: 'short', hourCycle }).format(at);
}

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
