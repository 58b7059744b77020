import { PeerixError } from '../../src/index.js';
import { words } from '../words.js';

export type StopReason = 'stopped' | 'ended' | 'unplugged';

/** Why a track ended that nobody here stopped: its device is gone, or the person or the browser ended it. */
export async function endReason(track: MediaStreamTrack): Promise<StopReason> {
  const { deviceId, displaySurface } = track.getSettings();
  if (!deviceId || displaySurface || !navigator.mediaDevices) return 'ended';
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((device) => device.deviceId === deviceId) ? 'ended' : 'unplugged';
}

export function unplugged({ kind }: MediaStreamTrack): PeerixError {
  const { title, advice } = words.missing(kind === 'audio' ? 'microphone' : 'camera');
  return new PeerixError('MEDIA_NOT_FOUND', title, { hint: advice });
}
