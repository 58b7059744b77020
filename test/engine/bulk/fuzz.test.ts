import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { announce, MAX_X, parseAnnouncement } from '../../../src/data/bulk/announcement.js';
import { Blocks } from '../../../src/data/bulk/blocks.js';
import { BulkLane, type BulkLaneHost, type Chunk } from '../../../src/data/bulk/bulk-lane.js';
import { Inbound, type InboundHost } from '../../../src/data/bulk/inbound.js';
import { pack, type Parcel } from '../../../src/data/bulk/parcel.js';
import { PeerixError } from '../../../src/errors.js';
import type { LabelChannel } from '../../../src/data/channel.js';
import { ANNOUNCEMENT } from '../../../src/data/value.js';
import { utf8 } from '../../../src/signaling/bytes.js';
import { runs } from '../../support/runs.js';
import { mostly, textOf } from '../fuzz/json.js';
import { parameters, TEST_MS } from '../fuzz/parameters.js';

type Bytes = Uint8Array<ArrayBuffer>;
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) => fc.assert(fc.property(arbitrary, holds), parameters(runs(1000)));
const checkLater = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => Promise<void>) => fc.assert(fc.asyncProperty(arbitrary, holds), parameters(runs(1000)));
const bytes = (maxLength: number): fc.Arbitrary<Bytes> => fc.uint8Array({ maxLength, size: 'max' }).map((list) => new Uint8Array(list));

const x = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom(0, MAX_X, MAX_X + 1));
const body = mostly(fc.record({
  x, id: fc.constantFrom('a', 'b-_9', 'x'.repeat(32)),
  kind: fc.constantFrom(0, 1, 2, 3, 14, 128, 129), size: fc.oneof({ weight: 4, arbitrary: fc.nat(40) }, fc.nat(200_000), fc.constantFrom(2 ** 53 - 1, 2 ** 53)),
  name: fc.string({ unit: 'binary', maxLength: 30 }), type: fc.string({ unit: 'binary', maxLength: 30 }), modified: fc.integer(),
}));
const stream = fc.record({ x, id: fc.constant('s'), kind: fc.constant(130) });
const announcement = textOf(fc.oneof({ weight: 3, arbitrary: body }, stream));
const info = fc.constantFrom('', '', '{"a":1}', 'null', '{', '"\\ud800"');

const chunk: fc.Arbitrary<Chunk> = fc.record({
  x, isLast: fc.boolean(), bytes: bytes(40),
  offset: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0, 0, 0, 1, 5, 40) }, fc.constantFrom(2 ** 32, 2 ** 53 - 1, 2 ** 60)),
});

/** Bytes that the application gets; of a stream, until it fails. */
async function sizeOut(data: unknown): Promise<number> {
  if (data instanceof Blob) return data.size;
  if (typeof data === 'string') return data.length;
  if (!(data instanceof ReadableStream)) return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 1;
  const reader = (data as ReadableStream<Bytes>).getReader();
  let size = 0;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) size += value!.length;
  } catch { /* it was ended */ }
  return size;
}

/** One end of a lane whose messages the test makes. */
class Wire {
  binaryType = ''; bufferedAmountLowThreshold = 0; bufferedAmount = 0;
  readonly readyState = 'open';
  onmessage: ((event: { data: unknown }) => void) | undefined;
  readonly sent: Bytes[] = [];
  send(data: Bytes): void { this.sent.push(data); }
}

function lane(wire: Wire): { lane: BulkLane; chunks: Chunk[]; violations: () => number } {
  const chunks: Chunk[] = [];
  let violations = 0;
  const host: BulkLaneHost = { onOpen() {}, onLow() {}, onClosed() {}, onTraffic() {}, onChunk: (one) => chunks.push(one), onViolation: () => { violations++; } };
  return { lane: new BulkLane({ createDataChannel: () => wire } as unknown as RTCPeerConnection, host), chunks, violations: () => violations };
}

