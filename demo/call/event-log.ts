import type { PeerEventMap, PeerixRoom } from '../../components/index.js';
import { copyOf, find } from '../template.js';
import { stamp } from './clock.js';
import { whatOf, whoOf, type RoomEvent } from './event-words.js';
import { followingEnd } from './scroll.js';

/** Listening to a group is listening to each of its names. */
const EVENTS = [
  'connection', 'channel', 'stream', 'track', 'error', 'metadata', 'mute', 'signaling', 'state', 'transfer',
] as const satisfies (keyof PeerEventMap)[];
const MOST_LINES = 500;

/** Shows every event of a room as it happens. */
export function attachEventLog(room: PeerixRoom): void {
  const list = find<HTMLOListElement>(room, '.events');
  const scroller = list.parentElement!;
  const add = ({ detail }: CustomEvent<RoomEvent>): void => followingEnd(scroller, () => {
    list.append(lineOf(detail));
    while (list.childElementCount > MOST_LINES) list.firstElementChild!.remove();
  });
  for (const name of EVENTS) room.addEventListener(name, add);
}

function lineOf(event: RoomEvent): HTMLLIElement {
  const line = copyOf<HTMLLIElement>('event');
  stamp(find(line, 'time'));
  find(line, '[data-event]').textContent = event.name;
  find(line, '[data-who]').textContent = whoOf(event);
  find(line, '[data-what]').textContent = whatOf(event);
  return line;
}
