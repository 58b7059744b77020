import { words } from './words.js';

const MAX_LENGTH = 200;

/** What to call whose metadata these are. Text of a stranger: whatever its type and length. */
export function nameIn(metadata: unknown): string {
  const { name } = (metadata ?? {}) as { readonly name?: unknown };
  return (typeof name === 'string' && name.trim().slice(0, MAX_LENGTH)) || words.guest;
}
