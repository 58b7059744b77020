import fc from 'fast-check';
import { concat } from '../../../src/signaling/bytes.js';
import type { Sent } from './wire.js';

/** What a server can say without knowing any key: noise, and what it has heard, changed. */
export type Forgery =
  | { readonly how: 'noise'; readonly bytes: Uint8Array }
  | { readonly how: 'flip'; readonly of: number; readonly at: readonly number[]; readonly bit: number }
  | { readonly how: 'cut'; readonly of: number; readonly at: number }
  | { readonly how: 'lengthen'; readonly of: number; readonly tail: Uint8Array }
  | { readonly how: 'splice'; readonly of: number; readonly with: number; readonly at: number }
  | { readonly how: 'retype'; readonly of: number; readonly kind: number };

const noise = fc.uint8Array({ maxLength: 300 });
/** Long enough, and of a version and kind that there is. */
const shaped = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.uint8Array({ minLength: 32, maxLength: 300 }))
  .map(([kind, rest]) => concat(Uint8Array.of(1, kind), rest));
/** At the limit of what a packet may have. */
const huge = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(65_535, 65_536, 65_537, 70_000)).map(([kind, length]) => {
  const bytes = new Uint8Array(length);
  bytes.set([1, kind]);
  return bytes;
});
const which = fc.nat(999);

export const forgery: fc.Arbitrary<Forgery> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ how: fc.constant('noise' as const), bytes: fc.oneof(noise, shaped, shaped) }) },
  { weight: 4, arbitrary: fc.record({ how: fc.constant('flip' as const), of: which, at: fc.array(fc.nat(65_535), { minLength: 1, maxLength: 3 }), bit: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('cut' as const), of: which, at: fc.nat(65_535) }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('lengthen' as const), of: which, tail: fc.uint8Array({ minLength: 1, maxLength: 80 }) }) },
  { weight: 3, arbitrary: fc.record({ how: fc.constant('splice' as const), of: which, with: which, at: fc.nat(65_535) }) },
  { weight: 2, arbitrary: fc.record({ how: fc.constant('retype' as const), of: which, kind: fc.integer({ min: 0, max: 5 }) }) },
);
/** Rarely, for they take their time. */
export const hugeNoise: fc.Arbitrary<Forgery> = fc.record({ how: fc.constant('noise' as const), bytes: huge });

/** Its bytes, made of packets that were really sent. */
export function forge(forged: Forgery, sent: readonly Sent[]): Uint8Array {
  if (forged.how === 'noise') return forged.bytes;
  const bytes = pick(sent, forged.of);
  switch (forged.how) {
    case 'flip': return flipped(bytes, forged.at, forged.bit);
    case 'cut': return bytes.slice(0, forged.at % bytes.length);
    case 'lengthen': return concat(bytes, forged.tail);
    case 'splice': return concat(bytes.slice(0, forged.at % bytes.length), pick(sent, forged.with).slice(forged.at % bytes.length));
    case 'retype': return concat(bytes.slice(0, 1), Uint8Array.of(forged.kind), bytes.slice(2));
  }
}

function pick(sent: readonly Sent[], i: number): Uint8Array { return sent[i % sent.length]!.bytes; }

function flipped(bytes: Uint8Array, places: readonly number[], bit: number): Uint8Array {
  const copy = bytes.slice();
  for (const at of new Set(places.map((place) => place % copy.length))) copy[at]! ^= 1 << bit;
  return copy;
}
