import { PeerixError } from '../errors.js';

/** JSON text of a value that JSON can carry whole. @throws `BAD_DATA`, naming the place of what it would lose. */
export function encodeJson(value: unknown, what: string): string {
  try {
    check(value, what, []);
    return JSON.stringify(value);
  } catch (cause) {
    if (cause instanceof PeerixError) throw cause;
    throw new PeerixError('BAD_DATA', `${what} cannot be written as JSON.`, { cause, hint: 'Send a plain value without throwing getters or very deep nesting.' });
  }
}

/** Like `encodeJson`, and at most `limit` bytes of UTF-8. @throws `BAD_DATA`, `TOO_LARGE` */
export function encodeJsonWithin(limit: number, value: unknown, what: string): string {
  const text = encodeJson(value, what);
  const { length } = new TextEncoder().encode(text);
  if (length > limit) {
    throw new PeerixError('TOO_LARGE', `${what} is ${length} bytes of JSON; ${limit} are allowed.`, { hint: 'Put large values into a message.' });
  }
  return text;
}

function check(value: unknown, path: string, parents: readonly object[]): void {
  const isSelfMade = typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';
  checkPlain(isSelfMade ? (value as { toJSON(): unknown }).toJSON() : value, path, parents);
}

function checkPlain(value: unknown, path: string, parents: readonly object[]): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw lossy(path, String(value));
    return;
  }
  if (typeof value !== 'object') throw lossy(path, value === undefined ? 'undefined' : `a ${typeof value}`);
  if (parents.includes(value)) throw lossy(path, 'a cycle');
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== 'Object' && !Array.isArray(value)) throw lossy(path, `a ${tag}`);
  const chain = [...parents, value];
  for (const [key, item] of Object.entries(value)) check(item, `${path}.${key}`, chain);
  if (Array.isArray(value) && Object.keys(value).length < value.length) throw lossy(path, 'an array with holes');
}

function lossy(path: string, found: string): PeerixError {
  return new PeerixError('BAD_DATA', `${path} is ${found}, which JSON would lose silently.`, {
    hint: 'Send strings, finite numbers, booleans, null, arrays and plain objects; bytes alone, as an ArrayBuffer or view.',
  });
}
