import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { failureWords } from '../room/failure-words.js';
import { words, type Sentence } from '../words.js';

/** Why there is nobody to be seen, and what to do. */
export function emptiness(room: PeerixRoom | null): Sentence {
  if (!room) return words.noRoom;
  if (room.remotes.size) return words.nothingShared;
  if (room.failure) return failureWords(room.failure);
  if (room.state === 'joined') return room.offline ? words.aloneOffline : words.alone;
  if (room.state === 'joining') return room.offline ? words.unreachable : words.joining;
  return words.outside;
}

/** The words above are about the room, and not about who is in it. */
export const isTroubled = (room: PeerixRoom | null): boolean => !!room && (room.offline || !!room.failure);
