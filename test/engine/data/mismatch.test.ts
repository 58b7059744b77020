import { expect } from '@open-wc/testing';
import type { Peer, PeerEvent } from '../../../src/index.js';
import { failure, inbox, named, next, pair, record, seenBy, until } from '../support.js';

const channelOf = (viewer: Peer, other: Peer) => seenBy(viewer, other).channels.get('x');
const bothOpen = (a: Peer, b: Peer) =>
  until('x is open on both sides', () => channelOf(a, b)?.state === 'open' && channelOf(b, a)?.state === 'open');
const mismatches = (events: readonly PeerEvent[]) => named(events, 'error').filter(({ error }) => error.code === 'CHANNEL_MISMATCH');

it('opened by both before join with other options: one loses and hears of it, the channel works', async () => {
  const events: PeerEvent[][] = [];
  const { a, b } = await pair((one, other) => {
    events.push(record(one), record(other));
    one.open({ label: 'x', protocol: 'one' });
    other.open({ label: 'x', protocol: 'other' });
  });
  await bothOpen(a, b);
  const winner = channelOf(a, b)!.protocol;
  expect(channelOf(b, a)!.protocol).to.equal(winner);
  const [lost, won] = winner === 'one' ? [events[1]!, events[0]!] : [events[0]!, events[1]!];
  expect([mismatches(lost).length, mismatches(won).length]).to.deep.equal([1, 0]);
  expect(mismatches(lost)[0]!.remote).to.equal(winner === 'one' ? seenBy(b, a) : seenBy(a, b));
  const received = inbox(b, 'x');
  await a.send('works', { label: 'x' });
  expect(received).to.deep.equal(['works']);
});

it('opened by both at once after join with other options: one hears of it, every channel that is new closes or opens', async () => {
  const { a, b } = await pair();
  const events = [record(a), record(b)];
  a.open({ label: 'x', protocol: 'one' });
  b.open({ label: 'x', protocol: 'other' });
  await bothOpen(a, b);
  await until('somebody heard of it', () => events.some((list) => mismatches(list).length > 0));
  expect(channelOf(a, b)!.protocol).to.equal(channelOf(b, a)!.protocol);
  expect(events.flatMap(mismatches)).to.have.lengthOf(1);
  for (const list of events) {
    for (const { channel } of named(list, 'channel:new')) {
      const fate = list.filter((event) => (event as { channel?: unknown }).channel === channel).map(({ name }) => name);
      expect(['channel:open', 'channel:close']).to.include(fate[1]);
    }
    for (const { channel } of named(list, 'channel:open')) {
      expect(named(list, 'channel:new').some((event) => event.channel === channel)).to.equal(true);
    }
  }
  expect((await b.send('works', { label: 'x' })).ok).to.equal(true);
});

it('opened with other options than the remote before: its options hold, I hear of it', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x', ordered: false }));
  await bothOpen(a, b);
  const error = next(b, 'error');
  b.open({ label: 'x' });
  expect((await error).error.code).to.equal('CHANNEL_MISMATCH');
  expect((await error).remote).to.equal(seenBy(b, a));
  expect(channelOf(b, a)!.ordered).to.equal(false);
});

it('opened with the same options as the remote before: nothing happens', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x', ordered: false }));
  await bothOpen(a, b);
  const events = [record(a), record(b)];
  b.open({ label: 'x', ordered: false });
  expect((await b.send('works', { label: 'x' })).ok).to.equal(true);
  expect(events.flatMap((list) => list.map(({ name }) => name))).to.deep.equal(['channel:message']);
});

it('what an unreliable channel cannot take is TOO_LARGE, whoever opened it', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x', maxRetransmits: 0 }));
  await bothOpen(a, b);
  const large = new Uint8Array(64 * 1024 + 1);
  expect((await failure(() => a.send(large, { label: 'x' }))).code).to.equal('TOO_LARGE');
  expect((await failure(() => b.send(large, { label: 'x' }))).code).to.equal('TOO_LARGE');
  b.on('error', () => {});
  b.open({ label: 'x' });
  expect((await failure(() => b.send(large, { label: 'x' }))).code).to.equal('TOO_LARGE');
  const received = inbox(b, 'x');
  expect((await a.send(new Uint8Array(64 * 1024), { label: 'x' })).ok).to.equal(true);
  await until('64 KiB came', () => received.length === 1);
});
