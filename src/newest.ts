/** Forgets the oldest of what was kept, beyond `limit`. */
export function keepNewest<Key>(kept: Set<Key> | Map<Key, unknown>, limit: number): void {
  const [oldest] = kept.keys();
  if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
}
