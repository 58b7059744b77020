import type { Bytes } from '../drivers/driver.js';
import { PeerixError } from '../errors.js';
import { fromJson, fromUtf8, utf8 } from '../signaling/bytes.js';
import { encodeJson, encodeJsonWithin } from './json.js';

/** A message as it travels: what it was, its bytes, and the JSON text of its `info` ('' = none). */
export interface Encoded { readonly type: number; readonly bytes: Bytes; readonly info: Bytes }
export interface Decoded { readonly data: unknown; readonly info: unknown }

/** Values up to this stay in their channel. */
export const MAX_VALUE = 1024 * 1024;
export const MAX_INFO = 8192;

const TEXT = 0, JSON_VALUE = 1, BUFFER = 2;
/** Not a value itself: what comes beside the channel is announced in its order. */
export const ANNOUNCEMENT = 255;

type ViewConstructor = new (buffer: ArrayBuffer) => ArrayBufferView;

// On the wire a view is 3 + its place here: only ever append. Float16Array came with ES2025.
const VIEWS: readonly (ViewConstructor | undefined)[] = [
  Uint8Array, Uint8ClampedArray, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
  (globalThis as { Float16Array?: ViewConstructor }).Float16Array,
];

/** @throws `BAD_DATA`, `TOO_LARGE` */
export function encode(data: unknown, info: unknown): Encoded {
  const encoded = { ...encodeData(data), info: encodeInfo(info) };
  if (encoded.bytes.length > MAX_VALUE) {
    throw new PeerixError('TOO_LARGE', `The message has ${encoded.bytes.length} bytes; ${MAX_VALUE} are allowed.`, { hint: 'Send it in parts.' });
  }
  return encoded;
}

/** @throws `BAD_DATA`, `TOO_LARGE` */
export function encodeInfo(info: unknown): Bytes { return info === undefined ? NO_INFO : utf8(encodeJsonWithin(MAX_INFO, info, 'info')); }

const NO_INFO = new Uint8Array();

/** Undefined when the bytes are not what the type says. */
export function decode({ type, bytes, info }: Encoded): Decoded | undefined {
  const data = decodeData(type, bytes), about = decodeInfo(info);
  return data === undefined || (info.length && about === undefined) ? undefined : { data, info: about };
}

/** Undefined when there is none, or it is malformed. */
export function decodeInfo(info: Bytes): unknown { return info.length ? fromJson(info) : undefined; }

/** Of any size. @throws `BAD_DATA` */
export function encodeData(data: unknown): { type: number; bytes: Bytes } {
  if (typeof data === 'string') return { type: TEXT, bytes: encodeText(data) };
  if (data instanceof ArrayBuffer) return { type: BUFFER, bytes: copyOf(data) };
  if (ArrayBuffer.isView(data)) return { type: viewType(data), bytes: copyOf(data.buffer, data.byteOffset, data.byteLength) };
  return { type: JSON_VALUE, bytes: encodeText(encodeJson(data, 'data')) };
}

const encoder = new TextEncoder();
const scratch = new Uint8Array(3 * 1024);

// What `encode` makes is the browser's own memory, which costs a burst of small messages more than all else.
function encodeText(text: string): Bytes {
  return text.length * 3 > scratch.length ? utf8(text) : scratch.slice(0, encoder.encodeInto(text, scratch).written);
}

export function isValueType(type: unknown): type is number { return Number.isInteger(type) && (type as number) >= 0 && (type as number) < 3 + VIEWS.length; }

function copyOf(buffer: ArrayBufferLike, offset = 0, length = buffer.byteLength): Bytes {
  try {
    return new Uint8Array(buffer, offset, length).slice();
  } catch (cause) {
    throw new PeerixError('BAD_DATA', 'data is a buffer that was transferred elsewhere.', { cause, hint: 'Send it first, or transfer a copy.' });
  }
}

function viewType(view: ArrayBufferView): number {
  const i = VIEWS.findIndex((constructor) => constructor && view instanceof constructor);
  if (i < 0) throw new PeerixError('BAD_DATA', 'data is a view of a kind that cannot be sent.', { hint: 'Send its buffer.' });
  return 3 + i;
}

/** Undefined when the bytes are not what the type says. */
export function decodeData(type: number, bytes: Bytes): unknown {
  if (type === TEXT) return fromUtf8(bytes);
  if (type === JSON_VALUE) return fromJson(bytes);
  if (type === BUFFER) return bytes.slice().buffer;
  const View = VIEWS[type - 3];
  if (!View) return undefined;
  const { BYTES_PER_ELEMENT: size = 1 } = View as { BYTES_PER_ELEMENT?: number };
  return bytes.length % size ? undefined : new View(bytes.slice().buffer);
}
