import type { PeerixError } from '../../src/index.js';
import { chosenDevice, withoutChoice } from './chosen-device.js';
import { deviceOf, mediaDevices, mediaError, type Kind } from './media-error.js';

export type Asked = Partial<Record<Kind, MediaTrackConstraints>>;
/** `error` is about the kinds that are missing from `tracks`. */
export interface Acquired { readonly tracks: MediaStreamTrack[]; readonly error?: PeerixError; readonly missing: readonly Kind[] }

const kindsOf = (asked: Asked): Kind[] => (['audio', 'video'] as const).filter((kind) => asked[kind]);

/**
 * Camera and microphone. When both are asked for and only one can be had, that one: a computer without a camera still
 * has a voice. Throws a `MEDIA_…` error when there is neither.
 */
export async function acquire(asked: Asked): Promise<Acquired> {
  const kinds = kindsOf(asked);
  const devices = mediaDevices(deviceOf(kinds));
  try {
    return { tracks: await lend(devices, asked), missing: [] };
  } catch (cause) {
    const single = kinds.length > 1 ? await acquireSingly(devices, asked, await worthTrying(kinds, cause)) : [];
    const missing = kinds.filter((kind) => !single.some((track) => track.kind === kind));
    const error = mediaError(cause, deviceOf(missing));
    if (!single.length) throw error;
    return { tracks: single, missing, error };
  }
}

async function acquireSingly(devices: MediaDevices, asked: Asked, kinds: readonly Kind[]): Promise<MediaStreamTrack[]> {
  const attempts = await Promise.allSettled(kinds.map((kind) => lend(devices, { [kind]: asked[kind] })));
  return attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? attempt.value : []));
}

/** A chosen device that is not there is no reason to be without: then it is the browser's choice. */
async function lend(devices: MediaDevices, asked: Asked): Promise<MediaStreamTrack[]> {
  let failure: unknown;
  for (const attempt of [asked, ...withFewerChoices(asked)]) {
    try {
      return (await devices.getUserMedia(attempt)).getTracks();
    } catch (cause) {
      failure ??= cause;
      if (!(cause instanceof Error || cause instanceof DOMException) || cause.name !== 'OverconstrainedError') throw cause;
    }
  }
  throw failure;
}

/** Without the choice of one device, of the other, of both: browsers don't tell which of two is missing. */
function withFewerChoices(asked: Asked): Asked[] {
  const chosen = kindsOf(asked).filter((kind) => chosenDevice(asked[kind]));
  const sets = chosen.length > 1 ? [...chosen.map((kind) => [kind]), chosen] : chosen.length ? [chosen] : [];
  return sets.map((kinds) => ({ ...asked, ...Object.fromEntries(kinds.map((kind) => [kind, withoutChoice(asked[kind]!)])) }));
}

/** After a refusal, asking again would be a second prompt; only where one kind was refused before, the other may go. */
async function worthTrying(kinds: readonly Kind[], cause: unknown): Promise<readonly Kind[]> {
  if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError') return kinds;
  const denied = await Promise.all(kinds.map(isDenied));
  return denied.includes(true) ? kinds.filter((_, i) => !denied[i]) : [];
}

async function isDenied(kind: Kind): Promise<boolean> {
  try {
    const name = (kind === 'audio' ? 'microphone' : 'camera') as PermissionName;
    return (await navigator.permissions.query({ name })).state === 'denied';
  } catch {
    return false; // A browser that does not know these permissions does not tell; then nothing more is tried.
  }
}