describe('for any input', function () {
  this.timeout(TEST_MS);

  it('announcements are refused, or are what they say within limits, and say the same again', () => {
    check(fc.tuple(announcement, info), ([text, about]) => {
      const parsed = parseAnnouncement({ type: ANNOUNCEMENT, bytes: utf8(text), info: utf8(about) });
      if (!parsed) return;
      expect(parsed.x).to.be.within(1, MAX_X);
      expect(parsed.size === undefined).to.equal(parsed.kind === 130);
      expect(Number.isSafeInteger(parsed.size ?? 0)).to.equal(true);
      for (const [name, limit] of [['name', 1024], ['type', 255], ['id', 32]] as const) expect((parsed[name] ?? '').length).to.be.at.most(limit);
      const again = parseAnnouncement({ type: ANNOUNCEMENT, bytes: utf8(JSON.stringify(parsed)), info: utf8(about) });
      expect(JSON.stringify(again)).to.equal(JSON.stringify(parsed));
    });
  });

  it('Files are announced with all that is theirs, however they are called', () => {
    check(fc.tuple(fc.string({ unit: 'binary', maxLength: 2000, size: 'max' }), fc.string({ maxLength: 300 }), fc.integer({ min: -1e12, max: 1e14 })), ([name, type, lastModified]) => {
      const file = new File(['x'], name, { type, lastModified }), parsed = parseAnnouncement(announce(1, 'id', pack(file, { a: 1 }) as Parcel))!;
      expect(parsed.info).to.deep.equal({ a: 1 });
      const nameOf = (text: string) => new File([], text).name; // which has no halves of characters
      expect([nameOf(parsed.name!), parsed.type ?? '', parsed.modified, parsed.size]).to.deep.equal([nameOf(file.name.slice(0, 1024)), file.type.slice(0, 255), lastModified, 1]);
    });
  });

  it('lane messages are refused, or come back as they were sent', () => {
    const wire = new Wire(), end = lane(wire);
    check(chunk.map((one) => ({ ...one, offset: Math.min(one.offset, 2 ** 53 - 1), x: Math.min(one.x, MAX_X) })), (one) => {
      end.lane.send(one);
      wire.onmessage!({ data: wire.sent.pop()!.slice().buffer }); // a lane uses its buffer again
      const { x, offset, isLast, bytes } = end.chunks.pop()!;
      expect([x, offset, isLast, [...bytes]]).to.deep.equal([one.x, one.offset, one.isLast, [...one.bytes]]);
    });
    check(fc.oneof(bytes(40), bytes(40).map((one) => { one[0] = one[0]! & 1; return one; }), fc.constantFrom(13 + 65_536, 13 + 65_537).map((length) => new Uint8Array(length))), (one) => {
      const before = end.violations();
      wire.onmessage!({ data: one.buffer });
      const parsed = end.chunks.pop(), isRight = one.length >= 13 && one.length <= 13 + 65_536 && one[0]! <= 1;
      expect([parsed !== undefined, end.violations() - before]).to.deep.equal([isRight, isRight ? 0 : 1]);
      if (parsed) expect(parsed.bytes.length).to.equal(one.length - 13);
    });
    for (const data of ['', 'text', null, undefined, 5]) expect(() => wire.onmessage!({ data })).to.not.throw();
  });

  it('whatever is announced, brought and ended: nothing is thrown, and never more comes out than was granted', async () => {
    const step = fc.oneof(
      fc.record({ announce: announcement }), { weight: 3, arbitrary: fc.record({ chunk }) }, fc.record({ end: x }),
      fc.record({ act: fc.constantFrom('accept', 'stream', 'reject', 'pause', 'resume', 'cancel') }), fc.constant({ grantAll: true }),
    );
    let everything = 0;
    await checkLater(fc.tuple(fc.array(step, { maxLength: 40 }), fc.constantFrom<'accept' | 'ask' | number>('accept', 'ask', 20)), async ([steps, receive]) => {
      const granted = new Map<number, number>(), reads: Promise<void>[] = [], offered: { accept(options?: object): void; reject(): void; pause(): void; resume(): void; cancel(): void }[] = [];
      let out = 0, most = 0;
      const host: InboundHost = {
        lane: {} as BulkLane, isTalking: false, openLane: () => {}, receives: () => receive, onViolation: () => {}, sayEnded: () => {},
        sayCredit: (x, at, upTo) => {
          expect(upTo).to.be.within(Math.max(at, granted.get(x) ?? 0), at + 2 * 1024 * 1024);
          most += upTo - (granted.get(x) ?? 0);
          granted.set(x, upTo);
        },
        emit: (event) => {
          if (event.name === 'transfer') offered.push(event.transfer);
          if (event.name === 'channel:message') reads.push(sizeOut(event.data).then((size) => { out += size; }));
        },
      };
      const inbound = new Inbound(host), channel = { label: 'x', state: 'open' } as LabelChannel;
      let brought = 0;
      for (const one of steps) {
        if ('announce' in one) inbound.onAnnouncement(channel, { type: ANNOUNCEMENT, bytes: utf8(one.announce), info: utf8('') });
        else if ('chunk' in one) {
          brought += one.chunk.bytes.length;
          inbound.onChunk(one.chunk);
        } else if ('end' in one) inbound.onEnd(one.end);
        else if ('grantAll' in one) inbound.grantAll();
        else if (one.act === 'accept' || one.act === 'stream') offered.at(-1)?.accept({ as: one.act === 'stream' ? 'stream' : 'blob' });
        else offered.at(-1)?.[one.act]();
        await Promise.resolve(); // what was not decided is decided
      }
      inbound.end(new PeerixError('ABORTED', 'over'));
      await Promise.all(reads);
      expect(out).to.be.at.most(Math.min(most, brought));
      everything += out;
    });
    expect(everything, 'came out').to.be.above(0);
  });

  it('blocks are the bytes that came, from any place, however they came', () => {
    const lengths = fc.array(fc.oneof({ weight: 4, arbitrary: fc.nat(50) }, fc.constantFrom(0, 1, 32_768, 65_535, 65_536, 65_537, 200_000)), { maxLength: 30 });
    check(fc.tuple(lengths, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 })), ([list, places]) => {
      const blocks = new Blocks(), whole: number[] = [];
      for (const [i, length] of list.entries()) {
        const piece = new Uint8Array(length).fill(i);
        whole.push(length);
        blocks.add(piece);
      }
      const total = whole.reduce((sum, length) => sum + length, 0), valueAt = (at: number) => { let i = 0, end = whole[0]!; while (at >= end) end += whole[++i]!; return i; };
      expect([blocks.start, blocks.end, blocks.length]).to.deep.equal([0, total, total]);
      for (const place of [...places].sort((a, b) => a - b)) {
        const at = Math.floor(place * total);
        blocks.trim(at);
        const rest = blocks.at(at);
        if (at < total) expect([blocks.start, rest![0], rest!.at(-1)]).to.deep.equal([at, valueAt(at) & 255, valueAt(at + rest!.length - 1) & 255]); else expect(rest).to.equal(undefined);
      }
      const left = blocks.length, all = blocks.take();
      expect(all.reduce((sum, { length }) => sum + length, 0)).to.equal(left);
      expect(all.length).to.be.at.most(2 + left / 16_384);
      expect([blocks.length, blocks.shift()]).to.deep.equal([0, undefined]);
    });
  });
});
