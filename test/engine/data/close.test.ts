import { expect } from '@open-wc/testing';
import type { Peer, PeerEvent } from '../../../src/index.js';
import { crowd, inbox, latecomer, named, next, pair, record, seenBy, turn, until } from '../support.js';
import { runs } from '../../support/runs.js';

const isOpen = (viewer: Peer, other: Peer, label: string) => seenBy(viewer, other).channels.get(label)?.state === 'open';
const bothOpen = (a: Peer, b: Peer, label: string) =>
  until(`${label} is open on both sides`, () => isOpen(a, b, label) && isOpen(b, a, label));
const has = (viewer: Peer, other: Peer, label: string) => seenBy(viewer, other).channels.has(label);
const bothClosed = (a: Peer, b: Peer, label: string) =>
  until(`${label} is closed on both sides`, () => !has(a, b, label) && !has(b, a, label));
const opened = (prepare = (a: Peer) => a.open({ label: 'x' })) => pair(prepare);
const closings = (events: readonly PeerEvent[]) => named(events, 'channel:close');

for (const closer of ['a', 'b'] as const) {
  it(`${closer === 'a' ? 'who opened it' : 'the other side'} closes: channel:close once on both sides, state closed, nothing in channels`, async () => {
    const two = await opened(), { a, b } = two;
    await bothOpen(a, b, 'x');
    const events = [record(a), record(b)];
    const channel = seenBy(a, b).channels.get('x')!;
    two[closer].close({ label: 'x' });
    await bothClosed(a, b, 'x');
    expect(channel.state).to.equal('closed');
    for (const list of events) {
      expect(closings(list)).to.have.lengthOf(1);
      expect(closings(list)[0]).to.have.all.keys('name', 'remote', 'channel', 'label');
      expect(named(list, 'channel:error').length + named(list, 'error').length).to.equal(0);
    }
  });
}

it('closed by both at once: channel:close once on both sides', async () => {
  const { a, b } = await opened();
  await bothOpen(a, b, 'x');
  const events = [record(a), record(b)];
  a.close({ label: 'x' });
  b.close({ label: 'x' });
  await bothClosed(a, b, 'x');
  a.open({ label: 'y' });
  await bothOpen(a, b, 'y');
  for (const list of events) expect(closings(list)).to.have.lengthOf(1);
});

for (const [closer, opener] of [['a', 'a'], ['a', 'b'], ['b', 'a'], ['b', 'b']] as const) {
  it(`closed by ${closer}, opened again by ${opener}: works both ways, order kept`, async () => {
    const two = await opened(), { a, b } = two;
    await bothOpen(a, b, 'x');
    const atA = inbox(a, 'x'), atB = inbox(b, 'x');
    await Promise.all([a.send(1, { label: 'x' }), b.send(1, { label: 'x' })]);
    two[closer].close({ label: 'x' });
    await bothClosed(a, b, 'x');
    two[opener].open({ label: 'x' });
    await bothOpen(a, b, 'x');
    await Promise.all([2, 3, 4].flatMap((n) => [a.send(n, { label: 'x' }), b.send(n, { label: 'x' })]));
    expect([atA, atB]).to.deep.equal([[1, 2, 3, 4], [1, 2, 3, 4]]);
  });
}

it('opening it again in the listener of its closing works', async () => {
  const { a, b } = await opened();
  await bothOpen(a, b, 'x');
  b.once('channel:close', () => b.open({ label: 'x' }));
  a.close({ label: 'x' });
  await next(a, 'channel:open');
  expect((await a.send('again', { label: 'x' })).ok).to.equal(true);
});

it('what was sent before the close still arrives', async () => {
  const { a, b } = await opened();
  await bothOpen(a, b, 'x');
  const received = inbox(b, 'x');
  for (let i = 0; i < 50; i++) void a.send(i, { label: 'x' });
  a.close({ label: 'x' });
  await bothClosed(a, b, 'x');
  expect(received).to.deep.equal(Array.from({ length: 50 }, (_, i) => i));
});

it('sending while the other side closes never fails with anything untyped', async () => {
  const { a, b } = await opened();
  for (let i = 0; i < 20; i++) {
    a.open({ label: 'x' });
    await bothOpen(a, b, 'x');
    b.close({ label: 'x' });
    while (seenBy(a, b).channels.has('x')) {
      for (let n = 0; n < 5; n++) expect(['delivered', 'closed']).to.include((await a.send('y', { label: 'x' })).get(b.id!));
    }
  }
});

it('opened and closed in one breath leaves no half-open channel, 50 times', async () => {
  const { a, b } = await opened((one) => one.open({ label: 'settled' }));
  for (let i = 0; i < 50; i++) {
    const opener = i % 2 ? a : b;
    opener.open({ label: `x${i}` });
    opener.close({ label: `x${i}` });
  }
  for (let i = 0; i < 50; i++) await bothClosed(a, b, `x${i}`);
  expect([...seenBy(b, a).channels.keys()]).to.deep.equal(['settled']);
});

