import { inRawPairs, inRoom } from '../connected.js';
import { blobOf, MIB, rate } from './load.js';
import { collectRaw, sendRaw } from './raw-bulk.js';
import { nextBlob } from './received.js';

const RECEIVERS = 8;

/** One file to eight, until the last has it: MB/s over all. */
export interface ReceiversSample { readonly rate: number }

export function rawReceivers(mib: number): Promise<ReceiversSample> {
  return inRawPairs(RECEIVERS, (pairs) => timed(mib, async (blob) => {
    const received = pairs.map(({ channels: [, to] }) => collectRaw(to, blob.size));
    const copy = [new Uint8Array(await blob.arrayBuffer())];
    await Promise.all(pairs.map(({ channels: [from] }) => sendRaw(from, copy)));
    await Promise.all(received);
  }));
}

export function receivers(mib: number): Promise<ReceiversSample> {
  return inRoom(RECEIVERS + 1, ({ peers: [sender, ...others] }) => timed(mib, async (blob) => {
    const received = others.map((peer) => nextBlob(peer));
    sender!.send(blob);
    await Promise.all(received);
  }));
}

async function timed(mib: number, send: (blob: Blob) => Promise<void>): Promise<ReceiversSample> {
  const blob = blobOf(mib * MIB), started = performance.now();
  await send(blob);
  return { rate: rate(RECEIVERS * blob.size, performance.now() - started) };
}
