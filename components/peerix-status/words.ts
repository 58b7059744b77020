import { list, number, plural, type Phrase } from '../language/grammar.js';
import { vocabulary } from '../language/vocabulary.js';
import type { Happening } from './news.js';

/** As many are called by name. */
const NAMED = 3;
const who = (names: Phrase): Phrase => {
  const rest = names.length - NAMED;
  if (rest < 2) return list(names);
  return list([...names.slice(0, NAMED), `${number(rest)} others`]);
};
const are = (names: Phrase): string => plural(names.length, { one: 'is', other: 'are' });

/** Every word that the status shows. Names come in a direction of their own. */
export const statusWords = vocabulary('status', {
  happened: 'What happens in the room',
  here: (names: Phrase): Phrase => [...who(names), ` ${are(names)} here.`],
  joined: (names: Phrase): Phrase => [...who(names), ' joined.'],
  left: (names: Phrase): Phrase => [...who(names), ' left.'],
  reconnecting: (names: Phrase): Phrase => ['Reconnecting to ', ...who(names), '.'],
  back: (names: Phrase): Phrase => [...who(names), ` ${are(names)} back.`],
  lost: (names: Phrase): Phrase => ['The connection to ', ...who(names), ' is lost. They come back by joining again.'],
  shares: (names: Phrase): Phrase => [...who(names), ` ${plural(names.length, { one: 'shares a screen', other: 'share their screens' })}.`],
  sharesNoMore: (names: Phrase): Phrase => [...who(names), ` ${plural(names.length, { one: 'shares', other: 'share' })} no screen any more.`],
  signalingBack: (): Phrase => ['Signaling is back. New people can join.'],
  youLeft: ([room]: Phrase): Phrase => ['You left ', room ?? 'the room', '.'],

  youAreOffline: { title: 'You are offline.', advice: 'Reconnecting as soon as the network is back.' },
  signalingOffline: { title: 'Signaling is offline.', advice: 'Your call carries on. New people can join once it is back.' },
  signalingOfflineAlone: { title: 'Signaling is offline.', advice: 'New people can join once it is back.' },
  noPath: (names: Phrase): Phrase => ['No path to ', ...who(names), '.'],
  noRelay: 'Both networks block direct calls, and this page has no relay.',
  relaySilent: 'Both networks block direct calls, and the relay of this page does not answer.',
} satisfies Record<Happening, (names: Phrase) => Phrase> & Record<string, unknown>);
