import { MemoryDriver, Peer } from '../../../src/index.js';
import { RawPair } from './raw-pair.js';
import { type Step, Trace } from './trace.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 10_000;
const TEXT = 'hello';

let rooms = 0;

/** The steps from nothing to the first message, as page/join.ts measures it, of both ends. */
export async function rawTimeline(): Promise<Step[]> {
  const received = new Countdown(2, 'messages', TIMEOUT_MS);
  const started = performance.now();
  const [offerer, answerer] = [new Trace(started), new Trace(started)];
  const pair = new RawPair(() => {}, [offerer.connection, answerer.connection]);
  for (const channel of pair.channels) {
    channel.onopen = () => channel.send(TEXT);
    channel.onmessage = () => received.signal();
  }
  try {
    await pair.negotiate();
    await received.done;
    return [offerer, answerer].flatMap((trace) => trace.steps());
  } finally {
    await pair.close();
  }
}

export async function timeline(): Promise<Step[]> {
  const received = new Countdown(2, 'messages', TIMEOUT_MS);
  const room = `timeline-${++rooms}`;
  const started = performance.now();
  const traces = [new Trace(started), new Trace(started)];
  const peers = traces.map((trace) => new Peer({ driver: trace.driver(new MemoryDriver(room)) }, trace.environment()));
  try {
    await Promise.all(peers.map((peer, i) => {
      peer.open();
      peer.on('connection:connected', ({ remote }) => {
        traces[i]?.mark('connected');
        remote.send(TEXT);
      });
      peer.on('channel:message', () => {
        traces[i]?.mark('message');
        received.signal();
      });
      return peer.join({ room });
    }));
    await received.done;
    return traces.flatMap((trace) => trace.steps());
  } finally {
    await Promise.all(peers.map((peer) => peer.leave()));
  }
}
