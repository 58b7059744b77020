import type { PeerixFiles, PeerixRoom } from '../../components/index.js';
import { find } from '../template.js';
import type { Panels } from './panels.js';

/** What is dragged anywhere onto the call is for the panel of files; its button counts what came while it was closed. */
export function attachFiles(room: PeerixRoom, panels: Panels): void {
  const files = find<PeerixFiles>(room, 'peerix-files');
  for (const name of ['file-received', 'file-offered'] as const) files.addEventListener(name, () => panels.announce('files'));
  room.addEventListener('dragenter', ({ dataTransfer }) => { if (dataTransfer?.types.includes('Files')) panels.open('files'); });
}
