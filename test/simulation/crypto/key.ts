import type { Bytes } from '../../../src/drivers/driver.js';

/** A key does what it was made for, and nobody but this folder sees its bytes. */
export class SimKey implements CryptoKey {
  readonly algorithm: KeyAlgorithm;
  readonly usages: KeyUsage[];
  readonly #bytes: Bytes;

  constructor(name: string, readonly type: KeyType, bytes: Bytes, readonly extractable: boolean, usages: readonly string[]) {
    this.algorithm = { name };
    this.usages = [...usages] as KeyUsage[];
    this.#bytes = bytes;
  }

  static bytesOf(key: CryptoKey): Bytes {
    if (!(key instanceof SimKey)) throw new TypeError('a key of another crypto');
    return key.#bytes;
  }

  /** @throws `InvalidAccessError` for a key of another algorithm or use, as the platform does */
  static use(key: CryptoKey, name: string, usage: string): Bytes {
    const bytes = SimKey.bytesOf(key);
    const isMeantFor = key.algorithm.name === name && key.usages.includes(usage as KeyUsage);
    if (!isMeantFor) throw new DOMException(`no ${usage} with this key`, 'InvalidAccessError');
    return bytes;
  }

  /** The same for equal keys. */
  static idOf(key: CryptoKey): string { return SimKey.bytesOf(key).subarray(0, 12).join('.'); }
}
