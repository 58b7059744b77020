import { chatWords } from './words.js';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** The hour as the reader is used to it. */
export const timeOf = (at: number): string => clock.format(at);

/** Tells one day from another. */
export const dayOf = (at: number): string => new Date(at).toDateString();

/** What the reader calls that day now. */
export function dayName(at: number): string {
  const day = new Date(at), today = new Date();
  if (day.toDateString() === today.toDateString()) return chatWords.today;
  today.setDate(today.getDate() - 1);
  return day.toDateString() === today.toDateString() ? chatWords.yesterday : chatWords.day(day);
}
