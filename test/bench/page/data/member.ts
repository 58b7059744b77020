import { BroadcastChannelDriver, Peer, type Sendable } from '../../../../src/index.js';
import { Countdown } from '../waiting.js';
import { MIB } from './load.js';

const JOIN_MS = 30_000;
const PIECE = 4 * MIB;

export type Kind = 'blob' | 'stream';

let member: Peer | undefined;

/** One of two who meet from a page each, so that each has a heap of its own. */
export async function meet(room: string): Promise<void> {
  const connected = new Countdown(1, 'connections', JOIN_MS);
  member = new Peer({ driver: new BroadcastChannelDriver(room) });
  member.open({ receive: 'ask' });
  member.on('connection:connected', () => connected.signal());
  await member.join({ room });
  await connected.done;
}

/** So much, of which there is never more than a piece in memory. */
export async function give(kind: Kind, bytes: number): Promise<void> {
  const report = await member!.send(LOADS[kind](bytes));
  if (!report.ok) throw new Error(`what was sent was ${[...report.values()].join()}`);
}

/** Takes what is offered next; resolves with its size. */
export function take(kind: Kind): Promise<number> {
  return new Promise((resolve, reject) => {
    member!.once('transfer', ({ transfer }) => transfer.accept({ as: kind }));
    member!.once('channel:error', ({ error }) => reject(error));
    member!.once('channel:message', ({ data }) => { sizeOf(data as Blob | ReadableStream<Uint8Array>).then(resolve, reject); });
  });
}

const LOADS: Record<Kind, (bytes: number) => Sendable> = {
  blob: (bytes) => new Blob(Array<Blob>(bytes / PIECE).fill(new Blob([new Uint8Array(PIECE)]))),
  stream: (bytes) => {
    let left = bytes;
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left === 0) return controller.close();
        const length = Math.min(MIB, left);
        left -= length;
        controller.enqueue(new Uint8Array(length));
      },
    });
  },
};

async function sizeOf(data: Blob | ReadableStream<Uint8Array>): Promise<number> {
  if (data instanceof Blob) return data.size;
  let size = 0;
  for await (const { length } of data) size += length;
  return size;
}
