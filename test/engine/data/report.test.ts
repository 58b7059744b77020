import { expect } from '@open-wc/testing';
import type { Peer, Report } from '../../../src/index.js';
import { crowd, failure, inbox, meet, named, next, pair, record, seenBy, settled, strangers, turn, until } from '../support.js';

const plain = (report: Report) => Object.fromEntries(report);

it('reports `delivered` by remote id, only after the message was handed over', async () => {
  const { a, b } = await pair();
  const received = inbox(b);
  const report = await a.send('x');
  expect(received).to.deep.equal(['x']);
  expect(plain(report)).to.deep.equal({ [b.id!]: 'delivered' });
  expect(report.ok).to.equal(true);
  expect(report.size).to.equal(1);
});

it('reports ok to nobody', async () => {
  const [a] = strangers(1);
  await a!.join({ room: 'alone' });
  const report = await a!.send('x');
  expect([report.size, report.ok]).to.deep.equal([0, true]);
  expect((await a!.send('x', { to: [] })).ok).to.equal(true);
});

it('sends to everybody, to an id, to a Remote, to several of either, each once', async () => {
  const [a, b, c, d] = await crowd(4);
  const boxes = [inbox(b), inbox(c), inbox(d)];
  expect(Object.keys(plain(await a.send('all'))).sort()).to.deep.equal([b.id, c.id, d.id].sort());
  expect(plain(await a.send('id', { to: b.id! }))).to.deep.equal({ [b.id!]: 'delivered' });
  expect(plain(await a.send('remote', { to: seenBy(a, c) }))).to.deep.equal({ [c.id!]: 'delivered' });
  await a.send('two', { to: [b.id!, seenBy(a, d), b.id!] });
  await a.send('set', { to: new Set([seenBy(a, c), seenBy(a, d)]) });
  await a.send('values', { to: a.remotes.values() });
  await seenBy(a, b).send('mine');
  expect(boxes).to.deep.equal([['all', 'id', 'two', 'values', 'mine'], ['all', 'remote', 'set', 'values'], ['all', 'two', 'set', 'values']]);
});

it('reports `left` for an id that has left, before and while it is sent', async () => {
  const { a, b, toB } = await pair();
  const id = b.id!;
  const under = a.send(new Uint8Array(1_000_000));
  const closed = next(a, 'connection:closed');
  await b.leave();
  await closed;
  expect([...(await under).values()]).to.have.lengthOf(1);
  const report = await a.send('x', { to: id });
  expect(plain(report)).to.deep.equal({ [id]: 'left' });
  expect(report.ok).to.equal(false);
  expect(plain(await toB.send('x'))).to.deep.equal({ [id]: 'left' });
  expect((await a.send('x')).ok).to.equal(true);
});

it('reports `left` for what waited when the other side left', async () => {
  const { a, b } = await pair();
  const id = b.id!;
  const sendings = Array.from({ length: 16 }, () => a.send(new Uint8Array(1_000_000)));
  await next(b, 'channel:message');
  await b.leave();
  const reports = await Promise.all(sendings);
  expect(plain(reports.at(-1)!)).to.deep.equal({ [id]: 'left' });
  expect(reports.at(-1)!.ok).to.equal(false);
});

it('settles what is under way when I leave', async () => {
  const { a } = await pair();
  const sendings = Array.from({ length: 16 }, () => a.send(new Uint8Array(1_000_000)));
  await a.leave();
  const reports = await Promise.all(sendings);
  expect(reports.at(-1)!.ok).to.equal(false);
  expect((await failure(() => a.send('x'))).code).to.equal('NOT_JOINED');
});

it('reports `closed` for what waited when the label was closed', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x' }));
  const sendings = Array.from({ length: 16 }, () => a.send(new Uint8Array(1_000_000), { label: 'x' }));
  await next(b, 'channel:message');
  b.close({ label: 'x' });
  const reports = await Promise.all(sendings);
  expect(plain(reports.at(-1)!)).to.deep.equal({ [b.id!]: 'closed' });
});

it('reports `closed` for a label that the other side closed', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x' }));
  const closed = next(a, 'channel:close');
  b.close({ label: 'x' });
  await closed;
  expect(plain(await a.send('x', { label: 'x' }))).to.deep.equal({ [b.id!]: 'closed' });
});

