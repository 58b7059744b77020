type Collect = (options: { readonly type: 'major'; readonly execution: 'async' }) => Promise<void>;

const { gc } = globalThis as { gc?: Collect };
/** Chromium only; each reading is of its moment. */
const memory = () => (performance as { memory?: { readonly usedJSHeapSize: number } }).memory;

/** MiB in use once everything that nobody holds is gone; undefined where the browser does not tell. */
export async function heap(): Promise<number | undefined> {
  if (!gc) return undefined;
  for (let i = 0; i < 4; i++) {
    await collect();
    await new Promise((resolve) => { setTimeout(resolve, 50); }); // what was freed frees more: keys and connections have finalizers
  }
  const { usedJSHeapSize } = memory() ?? {};
  return usedJSHeapSize && usedJSHeapSize / 2 ** 20;
}

/** @throws when the heap grew by more than so many MiB */
export function expectFlat(before = 0, after = 0, most = 0): void {
  if (after - before > most) throw new Error(`the heap grew from ${before.toFixed(2)} to ${after.toFixed(2)} MiB`);
}

/** Closed connections count against the page's 500 until they are collected. */
export async function collect(): Promise<void> {
  // A synchronous collection takes whatever looks like an address on the stack for one, and keeps it.
  await gc?.({ type: 'major', execution: 'async' });
}
