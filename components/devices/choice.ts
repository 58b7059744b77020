import type { PeerixAudio } from '../peerix-audio/peerix-audio.js';
import { liveTrack } from '../peerix-local-media/kinds.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';

/** Which device is to be used, and which is. */
export interface Choice {
  /** An id; `''` = the browser's choice. */
  readonly chosen: string;
  /** An id; `''` = none is in use. */
  readonly used: string;
  choose(id: string): void;
}

export const microphoneChoice = (media: PeerixLocalMedia): Choice => ({
  chosen: media.audioDevice,
  used: liveTrack('microphone', media)?.getSettings().deviceId ?? '',
  choose: (id) => { media.audioDevice = id; },
});

export const cameraChoice = (media: PeerixLocalMedia): Choice => ({
  chosen: media.videoDevice,
  used: liveTrack('camera', media)?.getSettings().deviceId ?? '',
  choose: (id) => { media.videoDevice = id; },
});

export const speakerChoice = (audio: PeerixAudio): Choice => ({
  chosen: audio.device,
  used: audio.output,
  choose: (id) => { audio.device = id; },
});
