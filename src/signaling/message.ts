import type { Bytes } from '../drivers/driver.js';
import { fromBase64url, utf8 } from './bytes.js';

/** What a join says beside who sends it: the hash of its leave secret. No metadata is ever broadcast. */
export interface JoinBody { readonly h: Bytes }

/** A mailbox's state and what is unacknowledged in it. `e` = 0 with empty `m` is a query: "prove yourself". */
export interface Frame {
  /** Sender's incarnation of this mailbox. */
  readonly e: number;
  /** Incarnation of mine that it acknowledges. */
  readonly ae: number;
  /** Sequence number of `m[0]`; the next to be sent when there is none. */
  readonly s: number;
  /** Everything of mine up to here has arrived. */
  readonly a: number;
  readonly m: readonly Message[];
}

export interface Hello { readonly t: 'hello'; readonly meta: unknown; readonly h: string }

/** `n` = session, `d` = description within it. Restarts (`d` > 1) omit `meta` and `h`. */
export interface Description {
  readonly t: 'offer' | 'answer';
  readonly n: number;
  readonly d: number;
  readonly sdp: string;
  readonly meta?: unknown;
  readonly h?: string;
  readonly slots: readonly Slot[];
  readonly channels: readonly ChannelSpec[];
}

/** `o` = sent by the side that offers in this session. */
export interface Candidates {
  readonly t: 'cand';
  readonly n: number;
  readonly o: boolean;
  readonly list: readonly Candidate[];
}
export interface Nudge { readonly t: 'nudge'; readonly n: number }
/** "Session `n` is no more here; `hi` is the highest I know." */
export interface Gone { readonly t: 'gone'; readonly n: number; readonly hi: number; readonly final?: boolean }
/** `mh` = hash of the metadata that was judged. */
export interface Reject {
  readonly t: 'reject';
  readonly why: 'verify' | 'room-full';
  readonly mh: string;
  readonly n?: number;
}
/** Of a later version: takes its sequence number and means nothing here. */
export interface Unknown { readonly t: 'unknown' }

export type Message = Hello | Description | Candidates | Nudge | Gone | Reject | Unknown;

/** An `RTCIceCandidateInit` with every member present. */
export interface Candidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

/** What runs in one m-section of the description it travels with. */
export interface Slot {
  readonly mid: string;
  readonly label: string;
  readonly kind: 'audio' | 'video';
  readonly metadata?: unknown;
  readonly muted: boolean;
}

/** An `RTCDataChannelInit` of a negotiated channel. `maxPacketLifeTime` in milliseconds. */
export interface ChannelSpec {
  readonly label: string;
  readonly id: number;
  readonly ordered: boolean;
  readonly maxRetransmits: number | null;
  readonly maxPacketLifeTime: number | null;
  readonly protocol: string;
}

/** Of its JSON in UTF-8. */
export const MAX_METADATA_BYTES = 8192;
/** In UTF-16 units; in a packet the packet's own size is the tighter limit. */
export const MAX_SDP_LENGTH = 262_144;
export const MAX_LABEL_LENGTH = 200;
export const MAX_PROTOCOL_LENGTH = 200;
export const MAX_SLOTS = 64;
export const MAX_CHANNELS = 256;
export const MAX_CANDIDATES = 32;
export const MAX_MESSAGES = 256;
const MAX_COUNTER = 2 ** 31;
const MAX_CANDIDATE_LENGTH = 1024;
const MAX_MID_LENGTH = 64;
/** RFC 8839 §5.4. */
const MAX_UFRAG_LENGTH = 256;
const MAX_HASH_LENGTH = 64;
const UINT16 = 65_535;

type Fields = { readonly [name: string]: unknown };

// Every parser returns a new object of known fields, or undefined when anything in it is not as it must be.

/** Undefined when malformed; one malformed message spoils the frame. */
export function parseFrame(json: unknown): Frame | undefined {
  if (!isObject(json)) return undefined;
  const { e, ae, s, a } = json;
  if (!isCounter(e) || !isCounter(ae) || !isCounter(s) || !isCounter(a)) return undefined;
  const m = parseList(json.m, MAX_MESSAGES, parseMessage);
  if (!m || (e === 0 && m.length > 0)) return undefined;
  return { e, ae, s, a, m };
}

export function parseJoinBody(json: unknown): JoinBody | undefined {
  if (!isObject(json) || typeof json.h !== 'string') return undefined;
  const h = fromBase64url(json.h);
  return h?.length === 16 ? { h } : undefined;
}

export function parseSlots(json: unknown): Slot[] | undefined {
  const slots = parseList(json, MAX_SLOTS, parseSlot);
  return slots && areDistinct(slots.map((slot) => slot.mid)) ? slots : undefined;
}

export function parseChannelSpec(json: unknown): ChannelSpec | undefined {
  if (!isObject(json)) return undefined;
  const { label, id, ordered, maxRetransmits, maxPacketLifeTime, protocol } = json;
  if (!isText(label, 1, MAX_LABEL_LENGTH) || !isInteger(id, 1, 1023) || typeof ordered !== 'boolean') return undefined;
  if (!isUint16OrNull(maxRetransmits) || !isUint16OrNull(maxPacketLifeTime)) return undefined;
  // createDataChannel refuses both together (W3C WebRTC §6.1).
  if (maxRetransmits !== null && maxPacketLifeTime !== null) return undefined;
  if (!isText(protocol, 0, MAX_PROTOCOL_LENGTH)) return undefined;
  return { label, id, ordered, maxRetransmits, maxPacketLifeTime, protocol };
}

