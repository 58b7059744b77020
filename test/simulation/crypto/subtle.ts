import type { Bytes } from '../../../src/drivers/driver.js';
import { concat, equal, utf8 } from '../../../src/signaling/bytes.js';
import { hash, stream } from './hash.js';
import { SimKey } from './key.js';

/** What a simulation sees of sealed messages; the key's name is the same at both ends. */
export interface Wiretap {
  onSealed(key: string, plaintext: Bytes): void;
  onOpened(key: string, plaintext: Bytes): void;
}

export interface SubtlePlace extends Wiretap {
  randomBytes(length: number): Bytes;
  /** How long an operation takes; it settles in a later microtask at the least. */
  think(): void | Promise<void>;
}

type Data = ArrayBuffer | ArrayBufferView;
interface Algorithm { name: string; [parameter: string]: unknown }
type Given = string | Algorithm;

const USE = { digest: 1, hkdf: 2, pbkdf2: 3, hmac: 4, ecdh: 5, stream: 6, tag: 7, curve: 8 } as const;
const TAG_BYTES = 16;
const POINT_BYTES = 65;

/**
 * `SubtleCrypto` as the engine uses it, without cryptography: every rule that the engine relies on holds (what was sealed
 * otherwise does not open, both ends agree, keys do only what they are for), in about a microsecond each.
 */
export class SimSubtle {
  readonly #place: SubtlePlace;
  constructor(place: SubtlePlace) { this.#place = place; }

  async digest(algorithm: Given, data: Data): Promise<ArrayBuffer> {
    const name = nameOf(algorithm), sizes: Record<string, number> = { 'SHA-256': 32, 'SHA-512': 64 };
    if (!sizes[name]) throw new DOMException(name, 'NotSupportedError');
    const input = copy(data);
    await this.#place.think();
    return hash(USE.digest, [utf8(name), input], sizes[name]).buffer;
  }

  async importKey(format: string, data: Data, algorithm: Given, extractable: boolean, usages: readonly string[]): Promise<CryptoKey> {
    const bytes = copy(data), name = nameOf(algorithm);
    if (format !== 'raw') throw new DOMException(format, 'NotSupportedError');
    if (name === 'ECDH' && !isOnCurve(bytes)) throw new DOMException('no point of the curve', 'DataError');
    if (name === 'AES-GCM' && ![16, 32].includes(bytes.length)) throw new DOMException('no AES key', 'DataError');
    await this.#place.think();
    return new SimKey(name, name === 'ECDH' ? 'public' : 'secret', bytes, extractable, usages);
  }

  async exportKey(format: string, key: CryptoKey): Promise<ArrayBuffer> {
    if (format !== 'raw' || !key.extractable) throw new DOMException('not to be exported', 'InvalidAccessError');
    await this.#place.think();
    return copy(SimKey.bytesOf(key)).buffer;
  }

  async generateKey(algorithm: Given, extractable: boolean, usages: readonly string[]): Promise<CryptoKeyPair> {
    if (nameOf(algorithm) !== 'ECDH') throw new DOMException(nameOf(algorithm), 'NotSupportedError');
    const x = this.#place.randomBytes(32), point = concat(Uint8Array.of(4), x, curve(x));
    await this.#place.think();
    return {
      privateKey: new SimKey('ECDH', 'private', point, extractable, usages),
      publicKey: new SimKey('ECDH', 'public', point, true, []),
    };
  }

  async deriveBits(algorithm: Given, key: CryptoKey, bits: number): Promise<ArrayBuffer> {
    const derived = derive(algorithm, key, 'deriveBits', bits / 8);
    await this.#place.think();
    return derived.buffer;
  }

  async deriveKey(algorithm: Given, key: CryptoKey, as: Given, extractable: boolean, usages: readonly string[]): Promise<CryptoKey> {
    const derived = derive(algorithm, key, 'deriveKey', 32);
    await this.#place.think();
    return new SimKey(nameOf(as), 'secret', derived, extractable, usages);
  }

  async encrypt(algorithm: Given, key: CryptoKey, data: Data): Promise<ArrayBuffer> {
    const secret = SimKey.use(key, 'AES-GCM', 'encrypt'), { iv, head } = gcm(algorithm), plaintext = copy(data);
    this.#place.onSealed(SimKey.idOf(key), plaintext);
    const masked = mask(plaintext, secret, iv);
    await this.#place.think();
    return concat(masked, tagOf(secret, iv, head, masked)).buffer;
  }

  async decrypt(algorithm: Given, key: CryptoKey, data: Data): Promise<ArrayBuffer> {
    const secret = SimKey.use(key, 'AES-GCM', 'decrypt'), { iv, head } = gcm(algorithm), sealed = copy(data);
    const masked = sealed.subarray(0, Math.max(0, sealed.length - TAG_BYTES)), tag = sealed.subarray(masked.length);
    await this.#place.think();
    if (!equal(tag, tagOf(secret, iv, head, masked))) throw new DOMException('does not open', 'OperationError');
    const plaintext = mask(masked, secret, iv);
    this.#place.onOpened(SimKey.idOf(key), plaintext);
    return plaintext.buffer;
  }

  async sign(algorithm: Given, key: CryptoKey, data: Data): Promise<ArrayBuffer> {
    const signature = hash(USE.hmac, [SimKey.use(key, nameOf(algorithm), 'sign'), copy(data)], 32);
    await this.#place.think();
    return signature.buffer;
  }

  async verify(algorithm: Given, key: CryptoKey, signature: Data, data: Data): Promise<boolean> {
    const right = hash(USE.hmac, [SimKey.use(key, nameOf(algorithm), 'verify'), copy(data)], 32), given = copy(signature);
    await this.#place.think();
    return equal(right, given);
  }
}

function nameOf(algorithm: Given): string { return typeof algorithm === 'string' ? algorithm : algorithm.name; }

function copy(data: Data): Bytes {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength).slice();
}

