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

/** Neither `audio` nor `video` = both. */
export function wishOf({ audio, video, muted, cameraOff, audioDevice, videoDevice, constraints }: MediaAttributes): Wish {
  const isEither = audio || video;
  return {
    ...((audio || !isEither) && { audio: muted ? 'off' : asked('audio', audioDevice, constraints) }),
    ...((video || !isEither) && { video: cameraOff ? 'off' : asked('video', videoDevice, constraints) }),
  };
}

function asked(kind: Kind, device: string, constraints: MediaStreamConstraints | null): MediaTrackConstraints {
  const own = constraints?.[kind];
  return { ...(typeof own === 'object' && own), ...(device && { deviceId: { exact: device } }) };
}
