import { RawPair } from './raw-pair.js';
import { Room } from './room.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 10_000;
const TEXT = 'hello';

/** From nothing to: both connected; each has the other's first text. */
export interface JoinSample { readonly connected: number; readonly message: number }

export async function rawJoin(): Promise<JoinSample> {
  const opened = new Countdown(2, 'open channels', TIMEOUT_MS);
  const received = new Countdown(2, 'messages', TIMEOUT_MS);
  const started = performance.now();
  const pair = new RawPair();
  for (const channel of pair.channels) {
    channel.onopen = () => {
      opened.signal();
      channel.send(TEXT);
    };
    channel.onmessage = () => received.signal();
  }
  try {
    await pair.negotiate();
    return { connected: await opened.done - started, message: await received.done - started };
  } finally {
    await pair.close();
  }
}

/** The usual way: what will be said is opened before joining. */
export const join = (): Promise<JoinSample> => joinAndSay((room) => { for (const peer of room.peers) peer.open(); });

/** Nobody opened the label: the first send does. */
export const joinUnopened = (): Promise<JoinSample> => joinAndSay(() => {});

/** Who has been in the room for this long offers to whoever joins, whatever their ids (protocol §5). */
const SETTLED_IN_MS = 2100;

/** One is there, the other comes: what most people meet. Timed from the second's join. */
export async function joinEstablished(): Promise<JoinSample> {
  const received = new Countdown(2, 'messages', TIMEOUT_MS);
  const room = new Room(2, TIMEOUT_MS);
  for (const peer of room.peers) {
    peer.open();
    peer.on('connection:connected', ({ remote }) => { remote.send(TEXT); });
    peer.on('channel:message', () => received.signal());
  }
  try {
    await room.join(0, 1);
    await new Promise((resolve) => { setTimeout(resolve, SETTLED_IN_MS); });
    const started = performance.now();
    await room.join(1);
    return { connected: await room.connected - started, message: await received.done - started };
  } finally {
    await room.leave();
  }
}

async function joinAndSay(prepare: (room: Room) => void): Promise<JoinSample> {
  const received = new Countdown(2, 'messages', TIMEOUT_MS);
  const started = performance.now();
  const room = new Room(2, TIMEOUT_MS);
  prepare(room);
  for (const peer of room.peers) {
    peer.on('connection:connected', ({ remote }) => { remote.send(TEXT); });
    peer.on('channel:message', () => received.signal());
  }
  try {
    await room.join();
    return { connected: await room.connected - started, message: await received.done - started };
  } finally {
    await room.leave();
  }
}
