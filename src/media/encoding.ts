import type { TrackLimits } from '../types/index.js';
import type { Size } from './shown.js';

/** What is wanted of one sender (WebRTC §5.2); `codec` as its name, and only where both sides have it. */
export interface Encoding extends RTCRtpEncodingParameters {
  readonly codecName?: string | undefined;
  readonly preference?: RTCDegradationPreference | undefined;
}

/** A track on its way to one viewer. */
export interface Sent {
  readonly track: MediaStreamTrack;
  readonly limits: TrackLimits | undefined;
  /** By the viewer; undefined: it never said, and gets all of it. */
  readonly shown: Size | undefined;
}

/** Smaller pictures cost no less. */
const LEAST_SIDE = 90;
/** Steps of a quarter octave: not every drag of a window's edge is a key frame. */
const STEPS = 4;
const THUMBNAIL_PIXELS = 320 * 180;
const THUMBNAIL_FRAMERATE = 15;
/** Bits a second: some for any picture, and for each pixel of each frame. At 720p and 30 frames 2.4 Mbit/s, as browsers take. */
const BASE_BITRATE = 150_000;
const PIXEL_BITS = 0.08;
/** Where the camera does not tell. */
const USUAL = { width: 1280, height: 720, frameRate: 30 };
const LEAST_BITRATE = 50_000;

/** `fraction` of the bits that it could use: what the uplink has for it. */
export function encodingFor(sent: Sent, fraction: number): Encoding {
  const { track, limits = {}, shown } = sent, { maxBitrate, priority, codec } = limits;
  const common = { maxBitrate, priority, networkPriority: priority, codecName: codec };
  if (track.kind === 'audio') return { ...common, active: true };
  const isFree = !shown && fraction >= 1;
  return {
    ...common,
    active: !isUnseen(shown),
    scaleResolutionDownBy: scaleOf(sent),
    maxFramerate: framerateOf(sent),
    maxBitrate: isFree ? maxBitrate : Math.round(Math.max(bitrateOf(sent) * fraction, Math.min(LEAST_BITRATE, maxBitrate ?? Infinity))),
    preference: preferenceOf(sent),
  };
}

/** The bits a second that a picture of that size can use; 0 for what nobody sees. */
export function bitrateOf(sent: Sent): number {
  const { track, limits, shown } = sent;
  if (track.kind === 'audio' || isUnseen(shown) || !track.enabled || track.readyState === 'ended') return 0;
  const { width = USUAL.width, height = USUAL.height, frameRate } = track.getSettings(), scale = scaleOf(sent);
  const framerate = framerateOf(sent) ?? (frameRate || USUAL.frameRate);
  return Math.min(limits?.maxBitrate ?? Infinity, BASE_BITRATE + width * height / scale ** 2 * framerate * PIXEL_BITS);
}

export function isUnseen(shown: Size | undefined): boolean { return shown !== undefined && shown.width * shown.height === 0; }

/** The picture covers what is shown, and is never larger than the publisher allows. */
function scaleOf({ track, limits, shown }: Sent): number {
  const allowed = limits?.scaleResolutionDownBy ?? 1, { width, height } = track.getSettings();
  if (!shown || isUnseen(shown) || !width || !height) return allowed;
  const wanted = Math.min(width / shown.width, height / shown.height, Math.min(width, height) / LEAST_SIDE);
  return Math.max(allowed, 1, 2 ** (Math.floor(Math.log2(wanted) * STEPS) / STEPS));
}

function framerateOf({ track, limits, shown }: Sent): number | undefined {
  const isThumbnail = shown && shown.width * shown.height <= THUMBNAIL_PIXELS && !isStill(track);
  return isThumbnail ? Math.min(THUMBNAIL_FRAMERATE, limits?.maxFramerate ?? Infinity) : limits?.maxFramerate;
}

const isStill = ({ contentHint }: MediaStreamTrack): boolean => contentHint === 'detail' || contentHint === 'text';

/**
 * What gives way first where the network or the machine is too slow: what the track's owner said it is. What is scaled to
 * a tile is not made smaller still: Chromium scales what its own adaptation left, at the start a third of the picture.
 */
function preferenceOf(sent: Sent): RTCDegradationPreference | undefined {
  const { track, limits } = sent;
  if (isStill(track) || scaleOf(sent) > (limits?.scaleResolutionDownBy ?? 1)) return 'maintain-resolution';
  return track.contentHint === 'motion' ? 'maintain-framerate' : undefined;
}
