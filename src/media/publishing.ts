import type { TrackLimits } from '../types/index.js';

/** One label that I share: checked options of `publish`. */
export interface Publishing {
  readonly label: string;
  readonly stream: MediaStream;
  readonly metadata: unknown;
  readonly audio: TrackLimits | undefined;
  readonly video: TrackLimits | undefined;
}
