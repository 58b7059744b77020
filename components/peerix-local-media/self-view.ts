import { html, type TemplateResult } from 'lit';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { words } from '../words.js';

/** How one sees oneself: mirrored, as everybody is used to, unless it is a screen or the camera looks away. */
export function selfView(stream: MediaStream | null, room: PeerixRoom | null, isScreen: boolean): TemplateResult {
  const live = stream?.getTracks().filter((track) => track.readyState === 'live' && track.enabled) ?? [];
  const has = (kind: string): boolean => live.some((track) => track.kind === kind);
  const facing = stream?.getVideoTracks()[0]?.getSettings().facingMode;
  return html`<peerix-tile part="tile" exportparts="video, name, flag" silent tools="" .stream=${stream}
    .label=${isScreen ? 'screen' : ''} .name=${isScreen ? words.ownScreen : words.you}
    .seed=${room?.peer.id ?? ''} .fullName=${room?.name || String(room?.metadata.name ?? '')}
    .mirror=${!isScreen && facing !== 'environment'} .cameraOff=${!has('video')} .muted=${!isScreen && !!stream && !has('audio')}></peerix-tile>`;
}
