import type { WantOptions } from '../../../src/index.js';
import { RawPair } from './raw-pair.js';
import { Room } from './room.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 20_000;
/** Browsers begin slowly and explore what the path takes. */
const SETTLE_MS = 5000;
const MEASURE_MS = 4000;

const SMALL: WantOptions = { width: 320, height: 180 };
const HIDDEN: WantOptions = { hidden: true };

/** One 720p camera and its viewers: what is sent to all of them, and how much of a core encodes it. */
export interface ViewersSample { readonly bitrate: number; readonly encoding: number }

export async function rawViewers(size: number): Promise<ViewersSample> {
  const opened = new Countdown(2 * size, 'open channels', TIMEOUT_MS);
  const pairs = Array.from({ length: size }, () => new RawPair()), camera = await openCamera();
  for (const { channels } of pairs) for (const channel of channels) channel.onopen = () => opened.signal();
  try {
    for (const { offerer } of pairs) offerer.addTrack(camera.getVideoTracks()[0]!, camera);
    await Promise.all(pairs.map((pair) => pair.negotiate()));
    await opened.done;
    return await measure(pairs.map(({ offerer }) => offerer));
  } finally {
    stop(camera);
    await Promise.all(pairs.map((pair) => pair.close()));
  }
}

export const smallTiles = (size: number): Promise<ViewersSample> => viewers(size, () => SMALL);
/** One sees it in a small tile, the others have it on another page of their grid. */
export const hiddenTiles = (size: number): Promise<ViewersSample> => viewers(size, (i) => (i === 0 ? SMALL : HIDDEN));

async function viewers(size: number, wanted: (i: number) => WantOptions): Promise<ViewersSample> {
  const room = new Room(size + 1, TIMEOUT_MS), camera = await openCamera();
  try {
    await room.join();
    await room.connected;
    const [publisher, ...others] = room.peers;
    others.forEach((viewer, i) => viewer.remotes.get(publisher?.id ?? '')?.want(wanted(i)));
    publisher?.publish(camera);
    return await measure([...publisher?.remotes.values() ?? []].map(({ connection }) => connection));
  } finally {
    stop(camera);
    await room.leave();
  }
}

async function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720, frameRate: 30 } });
}

function stop(camera: MediaStream): void { for (const track of camera.getTracks()) track.stop(); }

async function measure(connections: readonly RTCPeerConnection[]): Promise<ViewersSample> {
  await pause(SETTLE_MS);
  const [bytes, seconds] = await sent(connections);
  await pause(MEASURE_MS);
  const [bytesLater, secondsLater] = await sent(connections);
  return { bitrate: (bytesLater - bytes) * 8 / MEASURE_MS, encoding: (secondsLater - seconds) * 1e5 / MEASURE_MS };
}

async function sent(connections: readonly RTCPeerConnection[]): Promise<[bytes: number, seconds: number]> {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  const outbound = reports.flatMap((report) => [...report.values()] as (RTCStats & { bytesSent?: number; totalEncodeTime?: number })[])
    .filter(({ type }) => type === 'outbound-rtp');
  const sum = (name: 'bytesSent' | 'totalEncodeTime') => outbound.reduce((total, stats) => total + (stats[name] ?? 0), 0);
  return [sum('bytesSent'), sum('totalEncodeTime')];
}

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
