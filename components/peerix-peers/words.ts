import { language } from '../language/language.js';
import { vocabulary } from '../language/vocabulary.js';

/** Every word of the list of people. */
export const peersWords = vocabulary('peers', {
  people: (n: number): string => `People here: ${new Intl.NumberFormat(language()).format(n)}`,
  you: 'You',
  thisDevice: 'This device',

  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  unreachable: 'Cannot be reached',
  sharingScreen: 'Sharing the screen',
  speaking: 'Speaking',
  muted: 'Muted',
  cameraOff: 'Camera off',
  poor: 'Poor connection',
  connected: 'Connected',
  hidden: 'Hidden for you',

  more: (name: string): string => `More for ${name}`,
  volume: 'Volume for you',
  percent: (part: number): string => new Intl.NumberFormat(language(), { style: 'percent' }).format(part),
  hide: 'Hide their picture for you',
  safety: 'Safety number',
  compare: 'Compare it with theirs, over another way than this call. The same digits: nobody stands between you.',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser did not allow it. Select the digits and copy them.',

  outside: { title: 'You are not in the room.', advice: 'People appear here once you join.' },
  joining: { title: 'Joining…', advice: 'People appear here as they connect.' },
} as const);
