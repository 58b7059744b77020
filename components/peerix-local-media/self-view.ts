import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import type { TileView } from '../tile/tile.js';
import { words } from '../words.js';

/** How one sees oneself: mirrored, as everybody is used to, unless it is a screen or the camera looks away. */
export function selfView(stream: MediaStream | null, room: PeerixRoom | null, isScreen: boolean): TileView {
  const live = stream?.getTracks().filter((track) => track.readyState === 'live' && track.enabled) ?? [];
  const facing = stream?.getVideoTracks()[0]?.getSettings().facingMode;
  return {
    id: room?.peer.id ?? '', name: isScreen ? words.ownScreen : words.you, fullName: room?.name || String(room?.metadata.name ?? ''),
    stream, picture: live.some(({ kind }) => kind === 'video'),
    microphoneOff: !isScreen && !!stream && !live.some(({ kind }) => kind === 'audio'),
    mirrored: !isScreen && facing !== 'environment', whole: isScreen, silent: true,
  };
}
