import fc from 'fast-check';
import { concat, u32, utf8 } from '../../../src/signaling/bytes.js';

type Bytes = Uint8Array<ArrayBuffer>;

const FIRST = 1, OFFSET = 4, ACK = 16;
const MIB = 1024 * 1024;

/** What parts say of themselves, in their order (protocol §7). */
export interface PartFields {
  readonly flags: number;
  readonly m: number;
  readonly type: number;
  readonly info: Bytes;
  /** More or less than `info` has, rarely. */
  readonly infoLength: number;
  readonly total: number;
  readonly offset: number;
  readonly ack: number;
  readonly chunk: Bytes;
}

const flags = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 19, 21) }, fc.nat(255));
const numbers = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom(0, 5, 1024, 1025, 2 ** 31, 2 ** 32 - 1));
const types = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 15 }) }, fc.nat(255));
const infos = fc.constantFrom('', '', '{"a":1}', 'null', '{', '"\\ud800"', 'x'.repeat(8193)).map(utf8);
const chunks = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ maxLength: 16 }).map((bytes) => new Uint8Array(bytes)) },
  fc.constantFrom('"text"', '{"__proto__":1}', '[', '\ufeff', '\ud800').map(utf8),
  fc.constantFrom(65_535, 65_536, 65_537).map((length) => new Uint8Array(length)),
);

export const partFields: fc.Arbitrary<PartFields> = fc.tuple(flags, numbers, types, infos, chunks).chain(([flag, m, type, info, chunk]) => fc.record({
  flags: fc.constant(flag), m: fc.constant(m), type: fc.constant(type), info: fc.constant(info), chunk: fc.constant(chunk),
  infoLength: fc.oneof({ weight: 8, arbitrary: fc.constant(info.length) }, fc.constantFrom(0, 1, 8192, 8193, 65_535)),
  total: fc.oneof({ weight: 6, arbitrary: fc.constant(chunk.length) }, fc.constantFrom(0, 1, chunk.length + 1, MIB, MIB + 1, 2 ** 32 - 1)),
  ack: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) }, fc.constantFrom(1024, 2 ** 31, 2 ** 32 - 1)),
  offset: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(1, 65_536, MIB, 2 ** 32 - 1)),
}));

export function partOf({ flags: flag, m, type, info, infoLength, total, offset, ack, chunk }: PartFields): Bytes {
  const header = concat(Uint8Array.of(type, infoLength >> 8, infoLength & 255), info, u32(total));
  const given = (bit: number, bytes: Bytes) => (flag & bit ? bytes : new Uint8Array());
  return concat(Uint8Array.of(flag), u32(m), given(FIRST, header), given(OFFSET, u32(offset)), given(ACK, u32(ack)), chunk);
}

/** Parts, parts cut off, and noise. */
export const part: fc.Arbitrary<Bytes> = fc.oneof(
  { weight: 10, arbitrary: partFields.map(partOf) },
  fc.tuple(partFields.map(partOf), fc.nat(30)).map(([bytes, length]) => bytes.slice(0, length)),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
);
