import type { PeerixError } from '../../src/index.js';
import { wordedError } from '../worded-error.js';
import { words } from '../words.js';

export type StopReason = 'stopped' | 'ended' | 'unplugged';

/** Why the track of a device ended that nobody here stopped: the device is gone, or the person or the browser ended it. */
export async function endReason(track: MediaStreamTrack): Promise<StopReason> {
  const { deviceId } = track.getSettings();
  if (!deviceId) return 'ended';
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((device) => device.deviceId === deviceId) ? 'ended' : 'unplugged';
}

export function unplugged({ kind }: MediaStreamTrack): PeerixError {
  return wordedError('MEDIA_NOT_FOUND', () => words.missing(kind === 'audio' ? 'microphone' : 'camera'));
}
