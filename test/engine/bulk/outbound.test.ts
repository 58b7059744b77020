import { expect } from '@open-wc/testing';
import type { Bytes } from '../../../src/index.js';
import type { BulkLane, Chunk } from '../../../src/data/bulk/bulk-lane.js';
import { Outbound, type OutboundHost } from '../../../src/data/bulk/outbound.js';
import { pack, type Parcel } from '../../../src/data/bulk/parcel.js';
import { defaultOpening, type Opening } from '../../../src/data/opening.js';
import { VirtualClock } from '../fuzz/virtual-clock.js';
import { turn, until } from '../support.js';
import { bytesOf, KIB, MIB, streamFrom } from './support.js';

const OPENING = defaultOpening('x'), OTHER = defaultOpening('y');

/** One sender, and what it does, where the network is the test. */
function sender(): { out: Outbound; sent: Chunk[]; ended: number[]; violations: string[]; fates: string[]; announced: string[]; send(data: object | Parcel, opening?: Opening): () => void } {
  const sent: Chunk[] = [], ended: number[] = [], violations: string[] = [], fates: string[] = [], announced: string[] = [];
  const lane = { isReady: true, send: (chunk: Chunk) => { sent.push({ ...chunk, bytes: chunk.bytes.slice() }); } } as unknown as BulkLane;
  const host: OutboundHost = {
    lane, openLane: () => {}, sayEnded: (x) => ended.push(x), onViolation: (what) => violations.push(what),
    post: ({ label }) => {
      announced.push(label);
      return () => {};
    },
  };
  const out = new Outbound(host);
  const send = (data: object | Parcel, opening = OPENING) => out.send(opening, 'id', 'source' in data ? data : pack(data, undefined) as Parcel, {
    acknowledged: () => {}, fail: () => fates.push('failed'), settle: (outcome) => fates.push(outcome),
  });
  return { out, sent, ended, violations, fates, announced, send };
}

const all = (chunks: readonly Chunk[]): Bytes => new Uint8Array(chunks.flatMap(({ bytes }) => [...bytes]));

it('what was sent whole is delivered, though the receiver said so only over the next connection', async () => {
  const { out, sent, fates, violations, send } = sender();
  send(new Blob([bytesOf(100 * KIB)]));
  out.onCredit(1, 0, 2 * MIB);
  await until('all of it is sent', () => sent.at(-1)?.isLast === true);
  out.stall();
  out.onCredit(1, 100 * KIB, 3 * MIB);
  out.onEnd(1, 'delivered', undefined);
  expect([fates, violations]).to.deep.equal([['delivered'], []]);
});

it('nothing is delivered that was not sent', async () => {
  const { out, fates, violations, send } = sender();
  send(new Blob([bytesOf(3 * MIB)]));
  out.onCredit(1, 0, 2 * MIB);
  await turn();
  out.onEnd(1, 'delivered', undefined);
  expect([fates, violations]).to.deep.equal([[], ['end']]);
});

it('a stream for two is the same for both, though one has much else to come first', async () => {
  const busy = sender(), free = sender(), bytes = bytesOf(3 * MIB), parcel = pack(streamFrom([bytes]), undefined) as Parcel;
  const first = Array.from({ length: 128 }, () => busy.send(new Blob(['x'])));
  busy.send(parcel);
  free.send(parcel);
  free.out.onCredit(1, 0, 2 * MIB);
  await until('the free one goes ahead', () => all(free.sent).length === 2 * MIB);
  free.out.onCredit(1, 2 * MIB, 4 * MIB);
  await until('the free one has all', () => free.sent.at(-1)?.isLast === true);
  for (const takeBack of first) takeBack();
  busy.out.onCredit(129, 0, 4 * MIB);
  await until('the busy one has all', () => busy.sent.at(-1)?.isLast === true);
  const came = all(busy.sent);
  expect(came.length).to.equal(bytes.length);
  expect(came.every((byte, i) => byte === bytes[i])).to.equal(true);
});

it('who grants what has ended is told so again; what never was is a violation', () => {
  const { out, ended, violations, send } = sender();
  const takeBack = send(new Blob(['x']));
  takeBack();
  for (const x of [1, 2]) out.onCredit(x, 0, MIB);
  expect([ended, violations]).to.deep.equal([[1, 1], ['credit']]);
});

