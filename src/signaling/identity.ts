import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { toBase64url } from './bytes.js';
import { hash16, label } from './derive.js';

type Crypto = Environment['crypto'];

/** Who I am for one join. New each time: kept keys would link joins and be shared by duplicated tabs. */
export interface Identity {
  /** `idBytes` in base64url. */
  readonly id: string;
  /** Commits to `pub`: nobody else can speak under it. */
  readonly idBytes: Bytes;
  /** P-256 point, uncompressed (SEC 1 §2.3.3): 65 bytes. */
  readonly pub: Bytes;
  /** ECDH, not extractable. */
  readonly privateKey: CryptoKey;
  /** Shown only to leave: whoever shows it was me. */
  readonly leaveSecret: Bytes;
  /** Commits to `leaveSecret`. */
  readonly leaveHash: Bytes;
}

export async function createIdentity(crypto: Crypto): Promise<Identity> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(
    { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'],
  );
  const pub = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const leaveSecret = crypto.getRandomValues(new Uint8Array(16));
  const [idBytes, leaveHash] = await Promise.all([idOf(crypto, pub), leaveHashOf(crypto, leaveSecret)]);
  return { id: toBase64url(idBytes), idBytes, pub, privateKey, leaveSecret, leaveHash };
}

/** The id that belongs to a public key: 16 bytes. */
export function idOf(crypto: Crypto, pub: Uint8Array): Promise<Bytes> {
  return hash16(crypto, label('id'), pub);
}

export function leaveHashOf(crypto: Crypto, secret: Uint8Array): Promise<Bytes> {
  return hash16(crypto, label('leave'), secret);
}
