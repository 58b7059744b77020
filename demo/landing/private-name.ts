const WORDS = [
  'amber', 'anchor', 'bay', 'beacon', 'birch', 'cedar', 'cliff', 'cobalt', 'comet', 'coral', 'cove', 'delta', 'dune', 'ember',
  'fern', 'fjord', 'gale', 'garnet', 'gull', 'haven', 'heron', 'indigo', 'inlet', 'iris', 'kelp', 'lagoon', 'lantern', 'larch',
  'maple', 'mast', 'meadow', 'mist', 'north', 'oak', 'opal', 'orca', 'otter', 'pearl', 'petrel', 'pine', 'quay', 'reed',
  'reef', 'sail', 'salt', 'shoal', 'silver', 'spruce', 'star', 'tide', 'topaz', 'wave', 'willow', 'wren',
];
const KEY_BYTES = 16;

/** Easy to say, and so easy to guess: what keeps strangers out is the key. */
export function madeUpName(): string {
  const first = oneOf(WORDS);
  return `${first}-${oneOf(WORDS.filter((word) => word !== first))}`;
}

/** 128 random bits, fit for an address. */
export function madeUpKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function oneOf(words: readonly string[]): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return words[number % words.length]!;
}
