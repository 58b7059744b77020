import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { concat, utf8 } from './bytes.js';

type Crypto = Environment['crypto'];

/** Names the use of a key or hash, so that no output serves two (the zero byte ends the name). */
export function label(use: string): Bytes {
  return utf8(`peerix/1 ${use}\0`);
}

export async function sha256(crypto: Crypto, ...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts)));
}

/** The first 16 bytes of SHA-256: ids and commitments. */
export async function hash16(crypto: Crypto, ...parts: Uint8Array[]): Promise<Bytes> {
  return (await sha256(crypto, ...parts)).slice(0, 16);
}

export interface HkdfInput { readonly ikm: Bytes; readonly salt: Bytes; readonly info: Bytes }

/** HKDF-SHA-256 (RFC 5869), `length` in bytes. */
export async function hkdf(crypto: Crypto, { ikm, salt, info }: HkdfInput, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8));
}

/** HKDF-SHA-256 straight into an AES-256-GCM key whose bytes no script ever sees. */
export async function hkdfAesKey(crypto: Crypto, { ikm, salt, info }: HkdfInput): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return crypto.subtle.deriveKey(how, key, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
