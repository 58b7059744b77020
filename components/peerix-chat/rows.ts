import { keyOf, type ChatMessage } from './message.js';
import { dayOf } from './times.js';

/** Messages of one person stand together for so long. */
const TOGETHER_MS = 5 * 60_000;

/** A line of the list. `key` tells it from others for as long as it is there. */
export type Row =
  | { readonly kind: 'message'; readonly key: string; readonly message: ChatMessage; readonly isFirst: boolean }
  | { readonly kind: 'day' | 'unread' | 'passed-on'; readonly key: string; readonly message: ChatMessage };

/** The messages with what stands between them. */
export function rowsOf(messages: readonly ChatMessage[], firstUnread: string | undefined): Row[] {
  let previous: ChatMessage | undefined;
  return messages.flatMap((message) => {
    const rows = rowsFor(message, previous, firstUnread);
    previous = message;
    return rows;
  });
}

function rowsFor(message: ChatMessage, previous: ChatMessage | undefined, firstUnread: string | undefined): Row[] {
  const key = keyOf(message);
  const kinds = [
    startsDay(message, previous) && 'day' as const,
    message.passedOnBy !== undefined && message.passedOnBy !== previous?.passedOnBy && 'passed-on' as const,
    key === firstUnread && 'unread' as const,
  ].filter((kind) => kind !== false);
  const isFirst = kinds.length > 0 || !previous || !areTogether(previous, message);
  return [...kinds.map((kind): Row => ({ kind, key: `${kind} ${key}`, message })), { kind: 'message', key, message, isFirst }];
}

/** Today goes without saying. */
function startsDay({ at }: ChatMessage, previous: ChatMessage | undefined): boolean {
  return dayOf(at) !== dayOf(previous?.at ?? Date.now());
}

function areTogether(a: ChatMessage, b: ChatMessage): boolean {
  return a.from === b.from && a.name === b.name && a.own === b.own && a.passedOnBy === b.passedOnBy && b.at - a.at < TOGETHER_MS;
}
