import { expect } from '@open-wc/testing';
import type { Progress } from '../../../src/index.js';
import { crowd, failure, inbox, named, next, pair, record, until } from '../support.js';

const MIB = 1024 * 1024;
const large = (n: number) => new Uint8Array(MIB).fill(n);
const firsts = (received: readonly unknown[]) => (received as Uint8Array[]).map((view) => view[0]);

it('an aborted signal sends nothing, rejects with its reason', async () => {
  const { a, b } = await pair();
  const received = inbox(b), reason = new Error('mine');
  expect(await failure(() => a.send('x', { signal: AbortSignal.abort(reason) }))).to.equal(reason);
  await a.send('y');
  expect(received).to.deep.equal(['y']);
});

it('an aborted signal rejects though nobody is there', async () => {
  const { a, b } = await pair();
  const closed = next(a, 'connection:closed');
  await b.leave();
  await closed;
  expect((await failure(() => a.send('x', { signal: AbortSignal.abort() }))).name).to.equal('AbortError');
});

it('aborted while it waits: never arrives; those before and after do, in order', async () => {
  const { a, b } = await pair();
  const received = inbox(b), controller = new AbortController(), reason = new Error('mine');
  const before = [0, 1, 2, 3, 4, 5].map((n) => a.send(large(n)));
  const aborted = a.send(large(99), { signal: controller.signal });
  const after = a.send(large(7));
  controller.abort(reason);
  expect(await failure(() => aborted)).to.equal(reason);
  const reports = await Promise.all([...before, after]);
  expect(reports.every(({ ok }) => ok)).to.equal(true);
  expect(firsts(received)).to.deep.equal([0, 1, 2, 3, 4, 5, 7]);
});

for (const ordered of [true, false]) {
  it(`cancelled half-way on an ${ordered ? 'ordered' : 'unordered'} channel: the rest stays away, the channel goes on`, async () => {
    const { a, b } = await pair((one) => one.open({ label: 'x', ordered }));
    const received = inbox(b, 'x');
    for (let i = 0; i < 10; i++) {
      const half = a.send(large(99), { label: 'x' }); // the first 256 KiB are under way at once
      half.cancel();
      const report = a.send(large(i), { label: 'x' });
      expect((await failure(() => half)).code).to.equal('ABORTED');
      expect((await report).ok).to.equal(true);
    }
    expect(firsts(received)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
}

it('cancel() rejects with an AbortError, or with what it is given', async () => {
  const { a } = await pair();
  const one = a.send(large(0)), other = a.send(large(1)), reason = new Error('mine');
  one.cancel();
  other.cancel(reason);
  const error = await failure(() => one);
  expect([error.name, error.code]).to.deep.equal(['AbortError', 'ABORTED']);
  expect(await failure(() => other)).to.equal(reason);
});

it('cancelling what is settled changes nothing', async () => {
  const { a } = await pair();
  const controller = new AbortController();
  const sending = a.send('x', { signal: controller.signal });
  await sending;
  sending.cancel();
  controller.abort();
  expect((await sending).ok).to.equal(true);
});

it('cancelling 1,000 times leaves room for what comes after', async () => {
  const { a, b } = await pair();
  const received = inbox(b);
  for (let i = 0; i < 1500; i++) {
    const sending = a.send(new Uint8Array(100_000));
    sending.cancel();
    if (i % 50 === 0) await a.send(i);
  }
  expect((await a.send('after')).ok).to.equal(true);
  expect(received.at(-1)).to.equal('after');
});

it('aborting the send to all touches no other send', async () => {
  const [a, b, c] = await crowd(3);
  const atB = inbox(b), atC = inbox(c), controller = new AbortController();
  const kept = [a.send(large(1)), a.send(large(2))];
  const aborted = a.send(large(99), { signal: controller.signal });
  kept.push(a.send(large(3)));
  controller.abort();
  await failure(() => aborted);
  expect((await Promise.all(kept)).every(({ ok }) => ok)).to.equal(true);
  expect([firsts(atB), firsts(atC)]).to.deep.equal([[1, 2, 3], [1, 2, 3]]);
});

it('an abort is no event', async () => {
  const { a, b } = await pair();
  await a.send('warm');
  const events = [record(a), record(b)];
  const sending = a.send(large(1));
  sending.cancel();
  await failure(() => sending);
  await a.send('x');
  await until('it came', () => named(events[1]!, 'channel:message').length === 1);
  expect(events.map((list) => list.map(({ name }) => name))).to.deep.equal([[], ['channel:message']]);
});

it('iterates progress: rising, to the total, then ends; break does not stop the sending', async () => {
  const { a } = await pair();
  const sending = a.send(large(1)), steps: Progress[] = [];
  for await (const progress of sending) steps.push(progress);
  expect(steps.at(-1)).to.deep.equal({ sent: MIB, total: MIB });
  expect(steps.every(({ sent }, i) => i === 0 || sent > steps[i - 1]!.sent)).to.equal(true);
  const broken = a.send(large(2));
  for await (const progress of broken) if (progress.total) break;
  expect((await broken).ok).to.equal(true);
});

it('progress is that of the slowest that it may still reach, and ends when somebody leaves', async () => {
  const [a, b] = await crowd(3);
  const sending = a.send(large(1));
  void b.leave();
  const steps: number[] = [];
  for await (const { sent } of sending) steps.push(sent);
  expect((await sending).ok).to.equal(false);
  expect(steps).to.deep.equal([0, MIB]);
});

it('iteration ends after a bad call, an abort, and an empty message', async () => {
  const { a } = await pair();
  a.on('error', () => {});
  const cancelled = a.send(large(1));
  cancelled.cancel();
  for (const sending of [a.send(undefined as never), cancelled, a.send('')]) {
    for await (const { sent, total } of sending) expect(sent).to.be.at.most(total ?? 0);
  }
});
