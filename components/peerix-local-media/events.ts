import type { PeerixError } from '../../src/index.js';
import type { StopReason } from './ending.js';

export interface LocalMediaEventMap extends HTMLElementEventMap {
  'media-start': CustomEvent<{ stream: MediaStream }>;
  'media-stop': CustomEvent<{ reason: StopReason }>;
  'media-error': CustomEvent<{ error: PeerixError }>;
}
