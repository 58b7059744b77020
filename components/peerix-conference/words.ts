import { language } from '../language/language.js';
import { vocabulary } from '../language/vocabulary.js';

const count = (n: number): string => new Intl.NumberFormat(language()).format(n);

export const conferenceWords = vocabulary('conference', {
  call: 'Call',
  panel: 'Side panel',
  panels: 'Panels',
  close: 'Close panel',
  chat: 'Chat',
  files: 'Files',
  people: 'People',
  invite: 'Invite',
  stats: 'Stats',
  unread: (name: string, n: number): string => `${name}, ${count(n)} unread`,
  fresh: (name: string): string => `${name}, something new`,
  here: (n: number): string => `${count(n)} here`,
  left: { title: 'You left the call.', advice: 'The others saw you leave.' },
  outside: { title: 'You are not in the call.', advice: 'Camera and microphone start when you join.' },
  join: 'Join',
  rejoin: 'Join again',
} as const);
