import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';

const TAG = 'peerix-local-media';

/** What shares my camera and microphone in a room: the first such element inside it, or else the first that names it by `for`. */
export function ownMedia(room: PeerixRoom): PeerixLocalMedia | undefined {
  return localMedia(room).find(({ screen }) => !screen);
}

/** Whether I share a screen there. */
export function sharesScreen(room: PeerixRoom): boolean {
  return localMedia(room).some(({ screen, stream }) => screen && !!stream);
}

/** Every element that shares something of mine there. */
export function localMedia(room: PeerixRoom): PeerixLocalMedia[] {
  const root = room.getRootNode() as Document | ShadowRoot;
  const named = room.id ? [...root.querySelectorAll(TAG)].filter((media) => media.htmlFor === room.id) : [];
  // One that is not defined (yet) is a plain HTMLElement.
  return [...room.querySelectorAll(TAG), ...named].filter((media) => 'screen' in media);
}
