import type { PeerixRoom } from '../peerix-room/peerix-room.js';

/** Somebody who plays, and may be held back by the browser (autoplay policies). */
export interface Holder {
  /** What would be heard if the browser let it. */
  readonly heldBack: readonly MediaStream[];
  /** Plays it; works in a click only. */
  release(): void;
  /** A button for the whole room came or went. */
  offersChanged(): void;
}

const holders = new Set<Holder>();
const watchers = new Set<() => void>();
/** Rooms whose held-back sound somebody offers to play, by how many. */
const offers = new Map<PeerixRoom, number>();

/** Who holds back sound of that room now. */
export const heldBackIn = (room: PeerixRoom): readonly Holder[] =>
  [...holders].filter(({ heldBack }) => heldBack.some((stream) => isFrom(room, stream)));

/** From now on this holder is asked what it holds back; call it again when that is something else. */
export function holdBack(holder: Holder): void {
  holders.add(holder);
  tell();
}

/** It holds back nothing any longer. */
export function letGo(holder: Holder): void {
  holders.delete(holder);
  tell();
}

/** Called after every change; returns how to stop. */
export function watchHeldBack(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => void watchers.delete(onChange);
}

/** An element with a button for the whole room: the others need none. Returns how to withdraw. */
export function offerRelease(room: PeerixRoom): () => void {
  const count = (change: 1 | -1): void => {
    const left = (offers.get(room) ?? 0) + change;
    if (left) offers.set(room, left);
    else offers.delete(room);
    for (const holder of holders) holder.offersChanged();
  };
  count(1);
  return () => count(-1);
}

/** Whether somebody offers to play it. */
export const isOffered = (stream: MediaStream): boolean => [...offers.keys()].some((room) => isFrom(room, stream));

const isFrom = (room: PeerixRoom, stream: MediaStream): boolean =>
  [...room.remotes.values()].some(({ publications }) => [...publications.values()].some((publication) => publication.stream === stream));

function tell(): void {
  for (const onChange of [...watchers]) onChange();
}
