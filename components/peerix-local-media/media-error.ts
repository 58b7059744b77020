import { PeerixError, type ErrorCode } from '../../src/index.js';
import { wordedError } from '../worded-error.js';
import { words, type Device, type Sentence } from '../words.js';

export type Kind = 'audio' | 'video';

const CODES: Record<string, ErrorCode> = {
  NotAllowedError: 'MEDIA_DENIED',
  SecurityError: 'MEDIA_DENIED',
  NotFoundError: 'MEDIA_NOT_FOUND',
  OverconstrainedError: 'MEDIA_NOT_FOUND',
  NotReadableError: 'MEDIA_IN_USE',
  AbortError: 'MEDIA_IN_USE',
};

const sentence = (code: ErrorCode, device: Device): Sentence => {
  switch (code) {
    case 'MEDIA_DENIED': return words.denied(device);
    case 'MEDIA_NOT_FOUND': return words.missing(device);
    case 'MEDIA_IN_USE': return words.inUse(device);
    default: return words.failed(device);
  }
};

export function deviceOf(kinds: readonly Kind[]): Device {
  if (kinds.length > 1) return 'both';
  return kinds[0] === 'audio' ? 'microphone' : 'camera';
}

/** Why `getUserMedia` or `getDisplayMedia` failed (Media Capture and Streams, § 10.2). */
export function mediaError(cause: unknown, device: Device): PeerixError {
  const code = (cause instanceof Error || cause instanceof DOMException) ? CODES[cause.name] ?? 'MEDIA_FAILED' : 'MEDIA_FAILED';
  return wordedError(code, () => sentence(code, device), { cause });
}

/** Browsers hide `mediaDevices` from insecure pages. Throws `INSECURE_CONTEXT` or `UNSUPPORTED`. */
export function mediaDevices(device: Device): MediaDevices {
  if (navigator.mediaDevices) return navigator.mediaDevices;
  if (isSecureContext) throw wordedError('UNSUPPORTED', () => words.unsupportedMedia(device));
  throw wordedError('INSECURE_CONTEXT', () => words.insecureMedia);
}

export const stopped = (): PeerixError => new PeerixError('ABORTED', 'The media were stopped before they had started.');
