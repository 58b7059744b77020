import type { Bytes } from '../../../src/drivers/driver.js';

/**
 * Stands for every hash, MAC and key derivation of a simulation: the same input gives the same output, another input
 * another one. Nothing about it is secret or hard; it is fast.
 */
export function hash(use: number, parts: readonly Uint8Array[], length: number): Bytes {
  let a = 0x9E3779B9 ^ use, b = 0x85EBCA6B + use;
  for (const part of parts) {
    a = stir(a, part.length, 0xCC9E2D51);
    for (let i = 0; i < part.length; i++) {
      a = stir(a, part[i]!, 0xCC9E2D51);
      b = stir(b ^ a, part[i]!, 0x1B873593);
    }
  }
  return stream(a, b, length);
}

/** `length` bytes that look like noise. */
export function stream(a: number, b: number, length: number): Bytes {
  const words = new Uint32Array(Math.ceil(length / 4));
  let x = a, y = b;
  for (let i = 0; i < words.length; i++) {
    x = stir(x + i, y, 0x2C1B3C6D);
    y = stir(y, x, 0x297A2D39);
    words[i] = x ^ (y >>> 7);
  }
  return new Uint8Array(words.buffer, 0, length);
}

function stir(state: number, value: number, factor: number): number {
  let mixed = Math.imul(state ^ value, factor);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x7FEB352D) ^ (mixed >>> 13);
}
