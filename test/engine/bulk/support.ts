import type { IncomingTransfer, Peer } from '../../../src/index.js';
import { settled } from '../support.js';

export const KIB = 1024, MIB = 1024 * KIB;

/** Bytes that differ everywhere, the same for the same `seed`: a swapped, lost or doubled part changes them. */
export function bytesOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed * 2_654_435_761;
  for (let i = 0; i < words.length; i++) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + i) | 0;
    words[i] = state ^ (state >>> 13);
  }
  return new Uint8Array(words.buffer, 0, length);
}

export async function hashOf(data: Blob | BufferSource | ReadableStream): Promise<string> {
  const buffer = data instanceof Blob || data instanceof ReadableStream ? await new Response(data).arrayBuffer() : data;
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', buffer))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Every transfer that one is offered, as it comes. */
export function offers(peer: Peer): IncomingTransfer[] {
  const list: IncomingTransfer[] = [];
  peer.on('transfer', ({ transfer }) => { list.push(transfer); });
  return list;
}

/** As long as somebody pulls, up to `total` bytes, in pieces of a size that fits nothing. */
export function streamOf(bytes: Uint8Array<ArrayBuffer>, piece = 70_001): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at += piece));
    },
  });
}

/** Bytes in pieces of these lengths, each different. */
export function piecesOf(lengths: readonly number[]): Uint8Array<ArrayBuffer>[] {
  return lengths.map((length, i) => bytesOf(length, i + 1));
}

export function streamFrom(pieces: readonly unknown[]): ReadableStream {
  const rest = [...pieces];
  return new ReadableStream({ pull(controller) { if (rest.length) controller.enqueue(rest.shift()); else controller.close(); } });
}

/** Reads to the end; rejects with what the stream failed with. */
export async function drain(stream: ReadableStream<Uint8Array>): Promise<number> {
  const reader = stream.getReader();
  let count = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) count += value!.length;
  return count;
}

/** Resolves when everything that was said before on channels of theirs was heard. */
export async function calm(one: Peer, other: Peer): Promise<void> {
  one.open({ label: 'settled' });
  await settled(one, other);
}

/** Reads at least so many bytes, if they come, and no piece more. */
export async function readSome(reader: ReadableStreamDefaultReader<Uint8Array>, bytes: number): Promise<number> {
  let count = 0;
  while (count < bytes) {
    const { done, value } = await reader.read();
    if (done) break;
    count += value.length;
  }
  return count;
}
