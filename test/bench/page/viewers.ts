import type { WantOptions } from '../../../src/index.js';
import { RawPair } from './raw-pair.js';
import { Room } from './room.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 20_000;
/** Browsers begin with small pictures and explore what the path takes; a machine that is too slow stays there. */
const SETTLE_MS = 30_000;
const LOOK_MS = 500;
const WHOLE_WIDTH = 1280;
const MEASURE_MS = 4000;

const SMALL = { width: 320, height: 180 };
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
    return await measure(pairs.map(({ offerer }) => offerer), WHOLE_WIDTH);
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
    return await measure([...publisher?.remotes.values() ?? []].map(({ connection }) => connection), SMALL.width);
  } finally {
    stop(camera);
    await room.leave();
  }
}

async function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720, frameRate: 30 } });
}

function stop(camera: MediaStream): void { for (const track of camera.getTracks()) track.stop(); }

/** Once all that send anything send pictures of that width. */
async function measure(connections: readonly RTCPeerConnection[], width: number): Promise<ViewersSample> {
  for (const end = performance.now() + SETTLE_MS; performance.now() < end;) {
    await pause(LOOK_MS);
    const widths = (await outbound(connections)).flatMap(({ frameWidth }) => frameWidth ?? []);
    if (widths.length > 0 && widths.every((one) => one === width)) break;
  }
  const before = await outbound(connections);
  await pause(MEASURE_MS);
  const after = await outbound(connections);
  const grown = (name: 'bytesSent' | 'totalEncodeTime') => sum(after, name) - sum(before, name);
  return { bitrate: grown('bytesSent') * 8 / MEASURE_MS, encoding: grown('totalEncodeTime') * 1e5 / MEASURE_MS };
}

type Outbound = RTCStats & { readonly bytesSent?: number; readonly totalEncodeTime?: number; readonly frameWidth?: number };

async function outbound(connections: readonly RTCPeerConnection[]): Promise<Outbound[]> {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports.flatMap((report) => [...report.values()] as Outbound[]).filter(({ type }) => type === 'outbound-rtp');
}

function sum(all: readonly Outbound[], name: 'bytesSent' | 'totalEncodeTime'): number {
  return all.reduce((total, stats) => total + (stats[name] ?? 0), 0);
}

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
