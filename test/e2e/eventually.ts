import { expect } from '@open-wc/testing';

const PAUSE_MS = 50;

/** Looks again until it sees what is expected; after `withinMs` it fails and shows what it saw last. */
export async function eventually<R>(look: () => Promise<R>, expected: R, withinMs = 15_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  let seen = await look();
  while (!isSame(seen, expected) && performance.now() < deadline) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    seen = await look();
  }
  expect(seen).to.deep.equal(expected);
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
