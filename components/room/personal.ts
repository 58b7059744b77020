import type { PeerixRoom } from '../peerix-room/peerix-room.js';

/** What I chose about another member: for this page only, and nobody is told. */
export interface Personal {
  /** 0 to 1. */
  readonly volume: number;
  /** Their pictures are not to be shown. */
  readonly hidden: boolean;
}

interface Book { readonly choices: Map<string, Personal>; readonly watchers: Set<() => void> }

const USUAL: Personal = { volume: 1, hidden: false };
/** By room, for as long as it lives: a member that is lost and found again has the same id. */
const books = new WeakMap<PeerixRoom, Book>();

const personalOf = (room: PeerixRoom, id: string): Personal => books.get(room)?.choices.get(id) ?? USUAL;

/** How loud the member is for me, 0 to 1. */
export const volumeOf = (room: PeerixRoom, id: string): number => personalOf(room, id).volume;
/** Whether I hid the member's pictures. */
export const isHidden = (room: PeerixRoom, id: string): boolean => personalOf(room, id).hidden;

/** Throws `RangeError` outside 0 to 1. */
export function setVolume(room: PeerixRoom, id: string, volume: number): void {
  if (!(volume >= 0 && volume <= 1)) throw new RangeError(`A volume is 0 to 1, not ${volume}.`);
  choose(room, id, { ...personalOf(room, id), volume });
}
export const setHidden = (room: PeerixRoom, id: string, hidden: boolean): void => choose(room, id, { ...personalOf(room, id), hidden });

/** Calls `onChange` after every change; returns how to stop. */
export function watchPersonal(room: PeerixRoom, onChange: () => void): () => void {
  const { watchers } = bookOf(room);
  const watcher = (): void => onChange();
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

function choose(room: PeerixRoom, id: string, chosen: Personal): void {
  const { choices, watchers } = bookOf(room), { volume, hidden } = personalOf(room, id);
  if (chosen.volume === volume && chosen.hidden === hidden) return;
  choices.set(id, chosen);
  for (const watcher of [...watchers]) watcher();
}

function bookOf(room: PeerixRoom): Book {
  const book = books.get(room) ?? { choices: new Map(), watchers: new Set() };
  books.set(room, book);
  return book;
}
