import type { PeerixChat, PeerixRoom } from '../../components/index.js';
import type { Route } from '../route.js';
import { copyOf, find } from '../template.js';
import { attachDevices } from './devices.js';
import { attachEventLog } from './event-log.js';
import { attachFiles } from './files.js';
import { attachInvite } from './invite.js';
import { attachNotices } from './notices.js';
import { attachPanels, type Panels } from './panels.js';

/** Being in a room. It begins when the page is put into the document, and ends when it is taken out. */
export function callPage(route: Route, { leave }: { readonly leave: () => void }): PeerixRoom {
  const room = copyOf<PeerixRoom>('call');
  room.room = route.room;
  room.name = route.name;
  if (route.servers) {
    room.driver = 'nats';
    room.servers = route.servers;
  }
  find(room, '[data-room]').textContent = route.room;
  find(room, '[data-leave]').addEventListener('click', leave);
  attachEventLog(room);
  attachNotices(room);
  attachDevices(room);
  attachInvite(room, route);
  attachHeadcount(room);
  const panels = attachPanels(room);
  attachChat(room, panels);
  attachFiles(room, panels);
  return room;
}

/** The button of the chat counts what came while it was closed. */
function attachChat(room: PeerixRoom, panels: Panels): void {
  find<PeerixChat>(room, 'peerix-chat').addEventListener('chat-message', ({ detail: { message } }) => {
    if (!message.own) panels.announce('chat');
  });
}

function attachHeadcount(room: PeerixRoom): void {
  const place = find(room, '[data-here]');
  const show = (): void => {
    place.textContent = `${room.remotes.size + 1} here`;
    room.toggleAttribute('data-alone', room.remotes.size === 0);
  };
  room.addEventListener('connection', show);
  show();
}
