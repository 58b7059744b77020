import type { PeerixError } from '../../src/index.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { sentenceOf } from '../worded-error.js';
import { words, type Sentence } from '../words.js';
import { failureWords } from './failure-words.js';

/** What an element cannot do outside a room, in its own words. */
interface Outside { readonly joining: Sentence; readonly outside: Sentence }

/** Why nothing can be sent, and what to do; undefined where it can. */
export function whyNot(room: PeerixRoom | null, problem: PeerixError | undefined, own: Outside): Sentence | undefined {
  if (!room) return words.noRoom;
  if (problem) return sentenceOf(problem);
  if (room.failure && !room.remotes.size) return failureWords(room.failure);
  switch (room.state) {
    case 'joined': return undefined;
    case 'joining': return room.offline ? words.unreachable : own.joining;
    default: return own.outside;
  }
}
