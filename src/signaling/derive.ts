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

export interface HkdfInput { readonly ikm: CryptoKey; readonly salt: Bytes; readonly info: Bytes }

/** Input keying material, imported once for everything that is derived from it: each import is a call to the browser. */
export function importIkm(crypto: Crypto, ikm: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/** HKDF-SHA-256 (RFC 5869), `length` in bytes. */
export async function hkdf(crypto: Crypto, input: HkdfInput, length: number): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.deriveBits(how(input), input.ikm, length * 8));
}

/** HKDF-SHA-256 straight into an AES-256-GCM key whose bytes no script ever sees. */
export function hkdfAesKey(crypto: Crypto, input: HkdfInput): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(how(input), input.ikm, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** HKDF-SHA-256 straight into an HMAC-SHA-256 key of 32 bytes. */
export function hkdfMacKey(crypto: Crypto, input: HkdfInput): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(how(input), input.ikm, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
}

function how({ salt, info }: HkdfInput): HkdfParams { return { name: 'HKDF', hash: 'SHA-256', salt, info }; }
