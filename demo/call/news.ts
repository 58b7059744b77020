import type { PeerixChat, PeerixFiles, PeerixRoom } from '../../components/index.js';
import { find } from '../template.js';
import type { Panels } from './panels.js';

/** The buttons of chat and files count what came while their panel was closed; what is dragged onto the call opens the files. */
export function attachNews(room: PeerixRoom, panels: Panels): void {
  const files = find<PeerixFiles>(room, 'peerix-files');
  for (const name of ['file-received', 'file-offered'] as const) files.addEventListener(name, () => panels.announce('files'));
  room.addEventListener('dragenter', ({ dataTransfer }) => { if (dataTransfer?.types.includes('Files')) panels.open('files'); });
  find<PeerixChat>(room, 'peerix-chat').addEventListener('chat-message', ({ detail: { message } }) => {
    if (!message.own) panels.announce('chat');
  });
}
