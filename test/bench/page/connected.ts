import { RawPair } from './raw-pair.js';
import { Room } from './room.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 30_000;

/** What `work` measures in so many pairs that are connected already. */
export async function inRawPairs<T>(count: number, work: (pairs: readonly RawPair[]) => Promise<T>): Promise<T> {
  const opened = new Countdown(2 * count, 'open channels', TIMEOUT_MS);
  const pairs = Array.from({ length: count }, () => new RawPair());
  for (const channel of pairs.flatMap(({ channels }) => channels)) channel.onopen = () => opened.signal();
  try {
    await Promise.all(pairs.map((pair) => pair.negotiate()));
    await opened.done;
    return await work(pairs);
  } finally {
    await Promise.all(pairs.map((pair) => pair.close()));
  }
}

export function inRawPair<T>(work: (pair: RawPair) => Promise<T>): Promise<T> {
  return inRawPairs(1, ([pair]) => work(pair!));
}

/** The same in a room whose members are connected already, `'default'` open between all. */
export async function inRoom<T>(size: number, work: (room: Room) => Promise<T>): Promise<T> {
  const room = new Room(size, TIMEOUT_MS);
  for (const peer of room.peers) peer.open({ receive: 'accept' });
  try {
    await room.join();
    await room.connected;
    await Promise.all(room.peers.map((peer) => peer.send('open')));
    return await work(room);
  } finally {
    await room.leave();
  }
}
