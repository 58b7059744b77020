import type { Remote } from '../../components/index.js';

/** What to call somebody. It is text of a stranger: whatever its type and length. */
export function nameOf({ metadata }: Remote): string {
  const name: unknown = metadata?.name;
  return (typeof name === 'string' && name.trim().slice(0, 80)) || 'Guest';
}
