import { within } from '../waiting.js';

const CHUNK = 64 * 1024;
const HIGH_WATER = 256 * 1024;
const LOW_WATER = 64 * 1024;
const TIMEOUT_MS = 60_000;

/** What people write by hand: chunks, until the channel's buffer is full, and again when it has drained. */
export async function sendRaw(channel: RTCDataChannel, source: AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>): Promise<void> {
  channel.bufferedAmountLowThreshold = LOW_WATER;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      if (channel.bufferedAmount >= HIGH_WATER) await new Promise((resolve) => { channel.onbufferedamountlow = resolve; });
      channel.send(bytes.subarray(at, at + CHUNK));
    }
  }
}

/** All that comes, once it is `size` bytes. */
export function collectRaw(channel: RTCDataChannel, size: number): Promise<Blob> {
  const chunks: ArrayBuffer[] = [];
  let received = 0;
  channel.binaryType = 'arraybuffer';
  return within(TIMEOUT_MS, () => `${size - received} of ${size} bytes missing`, (resolve) => {
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      chunks.push(data);
      received += data.byteLength;
      if (received === size) resolve(new Blob(chunks));
    };
  });
}