it('tells by channel:error of what nobody awaits and a closing label cut off; by error where it was closed before', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x' })), events = record(a);
  for (let i = 0; i < 16; i++) a.send(new Uint8Array(1_000_000), { label: 'x' });
  await next(b, 'channel:message');
  b.close({ label: 'x' });
  await until('it is told', () => named(events, 'channel:error').length > 0);
  for (const { label, remote, channel, error } of named(events, 'channel:error')) {
    expect([label, remote.id, channel.label, channel.state, error.code]).to.deep.equal(['x', b.id, 'x', 'closed', 'CHANNEL_FAILED']);
    expect([error.message, error.hint]).to.satisfy((words: unknown[]) => words.every((word) => typeof word === 'string' && word !== ''));
  }
  a.send('late', { label: 'x' });
  await until('it is told', () => named(events, 'error').length > 0);
  expect(named(events, 'error').map(({ remote, error }) => [remote?.id, error.code])).to.deep.equal([[b.id, 'CHANNEL_FAILED']]);
});

it('tells nothing of what a remote that leaves no longer hears: its leaving is told', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'x' })), events = record(a);
  for (let i = 0; i < 16; i++) a.send(new Uint8Array(1_000_000), { label: 'x' });
  await next(b, 'channel:message');
  await Promise.all([next(a, 'connection:closed'), b.leave()]);
  await turn();
  expect([...named(events, 'channel:error'), ...named(events, 'error')]).to.deep.equal([]);
});

it('reports `sent` for an unreliable channel', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'u', maxRetransmits: 0 }));
  const received = inbox(b, 'u');
  const report = await a.send({ x: 1 }, { label: 'u', info: 'i' });
  expect(plain(report)).to.deep.equal({ [b.id!]: 'sent' });
  expect(report.ok).to.equal(true);
  await until('it came', () => received.length === 1);
  expect(received).to.deep.equal([{ x: 1 }]);
});

it('reports `dropped` where an unreliable channel is congested, and `sent` again later', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'u', ordered: false, maxPacketLifeTime: 50 }));
  const reports = await Promise.all(Array.from({ length: 60 }, () => a.send(new Uint8Array(60_000), { label: 'u' })));
  const outcomes = reports.map((report) => report.get(b.id!));
  expect(outcomes[0]).to.equal('sent');
  expect(outcomes.at(-1)).to.equal('dropped');
  expect(reports.at(-1)!.ok).to.equal(false);
  await until('there is room again', async () => (await a.send('small', { label: 'u' })).ok);
});

it('waits for a remote that is still connecting when it is named', async () => {
  const [a, b] = strangers(2) as [Peer, Peer];
  const received = inbox(b);
  const sent = new Promise<Report>((resolve) => {
    a.on('connection:new', ({ remote }) => resolve(a.send('early', { to: remote })));
  });
  await meet([a, b]);
  expect((await sent).ok).to.equal(true);
  expect(received).to.deep.equal(['early']);
});

it('one addressee that left spoils nothing for the others', async () => {
  const [a, b, c] = await crowd(3);
  const id = b.id!, received = inbox(c);
  const closed = next(a, 'connection:closed');
  await b.leave();
  await closed;
  const report = await a.send('x', { to: [id, c.id!] });
  expect(plain(report)).to.deep.equal({ [id]: 'left', [c.id!]: 'delivered' });
  expect(report.ok).to.equal(false);
  expect(received).to.deep.equal(['x']);
});

it('is a promise with catch and finally, and has its own id each time', async () => {
  const { a, b } = await pair();
  const one = a.send(1), two = a.send(2);
  expect(one.id).to.be.a('string').that.is.not.empty;
  expect(one.id).to.not.equal(two.id);
  let isFinal = false;
  const report = await one.finally(() => { isFinal = true; });
  expect([isFinal, report.ok, (await two.catch(() => 'no')) !== 'no']).to.deep.equal([true, true, true]);
  expect(await a.send(undefined as never).catch((error) => error.code)).to.equal('BAD_DATA');
  await turn();
  expect(b.state).to.equal('joined');
});

it('a message on a label does not count as delivered by an acknowledgement of the label before it was closed', async () => {
  const { a, b } = await pair((one) => one.open({ label: 'settled' }));
  for (let i = 0; i < 20; i++) {
    a.open({ label: 'x' });
    const received = inbox(b, 'x');
    const before = [0, 1, 2].map((n) => a.send(`old ${n}`, { label: 'x' }));
    await before[0];
    const last = [3, 4, 5].map((n) => a.send(`old ${n}`, { label: 'x' }));
    a.close({ label: 'x' });
    a.open({ label: 'x' });
    const fresh = [0, 1, 2, 3, 4].map((n) => a.send(`new ${n}`, { label: 'x' }).then((report) => ({ report, had: [...received] })));
    for (const [n, result] of fresh.entries()) {
      const { report, had } = await result;
      expect(report.ok).to.equal(true);
      expect(had).to.include(`new ${n}`);
    }
    await Promise.all(last);
    const closed = next(b, 'channel:close');
    a.close({ label: 'x' });
    await closed;
  }
  await settled(a, b);
});
