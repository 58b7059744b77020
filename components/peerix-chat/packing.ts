import { isId, MAX_LENGTH, shownText, type ChatMessage } from './message.js';
import { nameIn } from '../name-in.js';

/** What one member passes on, and takes from another, at most. */
const MAX_MESSAGES = 200;
const MAX_BYTES = 256 * 1024;
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/** A message as it is passed on. `ago` is its age in milliseconds: clocks differ. */
interface Packed { readonly id: string; readonly from: string; readonly name: string; readonly text: string; readonly ago: number }

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The last messages, as many as may be passed on, oldest first. */
export function pack(messages: readonly ChatMessage[], now: number): Packed[] {
  const packed: Packed[] = [];
  let room = MAX_BYTES;
  for (const { id, from, name, text, at } of messages.slice(-MAX_MESSAGES).reverse()) {
    const entry = { id, from, name, text, ago: Math.max(0, now - at) };
    room -= bytesOf(entry) + 1;
    if (room < 0) break;
    packed.unshift(entry);
  }
  return packed;
}

/** What a stranger passed on: only what is a message, within the same bounds. Undefined where it is beyond them. */
export function unpack(data: unknown, now: number, passedOnBy: string, me: string | undefined): ChatMessage[] | undefined {
  if (!Array.isArray(data) || data.length > MAX_MESSAGES) return undefined;
  const messages = data.flatMap((entry) => unpackOne(entry, now, passedOnBy) ?? []);
  // Characters are never more than bytes.
  if (messages.reduce((sum, { text }) => sum + text.length, 0) > MAX_BYTES) return undefined;
  // Nobody else knows better what I said in this stay.
  return messages.filter(({ from }) => from !== me);
}

function unpackOne(entry: unknown, now: number, passedOnBy: string): ChatMessage | undefined {
  const { id, from, text, ago } = (entry ?? {}) as { readonly [field: string]: unknown };
  if (!isId(id) || !isId(from) || typeof text !== 'string' || text.length > MAX_LENGTH + 1) return undefined;
  if (typeof ago !== 'number' || !(ago >= 0 && ago <= MAX_AGE_MS)) return undefined;
  const shown = shownText(text);
  return shown ? { id, from, name: nameIn(entry), text: shown, at: now - ago, own: false, passedOnBy } : undefined;
}

