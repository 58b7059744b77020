import { language } from '../language/language.js';
import { vocabulary } from '../language/vocabulary.js';

/** Every word of the table of links. */
export const statsWords = vocabulary('stats', {
  caption: 'Connections, measured every two seconds',
  person: 'Person',
  link: 'Link',
  roundTrip: 'Round trip',
  loss: 'Loss',
  up: 'Up',
  down: 'Down',
  picture: 'Picture',
  codec: 'Codec',

  connecting: 'Connecting…',
  connected: 'Connected',
  reconnecting: 'Reconnecting…',
  unreachable: 'Cannot be reached',
  frames: (rate: number): string => `${new Intl.NumberFormat(language()).format(rate)} fps`,
  direct: 'direct',
  relay: 'by relay',
  unknown: 'not known',

  outside: { title: 'You are not in the room.', advice: 'Connections appear here once you join.' },
  joining: { title: 'Joining…', advice: 'Connections appear here as people come.' },
} as const);