it('what nobody decides under one label holds up its own, and none of another', () => {
  const { out, announced, send } = sender(), of = (label: string) => announced.filter((one) => one === label).length;
  for (let i = 0; i < 300; i++) send(new Blob(['x']));
  expect(of('x')).to.equal(128);
  for (let i = 0; i < 100; i++) send(new Blob(['y']), OTHER);
  expect([of('x'), of('y')]).to.deep.equal([128, 64]);
  for (let x = 129; x < 129 + 64; x++) out.onEnd(x, 'rejected', undefined);
  expect([of('x'), of('y')]).to.deep.equal([128, 100]);
  for (let x = 1; x <= 50; x++) out.onEnd(x, 'rejected', undefined);
  expect([of('x'), of('y')]).to.deep.equal([160, 100]);
});

it('what waits can be taken back, and ends with its label', () => {
  const { out, announced, fates, send } = sender();
  for (let i = 0; i < 128; i++) send(new Blob(['x']));
  const takeBack = send(new Blob(['x']));
  send(new Blob(['x']));
  takeBack();
  takeBack();
  expect([announced.length, fates]).to.deep.equal([128, ['cancelled']]);
  out.end('closed', 'y');
  expect(fates).to.have.length(1);
  out.end('closed', 'x');
  expect([announced.length, fates.length]).to.deep.equal([128, 130]);
});

describe('a stream for two, of which one takes nothing', () => {
  const SIZE = 12 * MIB, PATIENCE_MS = 30_000;

  /** `free` takes all that it gets, `other` what the test says. */
  async function two(take: (other: ReturnType<typeof sender>) => void) {
    const clock = new VirtualClock(), free = sender(), other = sender(), bytes = bytesOf(SIZE);
    const parcel = pack(streamFrom(Array.from({ length: SIZE / MIB }, (_, i) => bytes.slice(i * MIB, (i + 1) * MIB))), undefined, clock.environment) as Parcel;
    const taken = () => free.sent.reduce((sum, chunk) => sum + chunk.bytes.length, 0);
    for (const one of [free, other]) one.send(parcel);
    take(other);
    /** Until the stream comes to rest. */
    const flow = async () => {
      for (let last = -1; last !== taken();) {
        last = taken();
        free.out.onCredit(1, last, last + 2 * MIB);
        for (let i = 0; i < 5; i++) await turn();
      }
    };
    await flow();
    return { clock, free, other, bytes, taken, flow };
  }

  for (const [how, take] of [
    ['never decides', () => {}],
    ['accepts, and reads nothing', ({ out }) => out.onCredit(1, 0, 2 * MIB)],
    ['has much else that nobody decides', ({ send }) => { for (let i = 0; i < 300; i++) send(new Blob(['x'])); }],
  ] as readonly [string, (other: ReturnType<typeof sender>) => void][]) {
    it(`because it ${how}: the other waits for half a minute, then goes on alone and gets it all`, async () => {
      const { clock, free, other, bytes, taken, flow } = await two(take);
      expect(taken()).to.be.above(3 * MIB).and.below(SIZE);
      clock.run(PATIENCE_MS - 1);
      await flow();
      expect([taken() < SIZE, other.fates]).to.deep.equal([true, []]);
      clock.run(1);
      await flow();
      expect([other.fates, other.ended, free.fates]).to.deep.equal([['timeout'], [1], []]);
      const came = all(free.sent);
      expect([came.length, came.every((byte, i) => byte === bytes[i])]).to.deep.equal([SIZE, true]);
    });
  }

  it('but is only slow: the other waits as long as it takes', async () => {
    const { clock, other, taken, flow } = await two(({ out }) => out.onCredit(1, 0, 2 * MIB));
    for (let at = 512 * KIB; taken() < SIZE; at += 512 * KIB) {
      clock.run(PATIENCE_MS - 1);
      other.out.onCredit(1, at, at + 2 * MIB);
      await flow();
    }
    expect(other.fates).to.deep.equal([]);
  });

  it('though nobody waits for it any more: nothing is held against it', async () => {
    const { clock, free, other, flow } = await two(() => {});
    free.out.onEnd(1, 'cancelled', undefined);
    clock.run(PATIENCE_MS);
    other.out.onCredit(1, 0, 2 * MIB);
    await flow();
    expect(other.fates).to.deep.equal([]);
    expect(other.sent.length).to.be.above(0);
  });
});
