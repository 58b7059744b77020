import { expect } from '@open-wc/testing';
import type { IncomingTransfer, Peer } from '../../../src/index.js';
import type { BulkLane } from '../../../src/data/bulk/bulk-lane.js';
import { Inbound } from '../../../src/data/bulk/inbound.js';
import type { LabelChannel } from '../../../src/data/channel.js';
import { ANNOUNCEMENT } from '../../../src/data/value.js';
import type { RemoteEvent } from '../../../src/events.js';
import { utf8 } from '../../../src/signaling/bytes.js';
import { failure, inbox, named, next, pair, record, seenBy, turn, until } from '../support.js';
import { bytesOf, calm, drain, hashOf, KIB, MIB, offers, readSome, streamOf } from './support.js';

const receiving = (receive: 'accept' | 'ask' | number) => pair((a, b) => {
  a.open({ label: 'x' });
  b.open({ label: 'x', receive });
});
const WINDOW = 2 * MIB;

async function steps(transfer: IncomingTransfer): Promise<{ received: number; total: number | undefined }[]> {
  const list = [];
  for await (const step of transfer) list.push(step);
  return list;
}

describe('what is taken', function () {
  this.timeout(30_000);

  it('accept: everything, with no limit, and progress to the end', async () => {
    const { a, b } = await receiving('accept'), offered = next(b, 'transfer'), sending = a.send(new Blob([bytesOf(5 * MIB)]), { label: 'x' });
    const seen = await steps((await offered).transfer);
    expect((await sending).ok).to.equal(true);
    expect(seen.at(-1)).to.deep.equal({ received: 5 * MIB, total: 5 * MIB });
    expect(seen.every(({ received }, i) => i === 0 || received >= seen[i - 1]!.received)).to.equal(true);
    expect(seen.length, 'seen on its way').to.be.above(2);
  });

  it('ask: nothing comes until it is accepted, later too', async () => {
    const { a, b } = await receiving('ask'), received = inbox(b, 'x'), offered = next(b, 'transfer');
    const sending = a.send(new Blob([bytesOf(3 * MIB)]), { label: 'x' }), { transfer } = await offered;
    expect((await a.send('meanwhile', { label: 'x' })).ok).to.equal(true);
    await calm(a, b);
    expect(received).to.deep.equal(['meanwhile']);
    transfer.accept();
    expect((await sending).ok).to.equal(true);
    expect(await hashOf(received[1] as Blob)).to.equal(await hashOf(bytesOf(3 * MIB)));
  });

  it('ask: rejected now or later, with a reason or without; what is small just comes', async () => {
    const { a, b } = await receiving('ask'), received = inbox(b, 'x'), offered = offers(b);
    const sendings = [1, 2].map((n) => a.send(new Blob([bytesOf(MIB)]), { label: 'x', info: n }));
    expect((await a.send(new Blob([bytesOf(64 * KIB)]), { label: 'x' })).ok).to.equal(true);
    await until('two are offered', () => offered.length === 2);
    offered[0]!.reject('why not');
    offered[1]!.reject();
    const reports = await Promise.all(sendings);
    expect(reports.map((report) => [...report.values()])).to.deep.equal([['rejected'], ['rejected']]);
    expect([received.length, await steps(offered[0]!)]).to.deep.equal([1, [{ received: 0, total: MIB }]]);
  });

  it('a limit: what says that it is larger is rejected before a byte comes; what is as large comes', async () => {
    const { a, b } = await receiving(MIB), received = inbox(b, 'x'), offered = offers(b);
    expect([...(await a.send(new Blob([bytesOf(MIB + 1)]), { label: 'x' })).values()]).to.deep.equal(['rejected']);
    expect((await a.send(new Blob([bytesOf(MIB)]), { label: 'x' })).ok).to.equal(true);
    expect([received.length, (await steps(offered[0]!)).at(-1)?.received]).to.deep.equal([1, 0]);
  });

  it('a limit below a chunk counts for what is small, too', async () => {
    const { a, b } = await receiving(100), received = inbox(b, 'x');
    const reports = await Promise.all([100, 101].map((size) => a.send(new Blob([bytesOf(size)]), { label: 'x' })));
    expect(reports.map((report) => [...report.values()][0])).to.deep.equal(['delivered', 'rejected']);
    expect(received).to.have.length(1);
  });

  it('a limit: a stream that goes beyond it ends there, for both', async () => {
    const { a, b } = await receiving(3 * MIB), message = next(b, 'channel:message');
    let cancelled = false;
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(bytesOf(50_000)), cancel: () => { cancelled = true; } });
    const sending = a.send(endless, { label: 'x' });
    expect((await failure(async () => drain((await message).data as ReadableStream))).code).to.equal('TOO_LARGE');
    expect([...(await sending).values()]).to.deep.equal(['rejected']);
    await until('the stream is let go', () => cancelled);
  });

  it('a listener decides otherwise, in the event', async () => {
    const { a, b } = await receiving(MIB), message = next(b, 'channel:message', ({ label }) => label === 'x');
    const stop = b.on('transfer', ({ transfer }) => transfer.accept({ as: 'stream' }));
    const sending = a.send(new Blob([bytesOf(3 * MIB)]), { label: 'x' });
    expect(await hashOf((await message).data as ReadableStream)).to.equal(await hashOf(bytesOf(3 * MIB)));
    expect((await sending).ok).to.equal(true);
    stop();
    b.on('transfer', ({ transfer }) => transfer.reject());
    expect([...(await a.send(new Blob([bytesOf(MIB)]), { label: 'x' })).values()]).to.deep.equal(['rejected']);
  });

  it('a listener decides otherwise, though it hears of it only after another event', async () => {
    const later: RemoteEvent[] = [], ended: unknown[] = [];
    let grants = 0;
    const inbound = new Inbound({
      lane: {} as BulkLane, isTalking: false, openLane: () => {}, receives: () => 'accept', emit: (event) => { later.push(event); },
      sayCredit: () => { grants++; }, sayEnded: (x, ending, why) => { ended.push([x, ending, why]); }, onViolation: () => {},
    });
    const body = utf8(JSON.stringify({ x: 1, id: 'id', kind: 128, size: MIB }));
    inbound.onAnnouncement({ label: 'x', state: 'open' } as LabelChannel, { type: ANNOUNCEMENT, info: utf8(''), bytes: body });
    for (const event of later.splice(0)) if (event.name === 'transfer') event.transfer.reject('no');
    await turn();
    expect([ended, grants]).to.deep.equal([[[1, 'rejected', 'no']], 0]);
  });

  it('a listener that throws changes nothing', async () => {
    const { a, b } = await receiving('accept'), { error } = console, said: unknown[] = [];
    console.error = (...what: unknown[]) => { said.push(what); };
    try {
      b.on('transfer', () => { throw new Error('mine'); });
      expect((await a.send(new Blob([bytesOf(2 * MIB)]), { label: 'x' })).ok).to.equal(true);
    } finally {
      console.error = error;
    }
    expect(said).to.have.length(1);
  });

  it('accepted twice, rejected after it was accepted, accepted after it was rejected: the first word holds', async () => {
    const { a, b } = await receiving('ask'), received = inbox(b, 'x'), offered = offers(b);
    const sendings = [1, 2].map((n) => a.send(new Blob([bytesOf(n * MIB)]), { label: 'x' }));
    await until('both are offered', () => offered.length === 2);
    const [first, second] = offered as [IncomingTransfer, IncomingTransfer];
    first.accept();
    first.accept({ as: 'stream' });
    first.reject();
    second.reject();
    second.accept();
    second.cancel();
    second.pause();
    second.resume();
    expect((await Promise.all(sendings)).map((report) => [...report.values()][0])).to.deep.equal(['delivered', 'rejected']);
    expect(received.map((data) => (data as Blob).size)).to.deep.equal([MIB]);
    first.cancel();
    first.pause();
    first.resume();
    await calm(a, b);
    expect(received).to.have.length(1);
  });

  it('accepted as what is none: BAD_OPTION, and it can still be accepted', async () => {
    const { a, b } = await receiving('ask'), offered = next(b, 'transfer'), sending = a.send(new Blob([bytesOf(MIB)]), { label: 'x' });
    const { transfer } = await offered;
    for (const options of [null, 7, { as: 'streem' }, { as: null }] as never[]) expect((await failure(() => transfer.accept(options))).code).to.equal('BAD_OPTION');
    transfer.accept({});
    expect((await sending).ok).to.equal(true);
  });

  it('a Blob as a stream, a stream as a Blob, a value as a stream of its bytes', async () => {
    const { a, b } = await receiving('ask'), received = inbox(b, 'x');
    const stop = b.on('transfer', ({ transfer }) => transfer.accept({ as: 'stream' }));
    const sendings = [a.send(new Blob([bytesOf(2 * MIB)]), { label: 'x' }), a.send(bytesOf(2 * MIB + 8), { label: 'x' })];
    await until('both begin', () => received.length === 2);
    const hashes = await Promise.all(received.map(async (data) => hashOf(data as ReadableStream)));
    expect(hashes).to.have.members([await hashOf(bytesOf(2 * MIB)), await hashOf(bytesOf(2 * MIB + 8))]);
    expect((await Promise.all(sendings)).every(({ ok }) => ok)).to.equal(true);
    stop();
    b.on('transfer', ({ transfer }) => transfer.accept());
    await a.send(streamOf(bytesOf(3 * MIB)), { label: 'x' });
    expect(received[2]).to.be.instanceOf(Blob);
    expect(await hashOf(received[2] as Blob)).to.equal(await hashOf(bytesOf(3 * MIB)));
  });

  it('paused: no more comes than was granted; resumed: the rest', async () => {
    const { a, b } = await receiving('ask'), offered = next(b, 'transfer'), message = next(b, 'channel:message', ({ label }) => label === 'x');
    const sending = a.send(new Blob([bytesOf(12 * MIB)]), { label: 'x' }), { transfer } = await offered;
    transfer.accept();
    let received = 0, pausedAt = 0;
    const watching = (async () => {
      for await (const step of transfer) {
        ({ received } = step);
        if (received > 3 * MIB && !pausedAt) {
          pausedAt = received;
          transfer.pause();
        }
      }
    })();
    await until('it is paused', () => pausedAt > 0);
    await still(() => received, a, b);
    expect(received).to.be.at.least(pausedAt).and.at.most(pausedAt + WINDOW + 256 * KIB);
    transfer.pause();
    transfer.resume();
    await watching;
    expect((await sending).ok).to.equal(true);
    expect(await hashOf((await message).data as Blob)).to.equal(await hashOf(bytesOf(12 * MIB)));
  });

  it('paused, it can be cancelled, or taken back', async () => {
    const { a, b } = await receiving('ask'), offered = offers(b);
    const sendings = [1, 2].map((n) => a.send(new Blob([bytesOf(5 * MIB, n)]), { label: 'x' }));
    await until('both are offered', () => offered.length === 2);
    for (const transfer of offered) {
      transfer.accept();
      transfer.pause();
    }
    await still(() => 0, a, b);
    offered[0]!.cancel();
    expect([...(await sendings[0]!).values()]).to.deep.equal(['cancelled']);
    const watched = failure(() => steps(offered[1]!));
    sendings[1]!.cancel();
    expect([(await watched).code, (await failure(() => sendings[1]!)).code]).to.deep.equal(['ABORTED', 'ABORTED']);
  });

  it('who watches is thrown what went wrong, and there is no event; nobody does: `channel:error`', async () => {
    const { a, b } = await receiving('ask'), offered = offers(b), events = record(b);
    const sendings = [1, 2, 3].map(() => a.send(new Blob([bytesOf(5 * MIB)]), { label: 'x' }));
    await until('all are offered', () => offered.length === 3);
    for (const transfer of offered) {
      transfer.pause();
      transfer.accept();
    }
    const watched = failure(() => steps(offered[0]!));
    for (const sending of sendings.slice(0, 2)) {
      sending.cancel();
      await failure(() => sending);
    }
    expect((await watched).code).to.equal('ABORTED');
    await until('the other is told', () => named(events, 'channel:error').length > 0);
    b.close({ label: 'x' });
    expect([...(await sendings[2]!).values()]).to.deep.equal(['closed']);
    expect(named(events, 'channel:error').map(({ error, label }) => [error.code, label])).to.deep.equal([['ABORTED', 'x']]);
  });

  it('nobody watches, and the sender closes the label: told, before the channel closes', async () => {
    const { a, b } = await receiving('accept'), offered = next(b, 'transfer'), events = record(b);
    const sending = a.send(new Blob([bytesOf(50 * MIB)]), { label: 'x' });
    (await offered).transfer.pause();
    await turn();
    a.close({ label: 'x' });
    expect([...(await sending).values()]).to.deep.equal(['closed']);
    await until('it closes', () => named(events, 'channel:close').length === 1);
    expect(events.map(({ name }) => name).filter((name) => name.startsWith('channel') || name === 'transfer')).to.deep.equal(['transfer', 'channel:error', 'channel:close']);
  });

  it('the receiver leaves: whoever watches is told, and nobody else', async () => {
    const { a, b } = await pair((_, to) => to.open({ receive: 'ask' })), events = record(b), offered = offers(b);
    void a.send(new Blob([bytesOf(MIB)]));
    void a.send(new Blob([bytesOf(MIB)]));
    await until('both are offered', () => offered.length === 2);
    const watching = failure(async () => { for await (const { received } of offered[0]!) expect(received).to.equal(0); });
    await turn();
    await b.leave();
    expect((await watching).code).to.equal('ABORTED');
    expect(named(events, 'channel:error')).to.have.length(0);
  });

  it('the sender leaves, and nobody watches: told, before it is gone', async () => {
    const { a, b } = await receiving('ask'), offered = next(b, 'transfer');
    void a.send(new Blob([bytesOf(5 * MIB)]), { label: 'x' });
    const { transfer } = await offered, events = record(b);
    transfer.accept({ as: 'blob' });
    transfer.pause();
    await a.leave();
    await until('it is gone', () => named(events, 'connection:closed').length === 1);
    const names = events.map(({ name }) => name as string).filter((name) => name !== 'state');
    expect(names.filter((name) => name === 'channel:error')).to.have.length(1);
    expect(names.indexOf('channel:error')).to.be.below(names.indexOf('channel:close'));
  });

  it('a stream that nobody reads is read later, whole', async () => {
    const { a, b } = await receiving('accept'), message = next(b, 'channel:message', ({ label }) => label === 'x'), offered = offers(b);
    const sending = a.send(streamOf(bytesOf(6 * MIB)), { label: 'x' }), stream = (await message).data as ReadableStream<Uint8Array>;
    let received = 0;
    void (async () => { for await (const step of offered[0]!) ({ received } = step); })();
    await until('something came', () => received > MIB);
    await still(() => received, a, b);
    expect(received).to.be.at.most(WINDOW);
    const reader = stream.getReader();
    await readSome(reader, 1);
    reader.releaseLock();
    const [one, other] = stream.tee();
    expect(await Promise.all([drain(one), drain(other)])).to.satisfy(([x, y]: number[]) => x === y && x! > 5 * MIB);
    expect((await sending).ok).to.equal(true);
  });
});

/** Resolves once no more comes, though messages go to and fro. */
async function still(read: () => number, a: Peer, b: Peer): Promise<void> {
  for (let same = 0, last = -1; same < 20; same = last === read() ? same + 1 : 0, last = read()) {
    await seenBy(a, b).send('still');
    await turn();
  }
}
