import { expect } from '@open-wc/testing';
import { Store } from '../../../src/data/assembly.js';
import { LabelChannel, type LabelChannelHost } from '../../../src/data/channel.js';
import { orderedPart } from '../../../src/data/framing.js';
import { defaultOpening } from '../../../src/data/opening.js';
import { Budget } from '../../../src/data/outbox.js';
import { encode } from '../../../src/data/value.js';

const KIB = 1024, MIB = 1024 * KIB;

/** A remote's channels before its proof, each with the wire that the test speaks on. */
function unproved() {
  const store = new Store(), received: unknown[] = [];
  let isUp = false, violations = 0;
  const host = {
    budget: new Budget(), store, timers: { after: () => () => {} }, isClosed: () => false,
    get isUp() { return isUp; }, get isResumed() { return isUp; },
    onOpen: () => {}, onTraffic: () => {}, onAcknowledge: () => {}, takeAck: () => undefined, pump: () => {},
    onMessage: (_: LabelChannel, { data }: { data: unknown }) => { received.push(data); }, onViolation: () => { violations++; },
  } as unknown as LabelChannelHost;
  const open = (label: string) => {
    const channel = new LabelChannel(defaultOpening(label), host), wire = { readyState: 'open', bufferedAmount: 0, send() {}, close() {} } as unknown as RTCDataChannel;
    channel.attach({ signalingState: 'stable', createDataChannel: () => wire } as unknown as RTCPeerConnection, 10);
    return { channel, say: (data: ArrayBuffer) => { wire.onmessage!({ data } as MessageEvent); } };
  };
  return { store, received, open, prove: () => { isUp = true; }, violations: () => violations };
}

/** All that may be stored; nothing else is. */
function isFree(store: Store): boolean {
  const all = 6 * MIB, isAll = store.take(all);
  if (isAll) store.give(all);
  return isAll;
}

describe('what comes before the proof', () => {
  it('is bounded over all channels of a remote, however small it is, and leaves with its connection', () => {
    for (const size of [0, 60 * KIB]) {
      const { store, open, violations } = unproved(), channels = Array.from({ length: 10 }, (_, i) => open(`${i}`));
      let kept = 0;
      for (let i = 0; i < 30_000 && violations() === 0; i++, kept++) channels[i % 10]!.say(new ArrayBuffer(size));
      expect(violations(), `${size} bytes each`).to.equal(1);
      expect(kept * size).to.be.at.most(6 * MIB);
      expect(isFree(store)).to.equal(false);
      for (const { channel } of channels) channel.detach();
      expect(isFree(store)).to.equal(true);
    }
  });

  it('is handed over after it, in its order, and then held no more', () => {
    const { store, received, open, prove, violations } = unproved(), { channel, say } = open('x');
    for (const m of [1, 2, 3]) say(orderedPart(m, encode(`message ${m}`, undefined), 0).slice().buffer);
    channel.release();
    expect(received).to.deep.equal([]);
    prove();
    channel.release();
    expect([received, violations(), isFree(store)]).to.deep.equal([['message 1', 'message 2', 'message 3'], 0, true]);
  });
});
