import { expect } from '@open-wc/testing';
import type { Peer } from '../../../src/index.js';
import { runs } from '../../support/runs.js';
import { failure, next, pair } from '../support.js';
import { bytesOf, drain, hashOf, KIB, MIB, piecesOf, streamFrom } from './support.js';

const around = (...sizes: number[]) => sizes.flatMap((size) => [size - 1, size, size + 1]);
/** Of a chunk, a window of a Blob, a sender's credit, a part that a receiver stores, and some of each. */
const BORDERS = around(64 * KIB, MIB, 2 * MIB, 4 * MIB);
const FULL = runs(0) > 0;
const LARGE = FULL ? [32 * MIB, 64 * MIB + 1, 256 * MIB] : [8 * MIB + 1, 32 * MIB];

/** What came of it, and that it was reported as delivered. */
async function through<T>(a: Peer, b: Peer, data: object): Promise<T> {
  const message = new Promise<T>((resolve) => b.once('channel:message', ({ data: it }) => resolve(it as T))); // for as long as the test may take
  const sending = a.send(data), came = await message;
  if (!(came instanceof ReadableStream)) expect((await sending).ok).to.equal(true);
  return came;
}

describe('what arrives is what was sent', function () {
  this.timeout(FULL ? 300_000 : 60_000);

  it('Blobs of every size around a border, one after the other', async () => {
    const { a, b } = await pair();
    for (const size of BORDERS) {
      const bytes = bytesOf(size, size), blob = await through<Blob>(a, b, new Blob([bytes]));
      expect([blob.size, await hashOf(blob)], `${size} bytes`).to.deep.equal([size, await hashOf(bytes)]);
    }
  });

  it('streams of every size around a border, all at once', async () => {
    const { a, b } = await pair(), hashes = new Map<string, string>();
    const all = Promise.all(BORDERS.map((size) => next(b, 'channel:message', ({ info }) => info === size).then(async ({ data }) => {
      hashes.set(`${size}`, await hashOf(data as ReadableStream));
    })));
    const sendings = BORDERS.map((size) => a.send(new Blob([bytesOf(size, size)]).stream(), { info: size }));
    await all;
    expect((await Promise.all(sendings)).every(({ ok }) => ok)).to.equal(true);
    const wanted = await Promise.all(BORDERS.map(async (size): Promise<[string, string]> => [`${size}`, await hashOf(bytesOf(size, size))]));
    expect(Object.fromEntries(hashes)).to.deep.equal(Object.fromEntries(wanted));
  });

  for (const size of LARGE) {
    it(`a Blob of ${size} bytes`, async () => {
      const { a, b } = await pair(), part = bytesOf(8 * MIB), blob = new Blob([...Array<Uint8Array<ArrayBuffer>>(Math.ceil(size / part.length)).fill(part)]).slice(0, size);
      const came = await through<Blob>(a, b, blob);
      expect(came.size).to.equal(size);
      expect(await hashOf(came)).to.equal(await hashOf(blob));
    });
  }

  it('a Blob of many parts, of a slice, and of other Blobs', async () => {
    const { a, b } = await pair(), text = 'ünï'.repeat(1000);
    const blob = new Blob([new Blob([bytesOf(3 * MIB)]).slice(17, 2 * MIB + 5), text, bytesOf(100_003, 2), new Blob([text, bytesOf(MIB, 3)])], { type: 'text/x' });
    const came = await through<Blob>(a, b, blob.slice(5, -7, 'text/y'));
    expect([came.type, await hashOf(came)]).to.deep.equal(['text/y', await hashOf(blob.slice(5, -7))]);
  });

  it('a File that the browser keeps on disk', async () => {
    const { a, b } = await pair(), root = await navigator.storage.getDirectory(), handle = await root.getFileHandle(crypto.randomUUID(), { create: true });
    const writable = await handle.createWritable();
    await writable.write(bytesOf(9 * MIB + 11));
    await writable.close();
    const file = await handle.getFile(), came = await through<File>(a, b, file);
    expect([came.name, came.size, await hashOf(came)]).to.deep.equal([file.name, file.size, await hashOf(file)]);
    await root.removeEntry(handle.name);
  });
});

