import type { Bytes } from '../../../src/drivers/driver.js';
import type { Environment } from '../../../src/environment.js';
import { toBase64url } from '../../../src/signaling/bytes.js';
import { idOf, type Identity, leaveHashOf } from '../../../src/signaling/identity.js';
import type { Frame } from '../../../src/signaling/message.js';

interface MemberVector {
  jwk: JsonWebKey;
  pub: string;
  id: string;
  leaveSecret: string;
  leaveHash: string;
  fingerprint: string;
}
interface RoomVector { room: string; K: string; tag: string; mac: string }
interface Vectors {
  nonce: string;
  rooms: { open: RoomVector; locked: RoomVector & { password: string; decomposed: string } };
  alice: MemberVector;
  bob: MemberVector;
  joinKey: string;
  aliceToBob: string;
  bobToAlice: string;
  safetyNumber: string;
  session: number;
  proof: string;
  frame: Frame;
  packets: Record<'join' | 'first' | 'mail' | 'leave', string>;
}

export const vectors = await (await fetch(new URL('./vectors.json', import.meta.url))).json() as Vectors;

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The platform's, but every nonce is that of the vectors. */
export const fixedNonces: Environment['crypto'] = {
  subtle: crypto.subtle,
  getRandomValues: (array) => {
    (array as unknown as Uint8Array).set(fromHex(vectors.nonce));
    return array;
  },
};

/** A member of the vectors, with its id and leave hash computed by the code under test. */
export async function member(vector: MemberVector): Promise<Identity> {
  const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
  const privateKey = await crypto.subtle.importKey('jwk', vector.jwk, ecdh, false, ['deriveBits']);
  const pub = fromHex(vector.pub);
  const leaveSecret = fromHex(vector.leaveSecret);
  const idBytes = await idOf(crypto, pub);
  const leaveHash = await leaveHashOf(crypto, leaveSecret);
  return { id: toBase64url(idBytes), idBytes, pub, privateKey, leaveSecret, leaveHash };
}

/** The same point mirrored: its ECDH secrets equal those of `pub`. */
export function negated(pub: Bytes): Bytes {
  const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
  const y = p - BigInt(`0x${toHex(pub.subarray(33))}`);
  return fromHex(toHex(pub.subarray(0, 33)) + y.toString(16).padStart(64, '0'));
}
