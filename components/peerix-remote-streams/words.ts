import { language } from '../language/language.js';
import { vocabulary } from '../language/vocabulary.js';

const count = (n: number): string => new Intl.NumberFormat(language()).format(n);

/** What the view says beside the words of its tiles. */
export const remoteStreamsWords = vocabulary('remoteStreams', {
  pages: 'Pages',
  previous: 'Previous page',
  next: 'Next page',
  page: (n: number, of: number): string => `Page ${count(n)} of ${count(of)}`,
  pageShort: (n: number, of: number): string => `${count(n)} / ${count(of)}`,
  others: (n: number): string => `+${count(n)}`,
  showOthers: (n: number): string => `Show ${count(n)} more`,
} as const);
