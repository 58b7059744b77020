import { expect } from '@open-wc/testing';
import { OrderedAssembly, UnorderedAssembly, type Arrival } from '../../../src/data/assembly.js';
import { CHUNK, orderedPart, parsePart, unorderedPart, type Part } from '../../../src/data/framing.js';
import { decode, encode } from '../../../src/data/value.js';

const parsed = (bytes: Uint8Array<ArrayBuffer>): Part => {
  const part = parsePart(bytes);
  if (!part) throw new Error('a part of mine is malformed');
  return part;
};
const numbersOf = (arrival: Arrival) => (arrival === 'violation' ? arrival : arrival.values.map((value) => (decode(value)!.data as Uint8Array)[0]));
const twoParts = (n: number) => encode(new Uint8Array(CHUNK + 1).fill(n), undefined);

it('unordered: every message that 4 MiB can have under way may be half there', () => {
  const assembly = new UnorderedAssembly(), values = Array.from({ length: 63 }, (_, i) => twoParts(i));
  for (const [i, value] of values.entries()) expect(numbersOf(assembly.take(parsed(unorderedPart(i + 1, value, 0))))).to.deep.equal([]);
  for (const [i, value] of values.entries()) expect(numbersOf(assembly.take(parsed(unorderedPart(i + 1, value, 1))))).to.deep.equal([i]);
});

it('unordered: the parts of a message may come in any order, and a message twice is handed over once', () => {
  const assembly = new UnorderedAssembly(), value = twoParts(7);
  expect(numbersOf(assembly.take(parsed(unorderedPart(1, value, 1))))).to.deep.equal([]);
  expect(numbersOf(assembly.take(parsed(unorderedPart(1, value, 0))))).to.deep.equal([7]);
  expect(numbersOf(assembly.take(parsed(unorderedPart(1, value, 0))))).to.deep.equal([]);
  expect(assembly.take(parsed(unorderedPart(1025 + 1, value, 0)))).to.equal('violation');
});

it('ordered: a message twice is handed over once and acknowledged again; a gap is a violation', () => {
  const assembly = new OrderedAssembly(), value = encode(new Uint8Array([7]), undefined);
  expect(assembly.take(parsed(orderedPart(1, value, 0)))).to.deep.include({ acknowledge: [1] });
  expect(assembly.take(parsed(orderedPart(1, value, 0)))).to.deep.equal({ values: [], acknowledge: [1] });
  expect(assembly.take(parsed(orderedPart(3, value, 0)))).to.equal('violation');
});

it('what announces less than it brings, or more than 1 MiB, is refused', () => {
  const assembly = new OrderedAssembly(), short = { ...encode(new Uint8Array(1), undefined) };
  const long = orderedPart(1, { ...short, bytes: new Uint8Array(2) }, 0);
  const announced = long.length - 2 - 1; // the last byte of total4
  long[announced] = 1;
  expect(assembly.take(parsed(long))).to.equal('violation');
  const huge = orderedPart(1, short, 0);
  huge[huge.length - 1 - 4] = 1; // total4 = 2^24 + 1
  expect(parsePart(huge)).to.equal(undefined);
});
