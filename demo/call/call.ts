import type { PeerixInvite, PeerixRoom } from '../../components/index.js';
import { hoist } from '../flags/hoist.js';
import { linkTo, type Route } from '../route.js';
import { copyOf, find } from '../template.js';
import { attachErrors } from './errors.js';
import { attachEventLog } from './event-log.js';
import { attachNews } from './news.js';
import { attachPanels } from './panels.js';

/** Being in a room: first getting ready, then the call. It ends when the page is taken out of the document. */
export function callPage(route: Route, leave: () => void): PeerixRoom {
  const room = copyOf<PeerixRoom>('call');
  enter(room, route);
  name(room, route);
  for (const invite of room.querySelectorAll<PeerixInvite>('peerix-invite')) invite.url = linkTo(route);
  // The page goes, and with it everything in it.
  room.addEventListener('leave', (event) => {
    event.preventDefault();
    leave();
  });
  attachEventLog(room);
  attachErrors(room);
  attachHeadcount(room);
  attachFocus(room);
  attachNews(room, attachPanels(room));
  return room;
}

function enter(room: PeerixRoom, route: Route): void {
  room.room = route.room;
  room.name = route.name;
  room.password = route.key;
  if (!route.servers) return;
  room.driver = 'nats';
  room.servers = route.servers;
}

/** The room's flags go with its name, everywhere. */
function name(room: PeerixRoom, route: Route): void {
  for (const place of room.querySelectorAll('[data-room]')) place.textContent = route.room;
  for (const place of room.querySelectorAll('[data-flags]')) place.append(hoist(route.room));
  find<SVGElement>(room, '[data-locked]').toggleAttribute('hidden', !route.key);
}

function attachHeadcount(room: PeerixRoom): void {
  const place = find(room, '[data-here]');
  const show = (): void => {
    place.textContent = room.state === 'joined' ? `${room.remotes.size + 1} here` : '';
    room.toggleAttribute('data-alone', room.remotes.size === 0);
  };
  for (const type of ['connection', 'state'] as const) room.addEventListener(type, show);
  show();
}

/** The button that joins is gone with its page: whoever was on it is in the call now. */
function attachFocus(room: PeerixRoom): void {
  room.addEventListener('state', ({ detail: { state } }) => {
    if (state !== 'joined') return;
    const before = find(room, 'peerix-prejoin');
    requestAnimationFrame(() => {
      const { activeElement } = document;
      if (activeElement === before || activeElement === document.body) find(room, '.in-call').focus();
    });
  });
}
