import { RawPair } from './raw-pair.js';
import { Room } from './room.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 30_000;

/** From nothing until everybody is connected to everybody. */
export interface MeshSample { readonly connected: number }

export async function rawMesh(size: number): Promise<MeshSample> {
  const count = size * (size - 1) / 2;
  const opened = new Countdown(2 * count, 'open channels', TIMEOUT_MS);
  const started = performance.now();
  const pairs = Array.from({ length: count }, () => new RawPair());
  for (const channel of pairs.flatMap(({ channels }) => channels)) channel.onopen = () => opened.signal();
  try {
    await Promise.all(pairs.map((pair) => pair.negotiate()));
    return { connected: await opened.done - started };
  } finally {
    await Promise.all(pairs.map((pair) => pair.close()));
  }
}

export async function mesh(size: number): Promise<MeshSample> {
  const started = performance.now();
  const room = new Room(size, TIMEOUT_MS);
  try {
    await room.join();
    return { connected: await room.connected - started };
  } finally {
    await room.leave();
  }
}
