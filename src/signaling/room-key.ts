import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { concat, toBase64url, utf8 } from './bytes.js';
import { hkdf, hkdfAesKey, hkdfMacKey, importIkm, label, sha256 } from './derive.js';

type Crypto = Environment['crypto'];

/** What everybody who knows the room's name (and password) shares. */
export interface RoomKey {
  /** The room's secret: input of every other key, never a key itself. */
  readonly K: Bytes;
  /** The same, as what other keys are derived from. */
  readonly ikm: CryptoKey;
  /** Public name of the room on the driver; tells nothing about the real one. */
  readonly tag: string;
  /** HMAC key: tells members from strangers before any curve work. */
  readonly mac: CryptoKey;
  /** The topic that everybody in the room hears. */
  readonly allTopic: string;
}

const NO_SALT = new Uint8Array(16);
/** PBKDF2-SHA-256 rounds: OWASP's figure of 2023. */
const PASSWORD_ROUNDS = 600_000;

/** Derives the room's keys (RFC 5869; with a password RFC 8018 first, about 0.2 s). Same inputs, same keys. */
export async function deriveRoomKey(crypto: Crypto, room: string, password?: string): Promise<RoomKey> {
  const name = utf8(room);
  const secret = password === undefined ? name : await stretch(crypto, name, password);
  const mode = Uint8Array.of(password === undefined ? 0 : 1);
  const K = await hkdf(crypto, { ikm: await importIkm(crypto, secret), salt: label('room'), info: concat(mode, name) }, 32);
  const ikm = await importIkm(crypto, K);
  const [topic, mac] = await Promise.all([
    hkdf(crypto, { ikm, salt: NO_SALT, info: label('topic') }, 16),
    hkdfMacKey(crypto, { ikm, salt: NO_SALT, info: label('mac') }),
  ]);
  const tag = toBase64url(topic);
  return { K, ikm, tag, mac, allTopic: `${tag}.all` };
}

/** The topic that only the member `id` hears. */
export function inboxTopic(room: RoomKey, id: string): string {
  return `${room.tag}.${id}`;
}

/** One key for each sender of joins, so that the long-lived K never meets random nonces. */
export function deriveJoinKey(crypto: Crypto, room: RoomKey, id: Bytes): Promise<CryptoKey> {
  return hkdfAesKey(crypto, { ikm: room.ikm, salt: id, info: label('join') });
}

async function stretch(crypto: Crypto, name: Bytes, password: string): Promise<Bytes> {
  // NFC: keyboards differ in how they compose an é, people do not.
  const secret = utf8(password.normalize('NFC'));
  const salt = await sha256(crypto, label('pw'), name);
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: PASSWORD_ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(pbkdf2, key, 256));
}
