import { expect } from '@open-wc/testing';
import type { Peer, PeerEvent } from '../../../src/index.js';
import { crowd, inbox, latecomer, meet, named, next, pair, record, seenBy, strangers, until } from '../support.js';

const isOpen = (viewer: Peer, other: Peer, label: string) => seenBy(viewer, other).channels.get(label)?.state === 'open';
const bothOpen = (a: Peer, b: Peer, label: string) =>
  until(`${label} is open on both sides`, () => isOpen(a, b, label) && isOpen(b, a, label));
const story = (events: readonly PeerEvent[], label: string) => events
  .filter((event) => event.name.startsWith('channel:') && (event as { label: string }).label === label).map(({ name }) => name);

it('opened before join by one: new, then open, once, on both sides', async () => {
  const events: PeerEvent[][] = [];
  const { a, b } = await pair((one, other) => {
    events.push(record(one), record(other));
    one.open({ label: 'x' });
  });
  await bothOpen(a, b, 'x');
  for (const list of events) expect(story(list, 'x')).to.deep.equal(['channel:new', 'channel:open']);
});

it('opened by both before join: one channel', async () => {
  const events: PeerEvent[][] = [];
  const { a, b } = await pair((one, other) => {
    events.push(record(one), record(other));
    for (const peer of [one, other]) peer.open({ label: 'x' });
  });
  await bothOpen(a, b, 'x');
  const received = [inbox(a, 'x'), inbox(b, 'x')];
  await Promise.all([a.send('from a', { label: 'x' }), b.send('from b', { label: 'x' })]);
  expect(received).to.deep.equal([['from b'], ['from a']]);
  for (const list of events) expect(story(list, 'x')).to.deep.equal(['channel:new', 'channel:open', 'channel:message']);
});

for (const opener of ['a', 'b'] as const) {
  it(`opened after join by ${opener}: new, then open, on both sides`, async () => {
    const two = await pair();
    const events = [record(two.a), record(two.b)];
    two[opener].open({ label: 'x' });
    await bothOpen(two.a, two.b, 'x');
    for (const list of events) expect(story(list, 'x')).to.deep.equal(['channel:new', 'channel:open']);
  });
}

it('opened by both at once with the same options, 20 labels: one channel each, no error', async () => {
  const { a, b } = await pair();
  const events = [record(a), record(b)];
  for (let i = 0; i < 20; i++) {
    const label = `x${i}`, received = [inbox(a, label), inbox(b, label)];
    a.open({ label });
    b.open({ label });
    const reports = await Promise.all([a.send(`a${i}`, { label }), b.send(`b${i}`, { label })]);
    expect(reports.map(({ ok }) => ok)).to.deep.equal([true, true]);
    expect(received).to.deep.equal([[`b${i}`], [`a${i}`]]);
  }
  for (const list of events) {
    for (let i = 0; i < 20; i++) expect(story(list, `x${i}`)).to.deep.equal(['channel:new', 'channel:open', 'channel:message']);
    expect(named(list, 'error')).to.deep.equal([]);
  }
});

const OPTIONS = { label: 'full', ordered: false, maxRetransmits: 3, protocol: 'p1' };

it('an event has exactly its fields, and the channel its properties, on both sides', async () => {
  const { a, b, toA, toB } = await pair();
  const events = [record(a), record(b)];
  a.open(OPTIONS);
  await bothOpen(a, b, 'full');
  await a.send('x', { label: 'full', info: 1 });
  await next(b, 'channel:message');
  for (const [remote, list] of [[toB, events[0]!], [toA, events[1]!]] as const) {
    const channel = remote.channels.get('full')!;
    expect(named(list, 'channel:new')).to.deep.equal([{ name: 'channel:new', remote, channel, label: 'full' }]);
    expect(named(list, 'channel:open')[0]).to.have.all.keys('name', 'remote', 'channel', 'label');
    const { label, state, ordered, maxRetransmits, maxPacketLifeTime, protocol } = channel;
    expect({ label, state, ordered, maxRetransmits, maxPacketLifeTime, protocol })
      .to.deep.equal({ ...OPTIONS, state: 'open', maxPacketLifeTime: null });
    expect(channel.bufferedAmount).to.equal(0);
  }
  expect(named(events[1]!, 'channel:message')[0]).to.include({ remote: toA, label: 'full', data: 'x', info: 1 })
    .and.to.have.all.keys('name', 'remote', 'channel', 'label', 'data', 'info');
});

it('Channel.send sends on that label to that remote only', async () => {
  const [a, b, c] = await crowd(3);
  a.open({ label: 'x' });
  await Promise.all([bothOpen(a, b, 'x'), bothOpen(a, c, 'x')]);
  const atB: PeerEvent<'channel:message'>[] = [], atC = inbox(c, 'x');
  b.on('channel:message', (event) => atB.push(event));
  expect((await seenBy(a, b).channels.get('x')!.send('mine', { info: 2 })).ok).to.equal(true);
  expect(atB.map(({ label, data, info }) => ({ label, data, info }))).to.deep.equal([{ label: 'x', data: 'mine', info: 2 }]);
  expect(atC).to.deep.equal([]);
});

it('"default" opens itself at the first send', async () => {
  const { a, b } = await pair();
  expect([...seenBy(a, b).channels.keys()]).to.deep.equal([]);
  const opened = next(b, 'channel:open');
  await a.send('x');
  expect((await opened).label).to.equal('default');
});

it('a label that a remote opened counts as opened by me, towards everybody', async () => {
  const [a, b, c] = await crowd(3);
  const received = [inbox(a, 'x'), inbox(c, 'x')];
  a.open({ label: 'x', ordered: false, protocol: 'p' });
  await bothOpen(a, b, 'x');
  const report = await b.send('answer', { label: 'x' });
  expect(Object.fromEntries(report)).to.deep.equal({ [a.id!]: 'delivered', [c.id!]: 'delivered' });
  expect(received).to.deep.equal([['answer'], ['answer']]);
  expect(seenBy(c, b).channels.get('x')).to.include({ ordered: false, protocol: 'p' });
});

it('a late joiner gets the channels that are open', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'before' }));
  b.open({ label: 'after', maxPacketLifeTime: 100 });
  await bothOpen(a, b, 'after');
  const c = await latecomer(a, b);
  await Promise.all([bothOpen(a, c, 'before'), bothOpen(b, c, 'after')]);
  expect(seenBy(c, b).channels.get('after')!.maxPacketLifeTime).to.equal(100);
});

it('openings survive leave, and a closed label stays away', async () => {
  const { a, b } = await pair((one) => {
    one.open({ label: 'kept' });
    one.open({ label: 'gone' });
  });
  await bothOpen(a, b, 'kept');
  a.close({ label: 'gone' });
  await a.leave();
  await until('b saw it', () => b.remotes.size === 0);
  await meet([a, b]);
  await bothOpen(a, b, 'kept');
  expect((await b.send('x', { label: 'kept' })).ok).to.equal(true);
  expect([...seenBy(a, b).channels.keys()]).to.deep.equal(['kept']);
});

it('throws at the 257th label', () => {
  const [a] = strangers(1) as [Peer];
  for (let i = 0; i < 256; i++) a.open({ label: `x${i}` });
  a.open({ label: 'x0' });
  expect(() => a.open({ label: 'one more' })).to.throw().with.property('code', 'BAD_OPTION');
});
