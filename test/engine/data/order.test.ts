import { expect } from '@open-wc/testing';
import { crowd, inbox, named, pair, record, seenBy, until } from '../support.js';

const KIB = 1024;
/** Small, one chunk, and several chunks, mixed. */
const SIZES = [0, 1, 100, 3 * KIB, 20, 64 * KIB, 5, 150 * KIB];

function numbered(count: number): Uint32Array[] {
  return Array.from({ length: count }, (_, i) => {
    const view = new Uint32Array(1 + (SIZES[i % SIZES.length] ?? 0) / 4);
    view[0] = i;
    return view;
  });
}
const numbers = (views: readonly unknown[]) => (views as Uint32Array[]).map((view) => view[0]);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

it('delivers 1,000 messages of mixed sizes in order, and says so', async () => {
  const { a, b } = await pair();
  const received = inbox(b);
  const reports = await Promise.all(numbered(1000).map((view) => a.send(view)));
  expect(reports.every(({ ok }) => ok)).to.equal(true);
  expect(numbers(received)).to.deep.equal(upTo(1000));
  expect((received as Uint32Array[]).map(({ length }) => length)).to.deep.equal(numbered(1000).map(({ length }) => length));
});

it('delivers both ways at once', async () => {
  const { a, b } = await pair();
  const atA = inbox(a), atB = inbox(b);
  await Promise.all(numbered(300).flatMap((view) => [a.send(view), b.send(view)]));
  expect(numbers(atA)).to.deep.equal(upTo(300));
  expect(numbers(atB)).to.deep.equal(upTo(300));
});

it('holds 24 MiB back: the channel never buffers more than the high-water mark and one chunk', async () => {
  const { a, b, toB } = await pair();
  const received = inbox(b);
  let most = 0;
  const views = Array.from({ length: 32 }, (_, i) => new Uint32Array(192 * KIB).fill(i));
  const sending = Promise.all(views.map((view) => a.send(view)));
  const watch = setInterval(() => { most = Math.max(most, toB.channels.get('default')?.bufferedAmount ?? 0); }, 1);
  b.on('channel:message', () => { most = Math.max(most, toB.channels.get('default')?.bufferedAmount ?? 0); });
  const reports = await sending;
  clearInterval(watch);
  expect(reports.every(({ ok }) => ok)).to.equal(true);
  expect(numbers(received)).to.deep.equal(upTo(32));
  expect(most).to.be.within(1, 400 * KIB);
});

it('keeps a small message on another label quick beside a full one', async () => {
  const { a, b } = await pair((one) => {
    one.open({ label: 'bulk' });
    one.open({ label: 'chat' });
  });
  const bulk = inbox(b, 'bulk'), chat = inbox(b, 'chat');
  await a.send('warm', { label: 'chat' });
  const flood = Promise.all(Array.from({ length: 3 }, () => a.send(new Uint8Array(1024 * KIB), { label: 'bulk' })));
  await a.send('quick', { label: 'chat' });
  expect(chat).to.deep.equal(['warm', 'quick']);
  expect(bulk.length).to.be.lessThan(3);
  await flood;
});

it('an unordered channel delivers each message once', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'loose', ordered: false }));
  const received = inbox(b, 'loose');
  const reports = await Promise.all(numbered(500).map((view) => a.send(view, { label: 'loose' })));
  expect(reports.every((report) => [...report.values()].join() === 'delivered')).to.equal(true);
  expect((numbers(received) as number[]).sort((x, y) => x - y)).to.deep.equal(upTo(500));
});

it('several labels, several remotes: each pair and label in its own order', async () => {
  const [a, b, c] = await crowd(3);
  a.open({ label: 'x' });
  b.open({ label: 'y' });
  await until('c has both', () => seenBy(c, a).channels.has('x') && seenBy(c, b).channels.has('y'));
  const x = inbox(c, 'x'), y = inbox(c, 'y');
  await Promise.all(numbered(100).flatMap((view) => [a.send(view, { label: 'x' }), b.send(view, { label: 'y' })]));
  expect(numbers(x)).to.deep.equal(upTo(100));
  expect(numbers(y)).to.deep.equal(upTo(100));
});

it('a message sent in the listener of another comes after it', async () => {
  const { a, b } = await pair();
  const received = inbox(a);
  b.on('channel:message', ({ data }) => {
    b.send(['first', data]);
    b.send(['second', data]);
  });
  await Promise.all([a.send(1), a.send(2)]);
  await until('four answers came', () => received.length === 4);
  expect(received).to.deep.equal([['first', 1], ['second', 1], ['first', 2], ['second', 2]]);
});

it('the first message comes after connection:connected, channel:new and channel:open', async () => {
  let events: ReturnType<typeof record> = [];
  const { a, b } = await pair((one, other) => {
    events = record(other);
    one.open({ label: 'early' });
    one.on('connection:connected', () => void one.send('at once', { label: 'early' }));
  });
  await until('it came', () => named(events, 'channel:message').length === 1);
  const names = events.map(({ name }) => name).filter((name) => /^(connection|channel)/.test(name));
  expect(names).to.deep.equal([
    'connection:new', 'connection:connecting', 'connection:connected', 'channel:new', 'channel:open', 'channel:message',
  ]);
  expect(seenBy(a, b).channels.get('early')?.state).to.equal('open');
});
