import { expect } from '@open-wc/testing';
import type { Peer } from '../../../src/index.js';
import { meet, seenBy, strangers, until } from '../support.js';
import { camera, sentPicture } from './streams.js';

const VIEWERS = 4;
const MEASURE_MS = 2500;

interface Cost { readonly bytes: number; readonly encodeSeconds: number }

/** Until now, over all viewers. */
async function total(senders: readonly RTCPeerConnection[]): Promise<Cost> {
  const all = await Promise.all(senders.map(sentPicture));
  return { bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), encodeSeconds: all.reduce((sum, { encodeSeconds }) => sum + encodeSeconds, 0) };
}

/** Within a while. */
async function cost(senders: readonly RTCPeerConnection[]): Promise<Cost> {
  const before = await total(senders);
  await new Promise((resolve) => { setTimeout(resolve, MEASURE_MS); });
  const after = await total(senders);
  return { bytes: after.bytes - before.bytes, encodeSeconds: after.encodeSeconds - before.encodeSeconds };
}

it('four viewers with small or hidden tiles cost a fraction of what four whole pictures do', async function () {
  this.timeout(60_000);
  const peers = strangers(VIEWERS + 1), [publisher, ...viewers] = peers as [Peer, ...Peer[]];
  await meet(peers);
  publisher.publish(await camera());
  const senders = viewers.map((viewer) => seenBy(publisher, viewer).connection);
  await until('all are whole', async () => (await Promise.all(senders.map(sentPicture))).every(({ width }) => width === 1280)).catch(() => { /* a slow machine sends less */ });
  const whole = await cost(senders);
  viewers.forEach((viewer, i) => seenBy(viewer, publisher).want(i < 2 ? { width: 320, height: 180 } : { hidden: true }));
  await until('two are small', async () => (await Promise.all(senders.slice(0, 2).map(sentPicture))).every(({ width }) => width <= 320));
  const little = await cost(senders);
  const ratios = `bits ${(little.bytes / whole.bytes).toFixed(2)}, encoding ${(little.encodeSeconds / whole.encodeSeconds).toFixed(2)}`;
  expect(whole.bytes, 'whole pictures').to.be.above(10_000);
  expect(little.bytes / whole.bytes, ratios).to.be.below(0.5); // the aim is a quarter; `npm run bench -- media` has the figures
  expect(little.encodeSeconds / whole.encodeSeconds, ratios).to.be.below(0.5);
});
