/** In [0, 1). */
export type Random = () => number;

/**
 * A test with chance in it: another seed each time, named in the failure. Give that seed as the second argument to see
 * the failure again.
 */
export function seeded(test: (random: Random) => Promise<void>, seed = Math.floor(Math.random() * 2 ** 32)): () => Promise<void> {
  return async () => {
    try {
      await test(mulberry32(seed));
    } catch (error) {
      if (error instanceof Error) error.message += ` (seed ${seed})`;
      throw error;
    }
  };
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const drawn = items.map((item) => ({ item, order: random() }));
  return drawn.sort((a, b) => a.order - b.order).map(({ item }) => item);
}

export function below(limit: number, random: Random): number { return Math.floor(random() * limit); }

/** Small and good enough to choose test cases. */
function mulberry32(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
