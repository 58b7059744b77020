import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { concat, equal, fromJson, toBase64url, utf8 } from './bytes.js';
import type { Identity } from './identity.js';
import { type Frame, type JoinBody, MAX_MESSAGES, parseFrame, parseJoinBody } from './message.js';
import { deriveJoinKey, type RoomKey } from './room-key.js';
import { NONCE_BYTES, open, type PairKeys, seal, TAG_BYTES } from './seal.js';

type Crypto = Environment['crypto'];

interface Sealed {
  /** Everything before the nonce: authenticated with the rest. */
  readonly head: Bytes;
  readonly sealed: Bytes;
}
export interface JoinPacket extends Sealed { readonly kind: 'join'; readonly pub: Bytes }
/** Brings the sender's key along. `mac` covers the receiver's id and `authenticated`. */
export interface FirstPacket extends Sealed {
  readonly kind: 'first';
  readonly pub: Bytes;
  readonly authenticated: Bytes;
  readonly mac: Bytes;
}
export interface MailPacket extends Sealed { readonly kind: 'mail'; readonly from: string }
export interface LeavePacket { readonly kind: 'leave'; readonly from: string; readonly secret: Bytes }

export type Packet = JoinPacket | FirstPacket | MailPacket | LeavePacket;

/** Why a received packet counts for nothing. */
export type Drop =
  | 'size' | 'version' | 'kind' | 'topic' | 'mac' | 'self' | 'left'
  | 'key' | 'seal' | 'body' | 'unknown' | 'lane' | 'leave';

/** Bytes of the largest packet: what every driver must carry. */
export const MAX_PACKET = 65_536;

const VERSION = 1;
const KIND = { join: 1, first: 2, mail: 3, leave: 4 } as const;
const PUB_BYTES = 65;
const ID_BYTES = 16;
const MAC_BYTES = 16;
const SECRET_BYTES = 16;
const LEAVE_BYTES = 2 + ID_BYTES + SECRET_BYTES;
const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/** Plaintexts come in these steps, so that a length tells little. */
const PADDING = 64;
const FIRST_OVERHEAD = 2 + PUB_BYTES + SEAL_BYTES + MAC_BYTES;
const MAX_PLAINTEXT = Math.floor((MAX_PACKET - FIRST_OVERHEAD) / PADDING) * PADDING;

export async function buildJoin(crypto: Crypto, room: RoomKey, me: Identity, body: JoinBody): Promise<Bytes> {
  const head = concat(Uint8Array.of(VERSION, KIND.join), me.pub);
  const key = await deriveJoinKey(crypto, room, me.idBytes);
  return concat(head, await seal(crypto, key, head, pad(jsonBytes({ h: toBase64url(body.h) }))));
}

/** For a receiver `to` that may not have met me yet. Carries what fits of the frame. */
export async function buildFirst(
  crypto: Crypto, room: RoomKey, me: Identity, keys: PairKeys, to: Bytes, frame: Frame,
): Promise<Bytes> {
  const head = concat(Uint8Array.of(VERSION, KIND.first), me.pub);
  const authenticated = concat(head, await seal(crypto, keys.tx, head, pad(frameBytes(frame))));
  return concat(authenticated, await macOf(crypto, room, to, authenticated));
}

/** For a receiver that knows my key. Carries what fits of the frame. */
export async function buildMail(crypto: Crypto, me: Identity, keys: PairKeys, frame: Frame): Promise<Bytes> {
  const head = concat(Uint8Array.of(VERSION, KIND.mail), me.idBytes);
  return concat(head, await seal(crypto, keys.tx, head, pad(frameBytes(frame))));
}

/** Synchronous and unsealed: WebCrypto cannot finish in `pagehide`. The secret speaks for itself. */
export function buildLeave(me: Identity): Bytes {
  return concat(Uint8Array.of(VERSION, KIND.leave), me.idBytes, me.leaveSecret);
}

/** The frame with the longest prefix of its messages that fits a packet of either kind. */
export function fit(frame: Frame): Frame {
  let left = MAX_PLAINTEXT - jsonBytes({ ...frame, m: [] }).length;
  const overflow = frame.m.findIndex((message, index) => {
    left -= jsonBytes(message).length + 1; // and its comma
    return left < 0 || index >= MAX_MESSAGES;
  });
  return overflow < 0 ? frame : { ...frame, m: frame.m.slice(0, overflow) };
}

