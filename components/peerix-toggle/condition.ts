import type { PeerixError } from '../../src/index.js';
import { liveTrack, type MediaKind } from '../peerix-local-media/kinds.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';

/** How it is with a device; the last five say why it is not on. */
export type Condition = 'on' | 'off' | 'starting' | 'denied' | 'missing' | 'busy' | 'failed' | 'unavailable';

const TROUBLES: Readonly<Record<string, Condition>> = { MEDIA_DENIED: 'denied', MEDIA_NOT_FOUND: 'missing', MEDIA_IN_USE: 'busy' };

/** The attribute that switches it off. */
export const OFF = { microphone: 'muted', camera: 'cameraOff' } as const;

export function conditionOf(kind: MediaKind, media: PeerixLocalMedia | undefined): Condition {
  if (!media) return 'unavailable';
  if (liveTrack(kind, media)) return 'on';
  if (kind !== 'screen' && media[OFF[kind]]) return 'off';
  if (media.isStarting) return 'starting';
  return media.problem ? troubleOf(kind, media.problem) : 'off';
}

function troubleOf(kind: MediaKind, { code }: PeerixError): Condition {
  // Whoever closes the picker of screens knows it.
  if (kind === 'screen' && code === 'MEDIA_DENIED') return 'off';
  return TROUBLES[code] ?? 'failed';
}
