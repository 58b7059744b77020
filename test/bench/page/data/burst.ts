import { inRawPair, inRoom } from '../connected.js';
import { Countdown } from '../waiting.js';

const TIMEOUT_MS = 30_000;

/** So many small messages, none awaited: until the last has been handed over at the other side; ms. */
export interface BurstSample { readonly last: number }

const message = (i: number) => ({ type: 'move', i, x: i / 3, y: i / 7 });

export function rawBurst(count: number): Promise<BurstSample> {
  return inRawPair(({ channels: [from, to] }) => timed(count, (received) => {
    to.onmessage = ({ data }: MessageEvent<string>) => received((JSON.parse(data) as { i: number }).i);
    for (let i = 0; i < count; i++) from.send(JSON.stringify(message(i)));
  }));
}

export function burst(count: number): Promise<BurstSample> {
  return inRoom(2, ({ peers: [a, b] }) => timed(count, (received) => {
    b!.on('channel:message', ({ data }) => received((data as { i: number }).i));
    for (let i = 0; i < count; i++) a!.send(message(i));
  }));
}

async function timed(count: number, start: (received: (i: number) => void) => void): Promise<BurstSample> {
  const all = new Countdown(count, 'messages', TIMEOUT_MS);
  let next = 0;
  const started = performance.now();
  start((i) => { if (i === next++) all.signal(); else all.fail(new Error(`message ${i} came out of turn`)); });
  return { last: await all.done - started };
}
