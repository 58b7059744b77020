import type { Kind } from './media-error.js';
import type { Wish } from './source.js';

/** The attributes that say what to capture. */
export interface MediaAttributes {
  readonly audio: boolean;
  readonly video: boolean;
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly audioDevice: string;
  readonly videoDevice: string;
  readonly constraints: MediaStreamConstraints | null;
}

export const WISH_ATTRIBUTES = ['audio', 'video', 'muted', 'cameraOff', 'audioDevice', 'videoDevice', 'constraints'] as const;

/** Whether it has to do with that kind: neither `audio` nor `video` = both. */
export const uses = (media: Pick<MediaAttributes, Kind>, kind: Kind): boolean => media[kind] || !(media.audio || media.video);

export function wishOf(media: MediaAttributes): Wish {
  const { muted, cameraOff, audioDevice, videoDevice, constraints } = media;
  return {
    ...(uses(media, 'audio') && { audio: muted ? 'off' : asked('audio', audioDevice, constraints) }),
    ...(uses(media, 'video') && { video: cameraOff ? 'off' : asked('video', videoDevice, constraints) }),
  };
}

function asked(kind: Kind, device: string, constraints: MediaStreamConstraints | null): MediaTrackConstraints {
  const own = constraints?.[kind];
  return { ...(typeof own === 'object' && own), ...(device && { deviceId: { exact: device } }) };
}
