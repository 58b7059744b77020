import { expect } from '@open-wc/testing';
import type { Bytes } from '../../../src/index.js';
import type { BulkLane, Chunk } from '../../../src/data/bulk/bulk-lane.js';
import { Outbound, type OutboundHost } from '../../../src/data/bulk/outbound.js';
import { pack, type Parcel } from '../../../src/data/bulk/parcel.js';
import { defaultOpening } from '../../../src/data/opening.js';
import { turn } from '../support.js';
import { bytesOf, KIB, MIB, streamFrom } from './support.js';

const OPENING = defaultOpening('x');

/** One sender, and what it does, where the network is the test. */
function sender(): { out: Outbound; sent: Chunk[]; ended: number[]; violations: string[]; fates: string[]; send(data: object | Parcel): () => void } {
  const sent: Chunk[] = [], ended: number[] = [], violations: string[] = [], fates: string[] = [];
  const lane = { isReady: true, send: (chunk: Chunk) => { sent.push({ ...chunk, bytes: chunk.bytes.slice() }); } } as unknown as BulkLane;
  const host: OutboundHost = {
    lane, openLane: () => {}, post: () => () => {}, sayEnded: (x) => ended.push(x), onViolation: (what) => violations.push(what),
  };
  const out = new Outbound(host);
  const send = (data: object | Parcel) => out.send(OPENING, 'id', 'source' in data ? data : pack(data, undefined) as Parcel, {
    acknowledged: () => {}, fail: () => fates.push('failed'), settle: (outcome) => fates.push(outcome),
  });
  return { out, sent, ended, violations, fates, send };
}

const all = (chunks: readonly Chunk[]): Bytes => new Uint8Array(chunks.flatMap(({ bytes }) => [...bytes]));

it('what was sent whole is delivered, though the receiver said so only over the next connection', async () => {
  const { out, sent, fates, violations, send } = sender();
  send(new Blob([bytesOf(100 * KIB)]));
  out.onCredit(1, 0, 2 * MIB);
  await turn();
  expect(sent.at(-1)?.isLast).to.equal(true);
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
  await turn();
  free.out.onCredit(1, 2 * MIB, 4 * MIB);
  await turn();
  for (const takeBack of first) takeBack();
  busy.out.onCredit(129, 0, 4 * MIB);
  await turn();
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