it('opened again by both, where one has heard that it is closed and its stream has not ended yet: open for both', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x' }), { RTCPeerConnection: Reluctant });
  for (let i = 0; i < 6; i++) {
    const [closer, other] = i % 2 ? [a, b] : [b, a];
    await bothOpen(a, b, 'x');
    closer.close({ label: 'x' });
    while (has(other, closer, 'x') && !await isSaidClosed(other)) await turn();
    other.open({ label: 'x' });
    closer.open({ label: 'x' });
    await bothOpen(a, b, 'x');
    const received = inbox(other, 'x');
    await until('it carries', async () => (await closer.send('y', { label: 'x' })).ok);
    expect(received).to.contain('y');
  }
});

/** Its channels say a little later that they closed. */
class Reluctant extends RTCPeerConnection {
  override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
    const dc = super.createDataChannel(label, init);
    let onclose: (() => void) | null = null;
    Object.defineProperty(dc, 'onclose', { set: (listener: () => void) => { onclose = listener; } });
    dc.addEventListener('close', () => { setTimeout(() => onclose?.(), 100); });
    return dc;
  }
}

/** Nothing is sent on it any more. */
async function isSaidClosed(peer: Peer): Promise<boolean> {
  let isClosed = false;
  void peer.send('?', { label: 'x' }).then(({ ok }) => { isClosed = !ok; }, () => { isClosed = true; });
  for (let i = 0; i < 8; i++) await Promise.resolve();
  return isClosed;
}

it('any interleaving of opening and closing ends alike on both sides', async function () {
  this.timeout(600_000);
  const { a, b } = await pair();
  for (let i = 0; i < runs(60); i++) {
    const label = `x${i}`;
    for (let step = 0; step < 6; step++) {
      const peer = Math.random() < 0.5 ? a : b;
      if (Math.random() < 0.5) peer.open({ label }); else peer.close({ label });
      if (Math.random() < 0.3) await turn();
    }
    await until(`${label} is alike on both sides`, () => isOpen(a, b, label) === isOpen(b, a, label)
      && has(a, b, label) === isOpen(a, b, label) && has(b, a, label) === isOpen(b, a, label));
    const received = inbox(b, label);
    const report = isOpen(a, b, label) && await a.send('x', { label });
    if (report && report.ok) expect(received).to.deep.equal(['x']); // else it was about to close
    for (const peer of [a, b]) peer.close({ label });
  }
});

it('closing is for the pair: a third member keeps its channel', async () => {
  const [a, b, c] = await crowd(3);
  a.open({ label: 'x' });
  await Promise.all([bothOpen(a, b, 'x'), bothOpen(a, c, 'x')]);
  b.close({ label: 'x' });
  await bothClosed(a, b, 'x');
  const received = inbox(c, 'x');
  const report = await a.send('x', { label: 'x' });
  expect(Object.fromEntries(report)).to.deep.equal({ [b.id!]: 'closed', [c.id!]: 'delivered' });
  expect(received).to.deep.equal(['x']);
});

it('a label that I closed is not opened with a late joiner by sending on it', async () => {
  const { a, b } = await opened();
  await bothOpen(a, b, 'x');
  a.close({ label: 'x' });
  await bothClosed(a, b, 'x');
  const c = await latecomer(a, b);
  const report = await a.send('x', { label: 'x' });
  expect(Object.fromEntries(report)).to.deep.equal({ [b.id!]: 'closed', [c.id!]: 'closed' });
  expect([...seenBy(c, a).channels.keys()]).to.deep.equal([]);
});

it('"default" opens itself again at the next send', async () => {
  const { a, b } = await pair();
  await a.send(1);
  b.close();
  await bothClosed(a, b, 'default');
  const received = inbox(b);
  expect((await a.send(2)).ok).to.equal(true);
  expect(received).to.deep.equal([2]);
});

it('closing a label that fills the pair lets the other labels go on', async () => {
  const { a, b } = await opened((one) => {
    one.open({ label: 'full' });
    one.open({ label: 'other' });
  });
  await bothOpen(a, b, 'other');
  const full = Array.from({ length: 1100 }, () => a.send('x', { label: 'full' }));
  b.close({ label: 'full' });
  const other = a.send('waits', { label: 'other' });
  expect((await Promise.all(full)).at(-1)!.get(b.id!)).to.equal('closed');
  expect((await other).ok).to.equal(true);
});

it('a label can be opened and closed more often than there are streams', async function () {
  this.timeout(60_000);
  const { a, b } = await pair();
  for (let i = 0; i < 600; i++) {
    a.open({ label: 'x' });
    expect((await a.send(i, { label: 'x' })).ok, `time ${i}`).to.equal(true);
    const closed = next(b, 'channel:close');
    a.close({ label: 'x' });
    await closed;
  }
});

it('closing what is not open is nothing', async () => {
  const { a, b } = await pair();
  const events = [record(a), record(b)];
  a.close();
  a.close({ label: 'never' });
  a.open({ label: 'x' });
  await bothOpen(a, b, 'x');
  for (const list of events) expect(closings(list)).to.deep.equal([]);
});
