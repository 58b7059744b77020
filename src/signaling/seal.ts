import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { concat } from './bytes.js';
import { hkdfAesKey, importIkm, label } from './derive.js';
import type { Identity } from './identity.js';
import type { RoomKey } from './room-key.js';

type Crypto = Environment['crypto'];

/** AES-256-GCM, one key a direction: a packet sent back to its sender does not open. */
export interface PairKeys {
  readonly tx: CryptoKey;
  readonly rx: CryptoKey;
}

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

const P256_ECDH = { name: 'ECDH', namedCurve: 'P-256' };

/** Rejects with a `DataError` when `theirPub` is not the uncompressed encoding of a point of P-256. */
export async function derivePairKeys(
  crypto: Crypto, room: RoomKey, me: Identity, theirPub: Uint8Array,
): Promise<PairKeys> {
  const point = new Uint8Array(theirPub);
  const theirs = await importPoint(crypto, point);
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, me.privateKey, 256);
  const ikm = await importIkm(crypto, new Uint8Array(bits));
  // Whole points, for P and −P share an ECDH secret.
  const [tx, rx] = await Promise.all([
    hkdfAesKey(crypto, { ikm, salt: room.K, info: concat(label('pair'), me.pub, point) }),
    hkdfAesKey(crypto, { ikm, salt: room.K, info: concat(label('pair'), point, me.pub) }),
  ]);
  return { tx, rx };
}

async function importPoint(crypto: Crypto, point: Bytes): Promise<CryptoKey> {
  // Some platforms also take compressed or hybrid points: one key must have one id.
  if (point.length !== 65 || point[0] !== 4) throw new DOMException('Not an uncompressed P-256 point', 'DataError');
  return crypto.subtle.importKey('raw', point, P256_ECDH, false, []);
}

/** nonce ‖ ciphertext ‖ tag, with a fresh nonce; `head` is authenticated, not included (NIST SP 800-38D). */
export async function seal(crypto: Crypto, key: CryptoKey, head: Bytes, body: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, key, body);
  return concat(iv, new Uint8Array(encrypted));
}

/** Undefined when it does not authenticate. */
export async function open(crypto: Crypto, key: CryptoKey, head: Bytes, sealed: Bytes): Promise<Bytes | undefined> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const iv = sealed.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: head };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES)));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}

/** Twelve groups of five digits, the same for both: read them to each other and nobody stands between. */
export async function safetyNumber(crypto: Crypto, pubA: Uint8Array, pubB: Uint8Array): Promise<string> {
  const [lower, higher] = precedes(pubA, pubB) ? [pubA, pubB] : [pubB, pubA];
  const hash = await crypto.subtle.digest('SHA-512', concat(label('safety'), lower, higher));
  const bytes = new DataView(hash);
  return Array.from({ length: 12 }, (_, group) => fiveDigits(bytes, group * 5)).join(' ');
}

function precedes(a: Uint8Array, b: Uint8Array): boolean {
  const i = a.findIndex((byte, index) => byte !== b[index]);
  return i >= 0 && a[i]! < b[i]!;
}

/** Five bytes are 40 bits: an exact number, and large enough that the remainder is all but uniform. */
function fiveDigits(bytes: DataView, offset: number): string {
  const value = bytes.getUint8(offset) * 2 ** 32 + bytes.getUint32(offset + 1);
  return String(value % 100_000).padStart(5, '0');
}
