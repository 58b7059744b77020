import { inRawPair, inRoom } from '../connected.js';
import { blobOf, MIB, rate } from './load.js';
import { collectRaw, sendRaw } from './raw-bulk.js';
import { nextBlob } from './received.js';

/** A Blob from one to the other, who has it as a Blob: MB/s. */
export interface BulkSample { readonly rate: number }

export function rawBulk(mib: number): Promise<BulkSample> {
  const blob = blobOf(mib * MIB);
  return inRawPair(({ channels: [from, to] }) => timed(blob, async () => {
    const received = collectRaw(to, blob.size);
    await sendRaw(from, blob.stream());
    return received;
  }));
}

export function bulk(mib: number): Promise<BulkSample> {
  const blob = blobOf(mib * MIB);
  return inRoom(2, ({ peers: [a, b] }) => timed(blob, () => {
    const received = nextBlob(b!);
    a!.send(blob);
    return received;
  }));
}

async function timed(blob: Blob, transfer: () => Promise<Blob>): Promise<BulkSample> {
  const started = performance.now(), { size } = await transfer(), ended = performance.now();
  if (size !== blob.size) throw new Error(`${size} bytes came, not ${blob.size}`);
  return { rate: rate(size, ended - started) };
}
