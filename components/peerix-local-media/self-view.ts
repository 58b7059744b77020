import { html, type TemplateResult } from 'lit';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { words } from '../words.js';
import type { PeerixLocalMedia } from './peerix-local-media.js';

/** How one sees oneself: mirrored, as everybody is used to, unless it is a screen or the camera looks away. */
export function selfView(media: PeerixLocalMedia, room: PeerixRoom | null): TemplateResult {
  const { stream, screen: isScreen } = media;
  const live = stream?.getTracks().filter((track) => track.readyState === 'live' && track.enabled) ?? [];
  const has = (kind: string): boolean => live.some((track) => track.kind === kind);
  const facing = stream?.getVideoTracks()[0]?.getSettings().facingMode;
  return html`<peerix-tile part="tile" exportparts="video, name, flag" silent tools="" .stream=${stream}
    .label=${isScreen ? 'screen' : ''} .name=${isScreen ? words.ownScreen : words.you}
    .seed=${room?.peer.id ?? ''} .fullName=${room?.name || String(room?.metadata.name ?? '')}
    .mirror=${!isScreen && facing !== 'environment'} .cameraOff=${!has('video')} .muted=${!isScreen && !!stream && !has('audio')}
    .speaking=${speaks(media, room)}></peerix-tile>`;
}

/** Whether the room hears one speak; there is no ring around a screen. */
export const speaks = ({ label, screen }: PeerixLocalMedia, room: PeerixRoom | null): boolean => !screen && !!room?.heard.has(label);
