import type { Bytes } from '../drivers/driver.js';
import { fromBase64url, utf8 } from './bytes.js';
import { boolean, integer, list, oneOf, optional, orNull, type Parser, read, record, such, text, where } from './parse.js';

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
  /** How often the sender gave this pair up and forgot its counters. */
  readonly life?: number;
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
/** A member that the sender is linked to: its id, and the public key that makes it, in base64url. */
export interface Listed { readonly id: string; readonly pub: string }
/** "Session `n` is no more here; `hi` is the highest I know." */
export interface Gone { readonly t: 'gone'; readonly n: number; readonly hi: number; readonly final?: boolean }
/** `mh` = hash of the metadata that was judged. */
export interface Reject {
  readonly t: 'reject';
  readonly why: 'verify' | 'room-full';
  readonly mh: string;
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
export const MAX_CHANNELS = 258;
export const MAX_CANDIDATES = 32;
export const MAX_MESSAGES = 256;
export const MAX_ROSTER = 64;
const MAX_COUNTER = 2 ** 31;
const MAX_CANDIDATE_LENGTH = 1024;
const MAX_MID_LENGTH = 64;
/** RFC 8839 §5.4. */
const MAX_UFRAG_LENGTH = 256;
const MAX_HASH_LENGTH = 64;
const UINT16 = 65_535;

/** Whether it is a JSON value of at most 8 KiB. */
export function metadataFits(json: unknown): json is unknown {
  try {
    const text = JSON.stringify(json) as string | undefined;
    return text !== undefined && utf8(text).length <= MAX_METADATA_BYTES;
  } catch {
    return false; // a cycle, a bigint, or nested deeper than the stack: no JSON that others could read
  }
}

const counter = integer(0, MAX_COUNTER);
const ordinal = integer(1, MAX_COUNTER);
const uint16OrNull = orNull(integer(0, UINT16));
const mid = text(1, MAX_MID_LENGTH);
const label = text(1, MAX_LABEL_LENGTH);
const metadata = where(metadataFits);
/** 16 bytes in base64url. */
const hash16 = such(text(22, 22), (hash) => fromBase64url(hash)?.length === 16);

/** No two share that member. */
const distinct = <T>(member: keyof T, parse: Parser<T[]>): Parser<T[]> => {
  return such(parse, (items) => new Set(items.map((item) => item[member])).size === items.length);
};

const slot = record<Slot>({ mid, label, kind: oneOf('audio', 'video'), metadata: optional(metadata), muted: boolean });
const slots = distinct<Slot>('mid', list(MAX_SLOTS, slot));

// createDataChannel refuses both limits together (W3C WebRTC §6.1).
const channelSpec = such(record<ChannelSpec>({
  label, id: integer(1, 1023), ordered: boolean, maxRetransmits: uint16OrNull, maxPacketLifeTime: uint16OrNull,
  protocol: text(0, MAX_PROTOCOL_LENGTH),
}), ({ maxRetransmits, maxPacketLifeTime }) => maxRetransmits === null || maxPacketLifeTime === null);
const channels = distinct<ChannelSpec>('id', distinct<ChannelSpec>('label', list(MAX_CHANNELS, channelSpec)));

const orMissing = <T>(parse: Parser<T>): Parser<T | null> => (json) => orNull(parse)(json ?? null);
// addIceCandidate throws when neither tells where it belongs (W3C WebRTC §4.4.2).
const candidate = such(record<Candidate>({
  candidate: text(0, MAX_CANDIDATE_LENGTH), sdpMid: orMissing(text(0, MAX_MID_LENGTH)),
  sdpMLineIndex: orMissing(integer(0, UINT16)), usernameFragment: orMissing(text(0, MAX_UFRAG_LENGTH)),
}), ({ sdpMid, sdpMLineIndex }) => sdpMid !== null || sdpMLineIndex !== null);

const description = record<Description>({
  t: oneOf('offer', 'answer'), n: ordinal, d: ordinal, sdp: text(1, MAX_SDP_LENGTH),
  meta: optional(metadata), h: optional(hash16), life: optional(counter), slots, channels,
});

const messages: { readonly [t: string]: Parser<Message> } = {
  hello: record<Hello>({ t: oneOf('hello'), meta: metadata, h: hash16 }),
  offer: description,
  answer: description,
  cand: record<Candidates>({ t: oneOf('cand'), n: ordinal, o: boolean, list: list(MAX_CANDIDATES, candidate) }),
  nudge: record<Nudge>({ t: oneOf('nudge'), n: ordinal }),
  gone: record<Gone>({ t: oneOf('gone'), n: ordinal, hi: counter, final: optional(boolean) }),
  reject: record<Reject>({ t: oneOf('reject'), why: oneOf('verify', 'room-full'), mh: text(0, MAX_HASH_LENGTH) }),
};

const typed = record({ t: text(0, Infinity) });
const message: Parser<Message> = (json) => {
  const { t } = typed(json), parse = Object.hasOwn(messages, t) && messages[t];
  return parse ? parse(json) : { t: 'unknown' };
};

const frame = such(record<Frame>({ e: counter, ae: counter, s: counter, a: counter, m: list(MAX_MESSAGES, message) }),
  ({ e, m }) => e > 0 || m.length === 0);
const joinBody = record({ h: hash16 });
const roster = distinct<Listed>('id', list(MAX_ROSTER, record<Listed>({ id: hash16, pub: text(87, 87) })));

/** Undefined when malformed; one malformed message spoils the frame. */
export function parseFrame(json: unknown): Frame | undefined { return read(frame, json); }
/** What a join says beside who sends it: the hash of its leave secret. No metadata is ever broadcast. */
export function parseJoinBody(json: unknown): JoinBody | undefined {
  const body = read(joinBody, json);
  return body && { h: fromBase64url(body.h)! };
}
export function parseRoster(json: unknown): Listed[] | undefined { return read(roster, json); }
export function parseSlots(json: unknown): Slot[] | undefined { return read(slots, json); }
export function parseChannelSpec(json: unknown): ChannelSpec | undefined { return read(channelSpec, json); }