/** The "curve": y is a function of x, so that a made-up point is refused, and −P is no point of it. */
function curve(x: Uint8Array): Bytes { return hash(USE.curve, [x], 32); }
function isOnCurve(point: Uint8Array): boolean {
  return point.length === POINT_BYTES && point[0] === 4 && equal(curve(point.subarray(1, 33)), point.subarray(33));
}

function derive(algorithm: Given, key: CryptoKey, usage: 'deriveBits' | 'deriveKey', length: number): Bytes {
  const { name, salt, info, iterations, public: theirs } = algorithm as Algorithm;
  const secret = SimKey.use(key, name, usage);
  switch (name) {
    case 'HKDF': return hash(USE.hkdf, [secret, copy(salt as Data), copy(info as Data)], length);
    case 'PBKDF2': return hash(USE.pbkdf2, [secret, copy(salt as Data), utf8(String(iterations))], length);
    case 'ECDH': return hash(USE.ecdh, inOrder(secret, SimKey.bytesOf(theirs as CryptoKey)), length);
    default: throw new DOMException(name, 'NotSupportedError');
  }
}

/** So that both ends come to the same. */
function inOrder(a: Uint8Array, b: Uint8Array): Uint8Array[] {
  const i = a.findIndex((byte, index) => byte !== b[index]);
  return i >= 0 && a[i]! > b[i]! ? [b, a] : [a, b];
}

function gcm(algorithm: Given): { readonly iv: Bytes; readonly head: Bytes } {
  const { iv, additionalData } = algorithm as Algorithm;
  return { iv: copy(iv as Data), head: copy((additionalData ?? new ArrayBuffer(0)) as Data) };
}

function tagOf(secret: Uint8Array, iv: Uint8Array, head: Uint8Array, masked: Uint8Array): Bytes {
  return hash(USE.tag, [secret, iv, head, masked], TAG_BYTES);
}

function mask(data: Uint8Array, secret: Uint8Array, iv: Uint8Array): Bytes {
  const [a, b] = new Uint32Array(hash(USE.stream, [secret, iv], 8).buffer);
  const noise = stream(a!, b!, data.length);
  for (let i = 0; i < data.length; i++) noise[i]! ^= data[i]!;
  return noise.slice();
}
