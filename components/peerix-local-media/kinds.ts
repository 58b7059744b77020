import type { Kind } from './media-error.js';
import type { PeerixLocalMedia } from './peerix-local-media.js';
import { uses } from './wish-of.js';

/** What a control acts on, in the person's words. */
export type MediaKind = 'microphone' | 'camera' | 'screen';

export const TRACK_KIND: Readonly<Record<MediaKind, Kind>> = { microphone: 'audio', camera: 'video', screen: 'video' };

/** The first that has to do with the kind. */
export const mediaOfKind = (kind: MediaKind, among: readonly PeerixLocalMedia[]): PeerixLocalMedia | undefined =>
  among.find((media) => media.screen === (kind === 'screen') && (media.screen || uses(media, TRACK_KIND[kind])));

/** Its track that others get just now. */
export const liveTrack = (kind: MediaKind, media: PeerixLocalMedia | undefined): MediaStreamTrack | undefined =>
  media?.stream?.getTracks().find((track) => track.kind === TRACK_KIND[kind] && track.readyState === 'live' && track.enabled);
