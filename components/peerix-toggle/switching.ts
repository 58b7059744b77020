import { liveTrack, type MediaKind } from '../peerix-local-media/kinds.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import { OFF } from './condition.js';

export function switchOff(kind: MediaKind, media: PeerixLocalMedia): void {
  if (kind === 'screen') media.stop();
  else Object.assign(media, { [OFF[kind]]: true });
}

/** Also tries again what failed. Why it fails, the local media and the toggle both say. */
export function switchOn(kind: MediaKind, media: PeerixLocalMedia): void {
  if (kind !== 'screen') {
    if (!media.stream && !media.problem && !media.isStarting) keepOthersOff(kind, media);
    media[OFF[kind]] = false;
  }
  if (!liveTrack(kind, media)) media.start().catch(() => { /* Both show it. */ });
}

/** Nothing has been started: what is shown as off stays off. */
function keepOthersOff(kind: 'microphone' | 'camera', media: PeerixLocalMedia): void {
  if (kind === 'microphone') media.cameraOff = true;
  else media.muted = true;
}