describe('a stream', function () {
  this.timeout(30_000);

  const shapes: readonly [string, readonly number[]][] = [
    ['empty pieces among others', [0, 0, 1, 0, 70_000, 0, 0, 5, 0]],
    ['nothing but empty pieces', [0, 0, 0]],
    ['one piece of 20 MiB', [20 * MIB]],
    ['one piece of a little more than a sender holds', [5 * MIB + 100]],
    ['large pieces of odd sizes', [4 * MIB + 1, 3, 7 * MIB + 77_777, 4 * MIB - 1]],
    ['many small pieces', Array.from({ length: 3000 }, (_, i) => i % 97)],
  ];
  for (const [name, lengths] of shapes) {
    for (const as of ['stream', 'blob'] as const) {
      it(`of ${name} arrives, as a ${as}`, async () => {
        const { a, b } = await pair((_, to) => to.on('transfer', ({ transfer }) => transfer.accept({ as }))), pieces = piecesOf(lengths);
        const came = await through<ReadableStream | Blob>(a, b, streamFrom(pieces));
        expect(await hashOf(came)).to.equal(await hashOf(await new Blob(pieces).arrayBuffer()));
      });
    }
  }

  it('of bytes, for readers that bring their own buffer, arrives', async () => {
    const { a, b } = await pair(), bytes = bytesOf(3 * MIB + 1);
    let at = 0;
    const stream = new ReadableStream({
      type: 'bytes',
      pull(controller) {
        const request = controller.byobRequest;
        if (at === bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, at += 99_991));
        if (at > bytes.length) at = bytes.length;
        request?.respond(0);
      },
    });
    expect(await hashOf(await through<ReadableStream>(a, b, stream))).to.equal(await hashOf(bytes));
  });

  it('of buffers and views, some of which are used again, arrives', async () => {
    const { a, b } = await pair(), buffer = new Uint8Array(1000);
    let i = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (i === 5) return controller.close();
        buffer.fill(i);
        controller.enqueue([buffer.buffer, buffer.subarray(10, 20), new DataView(buffer.buffer, 3, 4), new Uint16Array(buffer.buffer, 2, 2), buffer][i++]);
      },
    }, { highWaterMark: 0 });
    const came = new Uint8Array(await new Response(await through<ReadableStream>(a, b, stream)).arrayBuffer());
    expect([...came]).to.deep.equal([[0, 1000], [1, 10], [2, 4], [3, 4], [4, 1000]].flatMap(([value, count]) => Array<number>(count!).fill(value!)));
  });

  it('that fails half-way ends for both: what it failed with here, an abort there', async () => {
    const { a, b } = await pair(), message = next(b, 'channel:message'), cause = new Error('mine');
    let n = 0;
    const sending = a.send(new ReadableStream({
      pull(controller) { if (n++ < 20) controller.enqueue(bytesOf(50_000)); else controller.error(cause); },
    }));
    const read = failure(async () => drain((await message).data as ReadableStream));
    const error = await failure(() => sending) as { code: string; cause?: unknown };
    expect([error.code, error.cause]).to.deep.equal(['BAD_DATA', cause]);
    expect((await read).code).to.equal('ABORTED');
    expect((await a.send('after')).ok).to.equal(true);
  });

  it('of something else than bytes is BAD_DATA, and is cancelled', async () => {
    const { a } = await pair();
    let cancelled: unknown;
    const stream = new ReadableStream({ start: (controller) => controller.enqueue('text'), cancel: () => { cancelled = true; } });
    expect((await failure(() => a.send(stream))).code).to.equal('BAD_DATA');
    expect(cancelled).to.equal(true);
  });

  it('that is read already is BAD_DATA, and stays with whoever reads it', async () => {
    const { a } = await pair(), stream = new Blob(['x']).stream(), reader = stream.getReader();
    expect((await failure(() => a.send(stream))).code).to.equal('BAD_DATA');
    expect((await reader.read()).done).to.equal(false);
  });
});

it('a Blob that cannot be read is BAD_DATA with the cause, and ends at the other side', async () => {
  const { a, b } = await pair(), cause = new DOMException('gone', 'NotReadableError');
  const blob = Object.assign(new Blob([bytesOf(3 * MIB)]), { slice: () => ({ arrayBuffer: () => Promise.reject(cause) }) });
  const offered = next(b, 'transfer'), error = await failure(() => a.send(blob)) as { code: string; cause?: unknown };
  expect([error.code, error.cause]).to.deep.equal(['BAD_DATA', cause]);
  const { transfer } = await offered, { code } = await failure(async () => { for await (const step of transfer) expect(step.received).to.equal(0); });
  expect(code).to.equal('ABORTED');
});
