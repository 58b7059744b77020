import type { Bytes } from '../drivers/driver.js';
import { concat, u32 } from '../signaling/bytes.js';
import { MAX_INFO, MAX_VALUE, type Encoded } from './value.js';

/** Payload of one part. */
export const CHUNK = 64 * 1024;
/** Beyond this a channel's own buffer only adds delay. */
export const HIGH_WATER = 256 * 1024;
export const LOW_WATER = 64 * 1024;
/** The same for transfers beside a conversation, which waits behind what they have in flight. */
export const TALK_HIGH_WATER = 64 * 1024;
export const TALK_LOW_WATER = 16 * 1024;

const FIRST = 1, LAST = 2, OFFSET = 4, CANCEL = 8, ACK = 16;
const KNOWN = FIRST | LAST | OFFSET | CANCEL | ACK;

/** What the first part of a message says; in an unordered channel every part does. */
export interface Header { readonly type: number; readonly info: Bytes; readonly total: number }
/** `flags1 m4`, then `type1 infoLen2 info total4` in a first part, then `offset4` in an unordered channel, then `ack4` where it says so. */
export interface Part {
  readonly m: number;
  readonly header: Header | undefined;
  readonly offset: number | undefined;
  /** The sender of this has the messages up to that one, too. */
  readonly ack: number | undefined;
  readonly isCancel: boolean;
  readonly chunk: Bytes;
}

export function partsOf(value: Encoded): number { return Math.max(1, Math.ceil(value.bytes.length / CHUNK)); }

/** The i-th part of a message whose parts arrive in order, with the receipt for what came the other way. */
export function orderedPart(m: number, value: Encoded, i: number, ack?: number): Bytes {
  const first = i === 0 ? FIRST : 0;
  return ack === undefined ? build(first, m, value, i) : build(first | ACK, m, value, i, ack);
}

/** The i-th part of a message whose parts may overtake each other: each says all there is to know. */
export function unorderedPart(m: number, value: Encoded, i: number): Bytes {
  return build(FIRST | OFFSET, m, value, i, i * CHUNK);
}

/** "The rest of m does not come." */
export function cancelPart(m: number): Bytes { return concat(Uint8Array.of(CANCEL), u32(m)); }

/** Undefined when malformed, or of a later version. */
export function parsePart(data: Bytes): Part | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (view.byteLength < 5) return undefined;
  const flags = view.getUint8(0), m = view.getUint32(1);
  if (flags & ~KNOWN || m === 0) return undefined;
  let at = 5, header: Header | undefined;
  if (flags & FIRST) {
    header = parseHeader(view, at);
    if (!header) return undefined;
    at += 7 + header.info.length;
  }
  const start = at + (flags & OFFSET ? 4 : 0) + (flags & ACK ? 4 : 0);
  if (view.byteLength < start || view.byteLength > start + CHUNK) return undefined;
  return {
    m, header,
    offset: flags & OFFSET ? view.getUint32(at) : undefined,
    ack: flags & ACK ? view.getUint32(start - 4) : undefined,
    isCancel: Boolean(flags & CANCEL),
    chunk: data.subarray(start),
  };
}

/** `word`: the one that comes after the header. */
function build(flags: number, m: number, value: Encoded, i: number, word?: number): Bytes {
  const chunk = value.bytes.subarray(i * CHUNK, (i + 1) * CHUNK);
  const last = i === partsOf(value) - 1 ? LAST : 0;
  const head = flags & FIRST ? 12 + value.info.length : 5, start = word === undefined ? head : head + 4;
  const part = new Uint8Array(start + chunk.length), view = new DataView(part.buffer);
  view.setUint8(0, flags | last);
  view.setUint32(1, m);
  if (flags & FIRST) putHeader(view, part, value);
  if (word !== undefined) view.setUint32(head, word);
  part.set(chunk, start);
  return part;
}

function putHeader(view: DataView, part: Bytes, { type, info, bytes }: Encoded): void {
  view.setUint8(5, type);
  view.setUint16(6, info.length);
  part.set(info, 8);
  view.setUint32(8 + info.length, bytes.length);
}

function parseHeader(view: DataView<ArrayBuffer>, at: number): Header | undefined {
  if (view.byteLength < at + 7) return undefined;
  const type = view.getUint8(at), length = view.getUint16(at + 1);
  if (length > MAX_INFO || view.byteLength < at + 7 + length) return undefined;
  const total = view.getUint32(at + 3 + length);
  return total > MAX_VALUE ? undefined : { type, info: new Uint8Array(view.buffer, view.byteOffset + at + 3, length), total };
}
