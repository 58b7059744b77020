import { expect } from '@open-wc/testing';
import type { Progress } from '../../../src/index.js';
import { crowd, failure, inbox, named, next, pair, record, seenBy, turn, until } from '../support.js';
import { bytesOf, calm, drain, hashOf, MIB, offers, streamFrom } from './support.js';

describe('what the contract says of transfers', () => {
  it('a transfer has one id on both sides, and says there what it is', async () => {
    const { a, b } = await pair((_, to) => to.open({ receive: 'ask' })), offered = next(b, 'transfer');
    const file = new File([bytesOf(MIB)], 'a.png', { type: 'image/png' }), sending = a.send(file, { info: { album: 1 } });
    const { transfer, label, channel, remote } = await offered;
    expect([transfer.id, transfer.size, transfer.fileName, transfer.type, transfer.info, label, channel.label, remote.id])
      .to.deep.equal([sending.id, MIB, 'a.png', 'image/png', { album: 1 }, 'default', 'default', a.id]);
    transfer.accept();
    await sending;
    const next2 = next(b, 'transfer'), stream = a.send(streamFrom([bytesOf(10)])), plain = (await next2).transfer;
    expect([plain.id, plain.size, plain.fileName, plain.type, plain.info]).to.deep.equal([stream.id, undefined, undefined, undefined, undefined]);
    plain.reject();
  });

  it('reports for each, and its progress is that of the slowest', async () => {
    const [a, b, c, d] = await crowd(4), refused = offers(d), slow = offers(c);
    c.open({ receive: 'ask' });
    d.open({ receive: 'ask' });
    const sending = a.send(new Blob([bytesOf(3 * MIB)])), steps: Progress[] = [];
    const watching = (async () => { for await (const step of sending) steps.push(step); })();
    await next(b, 'channel:message');
    await until('all are asked', () => refused.length + slow.length === 2);
    refused[0]!.reject('no room');
    await calm(a, b);
    expect(steps.every(({ sent }) => sent === 0)).to.equal(true);
    slow[0]!.accept();
    const report = await sending;
    await watching;
    expect([report.get(b.id!), report.get(c.id!), report.get(d.id!), report.ok]).to.deep.equal(['delivered', 'delivered', 'rejected', false]);
    expect(steps.at(-1)).to.deep.equal({ sent: 3 * MIB, total: 3 * MIB });
    expect(steps.every(({ sent }, i) => i === 0 || sent >= steps[i - 1]!.sent)).to.equal(true);
  });

  it('`break` stops watching, on either side, and nothing else', async () => {
    const { a, b } = await pair(), offered = next(b, 'transfer'), message = next(b, 'channel:message');
    const sending = a.send(new Blob([bytesOf(5 * MIB)])), { transfer } = await offered;
    for await (const { received } of transfer) if (received > 0) break;
    for await (const { sent } of sending) if (sent > 0) break;
    expect((await sending).ok).to.equal(true);
    expect(((await message).data as Blob).size).to.equal(5 * MIB);
  });

  it('iterates to the end on both sides, though it began late', async () => {
    const { a, b } = await pair(), offered = next(b, 'transfer'), sending = a.send(streamFrom([bytesOf(3 * MIB)]));
    const { transfer } = await offered, message = next(b, 'channel:message');
    await drain((await message).data as ReadableStream);
    await sending;
    const steps: unknown[] = [];
    for await (const step of transfer) steps.push(step);
    for await (const step of sending) steps.push(step);
    expect(steps).to.deep.equal([{ received: 3 * MIB, total: undefined }, { sent: 3 * MIB, total: undefined }]);
  });

  it('rejected, and nobody awaits it: `channel:error` with the reason; somebody awaits it: no event', async () => {
    const { a, b } = await pair((_, to) => to.open({ receive: 'ask' })), events = record(a);
    b.on('transfer', ({ transfer }) => transfer.reject('not now'));
    const report = await a.send(new Blob([bytesOf(MIB)]));
    expect([...report.values()]).to.deep.equal(['rejected']);
    await calm(a, b);
    expect(named(events, 'channel:error')).to.have.length(0);
    a.send(new Blob([bytesOf(MIB)]));
    await until('it is told', () => named(events, 'channel:error').length === 1);
    const { error, label, remote } = named(events, 'channel:error')[0]!;
    expect([error.code, label, remote.id]).to.deep.equal(['CHANNEL_FAILED', 'default', b.id]);
    expect(error.message).to.include('not now');
  });

  it('cancelled by the receiver, and nobody awaits it: `channel:error`', async () => {
    const { a, b } = await pair((_, to) => to.on('transfer', ({ transfer }) => { transfer.accept(); transfer.cancel(); }));
    const failed = next(a, 'channel:error');
    a.send(new Blob([bytesOf(3 * MIB)]));
    const { error, remote } = await failed;
    expect([error.code, remote.id]).to.deep.equal(['CHANNEL_FAILED', b.id]);
  });

  it('unreadable, and nobody awaits it: `channel:error` with the cause, once', async () => {
    const { a, b } = await pair(), errors = record(a), cause = new Error('mine');
    a.send(new ReadableStream({ pull: (controller) => controller.error(cause) }));
    await until('it is told', () => named(errors, 'channel:error').length > 0);
    await calm(a, b);
    expect(named(errors, 'channel:error').map(({ error }) => [error.code, error.cause])).to.deep.equal([['BAD_DATA', cause]]);
  });

  it('a small one that is taken back is no event, as with any message', async () => {
    const { a, b } = await pair();
    await a.send('warm');
    const events = record(b), controller = new AbortController();
    const sendings = Array.from({ length: 20 }, () => a.send(new Blob(['x']), { signal: controller.signal }));
    controller.abort();
    await Promise.all(sendings.map((sending) => failure(() => sending)));
    await calm(a, b);
    expect(events.filter(({ name }) => name === 'channel:error' || name === 'transfer')).to.deep.equal([]);
  });

  it('an unreliable channel takes no Blob, File or stream, and the stream stays unread', async () => {
    const { a, b } = await pair((one) => one.open({ label: 'u', maxRetransmits: 0 })), received = inbox(b, 'u'), stream = new Blob(['x']).stream();
    for (const data of [new Blob(['x']), new File(['x'], 'x'), stream]) {
      expect((await failure(() => a.send(data, { label: 'u' }))).code).to.equal('BAD_DATA');
    }
    expect((await failure(() => a.send('x'.repeat(2 * MIB), { label: 'u' }))).code).to.equal('TOO_LARGE');
    expect(stream.locked).to.equal(false);
    await calm(a, b);
    expect(received).to.deep.equal([]);
  });

  it('an empty Blob, an empty File and an empty stream arrive, without a total to wait for', async () => {
    const { a, b } = await pair(), received = inbox(b), sendings = [a.send(new Blob([])), a.send(new File([], 'empty')), a.send(streamFrom([]))];
    await until('all came', () => received.length === 3);
    const sizes = await Promise.all(received.map(async (data) => (data instanceof Blob ? data.size : drain(data as ReadableStream))));
    expect(sizes).to.deep.equal([0, 0, 0]);
    expect((received.find((data) => data instanceof File) as File).name).to.equal('empty');
    expect((await Promise.all(sendings)).every(({ ok }) => ok)).to.equal(true);
  });

  it('Files on an unordered channel arrive, each whole', async () => {
    const { a, b } = await pair((one) => one.open({ label: 'x', ordered: false })), received = inbox(b, 'x');
    const files = [1, 2, 3].map((n) => new File([bytesOf(n * MIB + n, n)], `${n}`));
    expect((await Promise.all(files.map((file) => a.send(file, { label: 'x' })))).every(({ ok }) => ok)).to.equal(true);
    const came = (received as File[]).sort((one, other) => one.name.localeCompare(other.name));
    expect(await Promise.all(came.map(hashOf))).to.deep.equal(await Promise.all(files.map(hashOf)));
  });

  it('to nobody, and with a signal that is aborted already: settles, and the stream is let go', async () => {
    const { a, b } = await pair(), cancelled: unknown[] = [], closed = next(a, 'connection:closed');
    const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(bytesOf(10)), cancel: () => { cancelled.push(1); } });
    expect((await failure(() => a.send(endless(), { signal: AbortSignal.abort() }))).name).to.equal('AbortError');
    await b.leave();
    await closed;
    expect((await a.send(endless())).ok).to.equal(true);
    await turn();
    expect(cancelled).to.have.length(2);
  });

  it('thousands that are sent and cancelled at once leave room for what comes after', async () => {
    const { a, b } = await pair(), offered = offers(b);
    for (let i = 0; i < 1500; i++) {
      const sending = a.send(new Blob([new Uint8Array(100_000)]));
      sending.cancel();
      sending.catch(() => { /* asked for */ });
      if (i % 100 === 0) await turn();
    }
    const report = await a.send(new Blob([bytesOf(MIB)]), { info: 'last' });
    expect(report.ok).to.equal(true);
    await calm(a, b);
    const left = offered.filter(({ info }) => info !== 'last');
    for (const transfer of left) await failure(async () => { for await (const step of transfer) expect(step.received).to.equal(0); throw new Error('done'); });
  });

  it('to a Remote of two: the other hears nothing', async () => {
    const [a, b, c] = await crowd(3), atB = inbox(b), atC = offers(c);
    expect((await seenBy(a, b).send(new Blob([bytesOf(2 * MIB)]))).ok).to.equal(true);
    expect([atB.length, atC.length]).to.deep.equal([1, 0]);
  });
});
