import type { Bytes, DriverHandler, DriverLike } from '../../../src/index.js';
import { RawPair, type RawSignal } from './raw-pair.js';
import { Room } from './room.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 30_000;
/** So long without a word and the room is at rest. */
const SETTLED_MS = 1000;
const REST_MS = 2000;

/** What goes over the driver until all are connected and it falls silent, by pair; and after that, in all. */
export interface SignalingSample { readonly messages: number; readonly bytes: number; readonly rest: number }

class Tally {
  messages = 0;
  bytes = 0;
  lastAt = performance.now();

  add(bytes: number): void {
    this.messages++;
    this.bytes += bytes;
    this.lastAt = performance.now();
  }

  async settled(): Promise<void> {
    for (let left = SETTLED_MS; left > 0; left = this.lastAt + SETTLED_MS - performance.now()) await delay(left);
  }
}

/** Hands everything on, and counts what is published. */
class CountingDriver implements DriverLike {
  readonly #driver: DriverLike;
  readonly #tally: Tally;

  constructor(driver: DriverLike, tally: Tally) {
    this.#driver = driver;
    this.#tally = tally;
  }

  subscribe(topic: string, handler: DriverHandler): void | Promise<void> { return this.#driver.subscribe(topic, handler); }
  unsubscribe(topic: string, handler: DriverHandler): void | Promise<void> { return this.#driver.unsubscribe(topic, handler); }
  publish(topic: string, bytes: Bytes): void | Promise<void> {
    this.#tally.add(bytes.length);
    return this.#driver.publish(topic, bytes);
  }
}

/** The same as plain JSON, one message a description or candidate. */
export async function rawSignaling(): Promise<SignalingSample> {
  const tally = new Tally();
  const opened = new Countdown(2, 'open channels', TIMEOUT_MS);
  const pair = new RawPair((signal: RawSignal) => tally.add(JSON.stringify(signal).length));
  for (const channel of pair.channels) channel.onopen = () => opened.signal();
  try {
    await pair.negotiate();
    await opened.done;
    await tally.settled();
    return { messages: tally.messages, bytes: tally.bytes, rest: 0 };
  } finally {
    await pair.close();
  }
}

export async function signaling(size: number): Promise<SignalingSample> {
  const tally = new Tally();
  const room = new Room(size, TIMEOUT_MS, (driver) => new CountingDriver(driver, tally));
  const pairs = size * (size - 1) / 2;
  try {
    await room.join();
    await room.connected;
    await tally.settled();
    const { messages, bytes } = tally;
    await delay(REST_MS);
    return { messages: messages / pairs, bytes: bytes / pairs, rest: tally.messages - messages };
  } finally {
    await room.leave();
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
