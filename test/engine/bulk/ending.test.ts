import { expect } from '@open-wc/testing';
import type { IncomingTransfer, Outcome, Peer, Report, Transfer } from '../../../src/index.js';
import { crowd, failure, next, seenBy } from '../support.js';
import { bytesOf, hashOf, MIB, readSome } from './support.js';

const SIZE = 8 * MIB, BESIDE = 5 * MIB;
/** What was promised; a free machine takes a few milliseconds, though other transfers run beside. */
const SETTLED_MS = 1000;
/** A longer turn than this is one in which the page stood still, for whatever else the machine did. */
const TURN_MS = 50;
const SHARES = [0, 0.01, 0.5, 0.99];

/** A transfer from a to b that has come so far, and no further: b reads no more of it. */
interface Scene {
  readonly a: Peer;
  readonly b: Peer;
  readonly sending: Transfer;
  readonly controller: AbortController;
  readonly transfer: IncomingTransfer;
  readonly reader: ReadableStreamDefaultReader<Uint8Array>;
}

interface Way {
  readonly name: string;
  /** Where it is who does it, which ends all of its transfers. */
  readonly leaver?: 'a' | 'b';
  end(scene: Scene): unknown;
  /** What the sender is told: an outcome, or the error. */
  readonly sender: Outcome | Error | 'ABORTED';
  /** What whoever reads is told; undefined where it was theirs to end it. */
  readonly reader: string | undefined;
}

const reason = new Error('mine');
const WAYS: readonly Way[] = [
  { name: 'the sender aborts', end: ({ controller }) => controller.abort(reason), sender: reason, reader: 'ABORTED' },
  { name: 'the sender cancels', end: ({ sending }) => sending.cancel(), sender: 'ABORTED', reader: 'ABORTED' },
  { name: 'the receiver cancels', end: ({ transfer }) => transfer.cancel(), sender: 'cancelled', reader: 'ABORTED' },
  { name: 'the receiver cancels the stream', end: ({ reader }) => reader.cancel(), sender: 'cancelled', reader: undefined },
  { name: 'the sender leaves', leaver: 'a', end: ({ a }) => a.leave(), sender: 'left', reader: 'ABORTED' },
  { name: 'the receiver leaves', leaver: 'b', end: ({ b }) => b.leave(), sender: 'left', reader: 'ABORTED' },
  { name: 'the sender closes the label', end: ({ a }) => a.close({ label: 'x' }), sender: 'closed', reader: 'ABORTED' },
  { name: 'the receiver closes the label', end: ({ b }) => b.close({ label: 'x' }), sender: 'closed', reader: 'ABORTED' },
];

async function scene(a: Peer, b: Peer, share: number): Promise<Scene> {
  const controller = new AbortController(), offered = next(b, 'transfer', ({ label }) => label === 'x'), message = next(b, 'channel:message', ({ label }) => label === 'x');
  const sending = seenBy(a, b).send(new Blob([bytesOf(SIZE)]), { label: 'x', signal: controller.signal });
  const { transfer } = await offered;
  transfer.accept({ as: 'stream' });
  const reader = ((await message).data as ReadableStream<Uint8Array>).getReader();
  expect(await readSome(reader, share * SIZE)).to.be.at.least(share * SIZE).and.below(SIZE);
  return { a, b, sending, controller, transfer, reader };
}

async function fate(sending: PromiseLike<Report>): Promise<unknown> {
  try { return [...(await sending).values()][0]; } catch (error) { return error; }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const start = performance.now();
  let last = start, stood = 0;
  const turns = setInterval(() => {
    stood += Math.max(0, performance.now() - last - TURN_MS);
    last = performance.now();
  }, 10);
  const value = await promise, took = performance.now() - start - stood;
  clearInterval(turns);
  console.warn(`both knew after ${took.toFixed()} ms`);
  expect(took, 'ms').to.be.below(ms);
  return value;
}

describe('a transfer that ends early', function () {
  this.timeout(30_000);

  for (const way of WAYS) {
    for (const share of SHARES) {
      it(`${way.name} at ${share * 100} %: both know soon, and nothing else is touched`, async () => {
        const [a, b, c] = await crowd(3);
        for (const peer of [a, b, c]) peer.open({ label: 'x', receive: 'ask' });
        const here = await scene(a, b, share), message = (to: Peer) => next(to, 'channel:message', ({ data }) => data instanceof Blob);
        const leaver = way.leaver && here[way.leaver];
        const pairs = ([[a, c], [c, a], [b, c], [c, b], [a, b], [b, a]] as const).filter(([from, to]) => from !== leaver && to !== leaver);
        const beside = pairs.slice(-1).map(([from, to]) => ({ came: message(to), sending: seenBy(from, to).send(new Blob([bytesOf(BESIDE, 2)])) }));
        const isOver = Promise.all([fate(here.sending), way.reader ? failure(() => here.reader.closed) : undefined]);
        way.end(here);
        const [sender, read] = await within(SETTLED_MS, isOver);
        if (way.sender === 'ABORTED') expect((sender as { code?: string }).code).to.equal('ABORTED'); else expect(sender).to.equal(way.sender);
        expect(read?.code).to.equal(way.reader);
        for (const { came, sending } of beside) {
          expect((await sending).ok).to.equal(true);
          expect(await hashOf((await came).data as Blob)).to.equal(await hashOf(bytesOf(BESIDE, 2)));
        }
        for (const [from, to] of pairs) expect((await seenBy(from, to).send('still here')).ok).to.equal(true);
      });
    }
  }
});