/** The frame in pieces that one message of the control channel takes each. */
export function split(frame: Frame): Frame[] {
  const first = fit(frame), taken = Math.max(1, first.m.length);
  if (taken >= frame.m.length) return [frame];
  return [{ ...frame, m: frame.m.slice(0, taken) }, ...split({ ...frame, s: frame.s + taken, m: frame.m.slice(taken) })];
}

/** The checks that need no key, on a copy of `bytes`: drivers may reuse theirs. A string says why not. */
export function parsePacket(bytes: Uint8Array, topic: 'all' | 'inbox'): Packet | Drop {
  if (bytes.length < LEAVE_BYTES || bytes.length > MAX_PACKET) return 'size';
  const packet = new Uint8Array(bytes);
  if (packet[0] !== VERSION) return 'version';
  switch (packet[1]) {
    case KIND.join: return topic === 'all' ? splitJoin(packet) : 'topic';
    case KIND.first: return topic === 'inbox' ? splitFirst(packet) : 'topic';
    case KIND.mail: return topic === 'inbox' ? splitMail(packet) : 'topic';
    case KIND.leave: return topic === 'all' ? splitLeave(packet) : 'topic';
    default: return 'kind';
  }
}

/** Whether a member of this room meant the packet for `receiverId`. */
export async function checkMac(
  crypto: Crypto, room: RoomKey, receiverId: Bytes, packet: FirstPacket,
): Promise<boolean> {
  return equal(await macOf(crypto, room, receiverId, packet.authenticated), packet.mac);
}

/** `id` is that of the packet's `pub`. Undefined when it does not open or its body is malformed. */
export async function openJoin(
  crypto: Crypto, room: RoomKey, id: Bytes, packet: JoinPacket,
): Promise<JoinBody | undefined> {
  const key = await deriveJoinKey(crypto, room, id);
  const body = await open(crypto, key, packet.head, packet.sealed);
  return body && parseJoinBody(fromJson(body));
}

/** Undefined when it does not open or its body is malformed. */
export async function openFrame(
  crypto: Crypto, keys: PairKeys, packet: FirstPacket | MailPacket,
): Promise<Frame | undefined> {
  const body = await open(crypto, keys.rx, packet.head, packet.sealed);
  return body && parseFrame(fromJson(body));
}

function splitJoin(packet: Bytes): JoinPacket | Drop {
  const head = packet.subarray(0, 2 + PUB_BYTES);
  if (packet.length < head.length + SEAL_BYTES) return 'size';
  return { kind: 'join', pub: head.slice(2), head, sealed: packet.subarray(head.length) };
}

function splitFirst(packet: Bytes): FirstPacket | Drop {
  if (packet.length < FIRST_OVERHEAD) return 'size';
  const head = packet.subarray(0, 2 + PUB_BYTES);
  const authenticated = packet.subarray(0, -MAC_BYTES);
  const mac = packet.subarray(-MAC_BYTES);
  const sealed = authenticated.subarray(head.length);
  return { kind: 'first', pub: head.slice(2), head, sealed, authenticated, mac };
}

function splitMail(packet: Bytes): MailPacket | Drop {
  const head = packet.subarray(0, 2 + ID_BYTES);
  if (packet.length < head.length + SEAL_BYTES) return 'size';
  return { kind: 'mail', from: toBase64url(head.subarray(2)), head, sealed: packet.subarray(head.length) };
}

function splitLeave(packet: Bytes): LeavePacket | Drop {
  if (packet.length !== LEAVE_BYTES) return 'size';
  const from = toBase64url(packet.subarray(2, 2 + ID_BYTES));
  return { kind: 'leave', from, secret: packet.subarray(2 + ID_BYTES) };
}

async function macOf(crypto: Crypto, room: RoomKey, receiverId: Bytes, authenticated: Bytes): Promise<Bytes> {
  const mac = await crypto.subtle.sign('HMAC', room.mac, concat(receiverId, authenticated));
  return new Uint8Array(mac, 0, MAC_BYTES);
}

function jsonBytes(body: object): Bytes {
  return utf8(JSON.stringify(body));
}

// Nearly every frame fits: it is measured by being encoded.
function frameBytes(frame: Frame): Bytes {
  const json = jsonBytes(frame);
  return json.length <= MAX_PLAINTEXT && frame.m.length <= MAX_MESSAGES ? json : jsonBytes(fit(frame));
}

function pad(json: Bytes): Bytes {
  const padded = new Uint8Array(Math.ceil(json.length / PADDING) * PADDING).fill(0x20);
  padded.set(json);
  return padded;
}
