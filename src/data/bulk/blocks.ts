import type { Bytes } from '../../drivers/driver.js';
import { CHUNK } from '../framing.js';

/** Bytes in their order. However small the pieces are that they come in, they are few blocks. */
export class Blocks {
  #all: Bytes[] = [];
  #start = 0;
  #end = 0;

  /** Offsets count from the first byte ever added. */
  get start(): number { return this.#start; }
  get end(): number { return this.#end; }
  get length(): number { return this.#end - this.#start; }

  /** `bytes`, and what is left of their buffer, are its own from now on. */
  add(bytes: Bytes): void {
    const last = this.#all.at(-1);
    if (last && last.length + bytes.length <= CHUNK) this.#all[this.#all.length - 1] = join(last, bytes);
    else if (bytes.length) this.#all.push(bytes);
    this.#end += bytes.length;
  }

  /** Some bytes from there on; undefined at the end. */
  at(offset: number): Bytes | undefined {
    let start = this.#start;
    for (const block of this.#all) {
      if (offset < start + block.length) return block.subarray(offset - start);
      start += block.length;
    }
    return undefined;
  }

  /** Forgets what is before it. */
  trim(offset: number): void {
    for (let block = this.#all[0]; block && this.#start < offset; block = this.#all[0]) {
      const gone = Math.min(block.length, offset - this.#start);
      this.#start += gone;
      if (gone === block.length) this.#all.shift(); else this.#all[0] = block.subarray(gone);
    }
  }

  /** The first of them leaves. */
  shift(): Bytes | undefined {
    const block = this.#all.shift();
    this.#start += block?.length ?? 0;
    return block;
  }

  /** All of them leave. */
  take(): Bytes[] {
    const all = this.#all;
    this.#all = [];
    this.#start = this.#end;
    return all;
  }
}

/** In a buffer that doubles. */
function join(last: Bytes, bytes: Bytes): Bytes {
  const { buffer, byteOffset, length } = last, end = byteOffset + length, whole = length + bytes.length;
  const hasRoom = end + bytes.length <= buffer.byteLength;
  const joined = hasRoom ? new Uint8Array(buffer, byteOffset, whole) : new Uint8Array(Math.min(CHUNK, 2 * whole)).subarray(0, whole);
  if (!hasRoom) joined.set(last);
  joined.set(bytes, length);
  return joined;
}
