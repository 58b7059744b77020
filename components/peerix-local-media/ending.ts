import type { PeerixError } from '../../src/index.js';
import { wordedError } from '../worded-error.js';
import { words } from '../words.js';
import type { DeviceSource } from './device-source.js';
import type { Kind } from './media-error.js';

export type StopReason = 'stopped' | 'ended' | 'unplugged';

interface Ending {
  /** The device is gone, or the person or the browser ended it. */
  readonly reason: StopReason;
  /** There is nothing in its place. */
  readonly failure?: PeerixError;
}

/** After the track of a device ended that nobody here stopped: takes another device where that one was unplugged. */
export async function replaced(source: DeviceSource, track: MediaStreamTrack): Promise<Ending> {
  const kind = track.kind as Kind;
  const { deviceId } = track.getSettings();
  const devices = deviceId ? await navigator.mediaDevices.enumerateDevices() : [];
  if (!deviceId || devices.some((device) => device.deviceId === deviceId)) return without(source, kind, { reason: 'ended' });
  if (!devices.some((device) => device.kind === `${kind}input`)) return without(source, kind, { reason: 'unplugged', failure: unplugged(kind) });
  const failure = await source.replace(kind).then(() => undefined, (error: PeerixError) => error);
  const ending: Ending = failure ? { reason: 'unplugged', failure } : { reason: 'unplugged' };
  return source.isLive(kind) ? ending : without(source, kind, ending);
}

function without(source: DeviceSource, kind: Kind, ending: Ending): Ending {
  source.drop(kind);
  return ending;
}

function unplugged(kind: Kind): PeerixError {
  return wordedError('MEDIA_NOT_FOUND', () => words.missing(kind === 'audio' ? 'microphone' : 'camera'));
}
