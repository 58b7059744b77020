import type { Delivery } from './delivery.js';

/** Characters, as JavaScript counts them. */
export const MAX_LENGTH = 4000;
const ID = /^[\w~-]{1,64}$/;
/** Of ids that were made up here, because a message came without one. */
export const MADE_UP = '~';

/** One message as it is shown: a snapshot. */
export interface ChatMessage {
  /** Of its author's making: only together with `from` it tells a message from all others. */
  readonly id: string;
  /** The author's peer id. */
  readonly from: string;
  /** What the author was called then. Text of a stranger. */
  readonly name: string;
  readonly text: string;
  /** When it came, in milliseconds since 1970 by the clock of this device. */
  readonly at: number;
  /** You wrote it, in this stay. */
  readonly own: boolean;
  /** Who passed it on, where it was not heard from its author: it is as true as that member is honest. */
  readonly passedOnBy?: string;
  /** What became of your own message, by remote id; undefined: on its way. */
  readonly delivery?: Delivery;
}

export const keyOf = ({ from, id }: Pick<ChatMessage, 'from' | 'id'>): string => `${from} ${id}`;

export const newId = (): string => crypto.randomUUID();

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** The id that came with a message, or one made up. */
export function idIn(info: unknown): string {
  const { id } = (info ?? {}) as { readonly id?: unknown };
  return isId(id) ? id : MADE_UP + newId();
}

/** What a stranger sent, as it is shown: of bearable length and height. */
export function shownText(text: string): string {
  const whole = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return whole.trim().replace(/\n(?:[^\S\n]*\n){2,}/g, '\n\n');
}