/** Whether it is a JSON value of at most 8 KiB. */
export function metadataFits(json: unknown): boolean {
  try {
    const text = JSON.stringify(json) as string | undefined;
    return text !== undefined && utf8(text).length <= MAX_METADATA_BYTES;
  } catch {
    return false; // a cycle, a bigint, or nested deeper than the stack: no JSON that others could read
  }
}

function parseMessage(json: unknown): Message | undefined {
  if (!isObject(json)) return undefined;
  switch (json.t) {
    case 'hello': return parseHello(json);
    case 'offer':
    case 'answer': return parseDescription(json, json.t);
    case 'cand': return parseCandidates(json);
    case 'nudge': return parseNudge(json);
    case 'gone': return parseGone(json);
    case 'reject': return parseReject(json);
    default: return typeof json.t === 'string' ? { t: 'unknown' } : undefined;
  }
}

function parseHello({ meta, h }: Fields): Hello | undefined {
  if (!metadataFits(meta) || !isHash16(h)) return undefined;
  return { t: 'hello', meta, h };
}

function parseDescription({ n, d, sdp, meta, h, ...rest }: Fields, t: 'offer' | 'answer'): Description | undefined {
  if (!isOrdinal(n) || !isOrdinal(d) || !isText(sdp, 1, MAX_SDP_LENGTH)) return undefined;
  if (meta !== undefined && !metadataFits(meta)) return undefined;
  if (h !== undefined && !isHash16(h)) return undefined;
  const slots = parseSlots(rest.slots);
  const channels = parseChannels(rest.channels);
  if (!slots || !channels) return undefined;
  return { t, n, d, sdp, meta, h, slots, channels };
}

function parseCandidates({ n, o, list }: Fields): Candidates | undefined {
  const candidates = parseList(list, MAX_CANDIDATES, parseCandidate);
  if (!isOrdinal(n) || typeof o !== 'boolean' || !candidates) return undefined;
  return { t: 'cand', n, o, list: candidates };
}

function parseNudge({ n }: Fields): Nudge | undefined {
  return isOrdinal(n) ? { t: 'nudge', n } : undefined;
}

function parseGone({ n, hi, final }: Fields): Gone | undefined {
  if (!isOrdinal(n) || !isCounter(hi)) return undefined;
  if (final !== undefined && typeof final !== 'boolean') return undefined;
  return { t: 'gone', n, hi, final };
}

function parseReject({ why, mh, n }: Fields): Reject | undefined {
  if ((why !== 'verify' && why !== 'room-full') || !isText(mh, 0, MAX_HASH_LENGTH)) return undefined;
  if (n !== undefined && !isOrdinal(n)) return undefined;
  return { t: 'reject', why, mh, n };
}

function parseCandidate(json: unknown): Candidate | undefined {
  if (!isObject(json)) return undefined;
  const { candidate, sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = json;
  if (!isText(candidate, 0, MAX_CANDIDATE_LENGTH) || !isUint16OrNull(sdpMLineIndex)) return undefined;
  if (sdpMid !== null && !isText(sdpMid, 0, MAX_MID_LENGTH)) return undefined;
  if (usernameFragment !== null && !isText(usernameFragment, 0, MAX_UFRAG_LENGTH)) return undefined;
  // addIceCandidate throws when neither tells where it belongs (W3C WebRTC §4.4.2).
  if (sdpMid === null && sdpMLineIndex === null) return undefined;
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}

function parseSlot(json: unknown): Slot | undefined {
  if (!isObject(json)) return undefined;
  const { mid, label, kind, metadata, muted } = json;
  if (!isText(mid, 1, MAX_MID_LENGTH) || !isText(label, 1, MAX_LABEL_LENGTH)) return undefined;
  if ((kind !== 'audio' && kind !== 'video') || typeof muted !== 'boolean') return undefined;
  if (metadata !== undefined && !metadataFits(metadata)) return undefined;
  return { mid, label, kind, metadata, muted };
}

function parseChannels(json: unknown): ChannelSpec[] | undefined {
  const channels = parseList(json, MAX_CHANNELS, parseChannelSpec);
  if (!channels || !areDistinct(channels.map(({ id }) => id))) return undefined;
  return areDistinct(channels.map(({ label }) => label)) ? channels : undefined;
}

function parseList<T>(json: unknown, limit: number, parse: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(json) || json.length > limit) return undefined;
  const list: T[] = [];
  for (const item of json) {
    const parsed = parse(item);
    if (parsed === undefined) return undefined;
    list.push(parsed);
  }
  return list;
}

function isObject(json: unknown): json is Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isInteger(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isOrdinal(value: unknown): value is number {
  return isInteger(value, 1, MAX_COUNTER);
}

function isCounter(value: unknown): value is number {
  return isInteger(value, 0, MAX_COUNTER);
}

function isUint16OrNull(value: unknown): value is number | null {
  return value === null || isInteger(value, 0, UINT16);
}

function isText(value: unknown, shortest: number, longest: number): value is string {
  return typeof value === 'string' && value.length >= shortest && value.length <= longest;
}

/** 16 bytes in base64url. */
function isHash16(value: unknown): value is string {
  return typeof value === 'string' && fromBase64url(value)?.length === 16;
}

function areDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
