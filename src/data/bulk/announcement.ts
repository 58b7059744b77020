import { fromJson, utf8 } from '../../signaling/bytes.js';
import { ANNOUNCEMENT, decodeInfo, isValueType, type Encoded } from '../value.js';
import { BLOB, FILE, MAX_NAME, MAX_TYPE, STREAM, type About, type Parcel } from './parcel.js';

/** What is coming beside the channel; as a message of the channel it comes in its order, and once. */
export interface Announcement extends About {
  /** Counts the sender's transfers to this remote; names it on the lane and in control. */
  readonly x: number;
  readonly id: string;
  readonly kind: number;
  /** Undefined for a stream. */
  readonly size?: number;
  readonly info?: unknown;
}

export function announce(x: number, id: string, { kind, info, source: { size }, name, type, modified }: Parcel): Encoded {
  return { type: ANNOUNCEMENT, info, bytes: utf8(JSON.stringify({ x, id, kind, size, name, type, modified })) };
}

/** Undefined when malformed. */
export function parseAnnouncement({ bytes, info }: Encoded): Announcement | undefined {
  const body = fromJson(bytes), about = decodeInfo(info);
  if (!isBody(body) || (info.length && about === undefined)) return undefined;
  const { x, id, kind, size, name, type, modified } = body;
  return {
    x, id, kind, ...(size !== undefined && { size }), ...(type && { type }), ...(about !== undefined && { info: about }),
    ...(kind === FILE && { name: name ?? '', modified: modified ?? 0 }),
  };
}

export const MAX_X = 2 ** 32 - 1;

function isBody(body: unknown): body is Announcement {
  if (typeof body !== 'object' || body === null) return false;
  const { x, id, kind, size, name, type, modified } = body as { readonly [field in keyof Announcement]: unknown };
  return isCount(x, MAX_X) && x > 0
    && typeof id === 'string' && /^[\w-]{1,32}$/.test(id)
    && isKind(kind) && (kind === STREAM ? size === undefined : isCount(size, Number.MAX_SAFE_INTEGER))
    && isText(name, MAX_NAME) && isText(type, MAX_TYPE)
    && (modified === undefined || Number.isSafeInteger(modified));
}

function isKind(kind: unknown): kind is number { return kind === BLOB || kind === FILE || kind === STREAM || isValueType(kind); }
function isText(text: unknown, limit: number): boolean { return text === undefined || (typeof text === 'string' && text.length <= limit); }

/** A whole number from 0 to `limit`. */
export function isCount(value: unknown, limit: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= limit;
}
