import fc from 'fast-check';

const KEYS = [
  't', 'e', 'ae', 's', 'a', 'm', 'n', 'd', 'o', 'hi', 'h', 'mh', 'id', 'pub', 'sdp', 'meta', 'list', 'label', 'slots', 'channels',
  '', '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'then', 'length', 'hasOwnProperty',
];
const NUMBERS = [
  0, -0, -1, 0.5, 1, 2, 10, 11, 32, 33, 1023, 1024, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32, 2 ** 53, 2 ** 63,
  Number.MAX_VALUE, Number.MIN_VALUE,
];
const TEXTS = [
  '', ' ', 'NaN', 'Infinity', '-0', 'null', 'undefined', 'true', '__proto__', 'constructor', '\0', '\ud800', 'x\udc00', '\ufeff', '🎥',
  '\r\n', '*', '>', '../', 'a'.repeat(200), 'b'.repeat(201), 'c'.repeat(1025), 'AAAAAAAAAAAAAAAAAAAAAB',
];

const key = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...KEYS) }, fc.string({ unit: 'binary-ascii', maxLength: 8 }));
const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false),
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(...TEXTS),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
);

/** A JSON value that means no good: any shape, the names of an object's own machinery, numbers at limits, halves of characters. */
export const junk: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(fromEntries),
  ),
})).value;

// Own members whatever their names, as JSON.parse makes them: an assignment to `__proto__` would make none.
function fromEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}

/** Nine in ten as they should be: what is deep inside is reached only through what is right around it. */
export function mostly<T extends object>(right: fc.Arbitrary<T>): fc.Arbitrary<object> {
  return fc.oneof({ weight: 9, arbitrary: right }, right.chain(spoiled));
}

type Edit = { readonly name: string; readonly value: unknown; readonly isGone: boolean };

/** The sample, with up to three members gone, changed, or too many. */
export function spoiled(sample: object): fc.Arbitrary<object> {
  const names = Object.keys(sample);
  const name = names.length ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names) }, key) : key;
  const edit: fc.Arbitrary<Edit> = fc.record({ name, value: junk, isGone: fc.boolean() });
  return fc.array(edit, { maxLength: 3 }).map((edits) => edits.reduce(apply, sample));
}

function apply(sample: object, { name, value, isGone }: Edit): object {
  const others = Object.entries(sample).filter(([known]) => known !== name);
  return fromEntries(isGone ? others : [...others, [name, value]]) as object;
}

/** What JSON.stringify never writes, or not for long. */
const spoilers: ((text: string, at: number) => string)[] = [
  (text) => text.replace('{', '{"t":"hello","m":[],"__proto__":{"e":1},'), // a key twice: the last one counts
  (text) => text.replace(/\d+/, '1e999'), // parses as Infinity
  (text) => text.replace(/\d+/, '-0'),
  (text, at) => text.slice(0, at % (text.length + 1)),
  (text, at) => `${text.slice(0, at % (text.length + 1))}\\ud800${text.slice(at % (text.length + 1))}`,
  (text) => text.replace(/"[^"]*"\s*}/, '"\\ud800\\udbff"}'),
  (text) => `\ufeff${text}`,
  (text) => `${text}\0`,
  () => '',
  () => 'null',
  () => '['.repeat(30_000),
  () => '{"m":'.repeat(9_000),
  () => `{"t":"meta","meta":${'['.repeat(4_000)}${']'.repeat(4_000)}}`,
  () => `{"e":1,"ae":0,"s":1,"a":0,"m":[{"t":"hello","h":"AAAAAAAAAAAAAAAAAAAAAA","meta":${'['.repeat(8_000)}${']'.repeat(8_000)}}]}`,
];

/** The JSON text of such values, one in three spoiled as a text too. */
export function textOf(json: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const plain = json.map((value) => JSON.stringify(value));
  const broken = fc.tuple(plain, fc.constantFrom(...spoilers), fc.nat()).map(([text, spoil, at]) => spoil(text, at));
  return fc.oneof({ weight: 2, arbitrary: plain }, broken);
}
