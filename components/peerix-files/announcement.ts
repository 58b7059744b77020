import { isolated } from '../isolated.js';
import type { FileItem } from './exchange.js';
import { size } from './formats.js';
import { nameOf } from './row-frame.js';
import { filesWords } from './words.js';

/** What to say, for ears, of what just happened; undefined where the person did it, or it goes on. */
export function announcementOf(item: FileItem): unknown {
  const name = isolated(nameOf(item));
  if (item.direction === 'out') {
    const { recipients: { length }, arrivals, isUnderWay, isCancelled } = item;
    if (isUnderWay || isCancelled || !length) return undefined;
    return arrivals === length ? filesWords.saidSent(name) : filesWords.saidUnsent(name, arrivals, length);
  }
  const { state, isPlaceBad } = item, person = isolated(item.person);
  switch (state) {
    case 'received': return filesWords.saidReceived(name, person);
    case 'saved': return filesWords.saidSaved(name, person);
    case 'offered': return isPlaceBad ? filesWords.badPlace : filesWords.saidOffered(name, person, size(item.size));
    case 'left': case 'revoked': case 'unwritable': return filesWords.saidLost(name, person);
    default: return undefined;
  }
}
