import { expect } from '@open-wc/testing';
import { platform, type Environment } from '../../../src/environment.js';
import type { IncomingTransfer, Peer, Report } from '../../../src/index.js';
import { collect, expectFlat, heap } from '../fuzz/heap.js';
import { failure, inbox, meet, next, pair, strangers, turn, until } from '../support.js';
import { bytesOf, drain, hashOf, KIB, MIB, offers, readSome, streamOf } from './support.js';

const WINDOW = 2 * MIB;
/** Many times over in one page: little. */
const SIZE = 6 * MIB;

/** As much as anybody asks for, and how much that was. */
function endless(): { readonly stream: ReadableStream; pulled: number; isCancelled: boolean } {
  const source = {
    pulled: 0, isCancelled: false,
    stream: new ReadableStream({
      pull(controller) {
        source.pulled += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
      cancel: () => { source.isCancelled = true; },
    }, { highWaterMark: 0 }),
  };
  return source;
}

/** Where it comes to rest, once it is there. */
async function restsAbove(least: number, read: () => number): Promise<number> {
  await until(`it is ${least}`, () => read() >= least);
  let last = -1;
  for (let same = 0; same < 30; same = last === read() ? same + 1 : 0, last = read()) await turn();
  return last;
}

async function room(n: number): Promise<[Peer, Peer[]]> {
  const [sender, ...others] = strangers(n + 1) as [Peer, ...Peer[]];
  await meet([sender, ...others]);
  return [sender, others];
}

const streams = (peers: readonly Peer[]) => Promise.all(peers.map(async (peer) => (await next(peer, 'channel:message')).data as ReadableStream<Uint8Array>));
const fates = (report: Report, peers: readonly { id: string | undefined }[]) => peers.map(({ id }) => report.get(id!));

describe('pace', function () {
  this.timeout(60_000);

  it('a stream that nobody reads holds its sender back, however long; read on, it goes on', async () => {
    const { a, b } = await pair(), source = endless(), message = next(b, 'channel:message'), sending = a.send(source.stream);
    const reader = ((await message).data as ReadableStream<Uint8Array>).getReader();
    expect(await restsAbove(WINDOW, () => source.pulled)).to.be.at.most(WINDOW + 4 * MIB);
    const before = source.pulled;
    await readSome(reader, 10 * MIB);
    expect(await restsAbove(before + 9 * MIB, () => source.pulled)).to.be.at.most(before + 12 * MIB);
    await reader.cancel();
    expect((await sending).ok).to.equal(false);
    await until('it is let go', () => source.isCancelled);
  });

  it('memory stays flat, at both ends, however much goes through', async () => {
    const { a, b } = await pair(), source = endless(), message = next(b, 'channel:message'), sending = a.send(source.stream);
    const reader = ((await message).data as ReadableStream<Uint8Array>).getReader();
    await readSome(reader, 20 * MIB);
    await collect();
    const before = await heap();
    await readSome(reader, 100 * MIB);
    await collect();
    expectFlat(before, await heap(), 3);
    sending.cancel();
    await sending.catch(() => { /* asked for */ });
  });

  it('beside a conversation a transfer keeps little in flight, and after it as much as before', async () => {
    const inFlight: number[] = [];
    class Watched extends RTCPeerConnection {
      override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
        const dc = super.createDataChannel(label, init), { send } = dc;
        if (label === 'peerix-bulk') dc.send = (data: never) => {
          inFlight.push(dc.bufferedAmount);
          send.call(dc, data);
        };
        return dc;
      }
    }
    const { a, b } = await pair(() => {}, { RTCPeerConnection: Watched }), source = endless(), message = next(b, 'channel:message'), sending = a.send(source.stream);
    const reader = ((await message).data as ReadableStream<Uint8Array>).getReader();
    const most = async () => {
      inFlight.length = 0;
      await readSome(reader, 6 * MIB);
      return Math.max(...inFlight);
    };
    expect(await most()).to.be.above(64 * KIB);
    a.send('we talk');
    const talking = setInterval(() => a.send('and talk'), 10);
    expect(await most()).to.be.below(64 * KIB);
    clearInterval(talking);
    await until('it is as before', async () => await most() > 64 * KIB);
    sending.cancel();
    await sending.catch(() => { /* asked for */ });
  });

  it('both ways at once, each whole', async () => {
    const { a, b } = await pair(), came = [a, b].map((peer) => next(peer, 'channel:message'));
    const sendings = [a.send(new Blob([bytesOf(16 * MIB, 1)])), b.send(new Blob([bytesOf(16 * MIB, 2)]))];
    expect((await Promise.all(sendings)).every(({ ok }) => ok)).to.equal(true);
    const [atA, atB] = await Promise.all(came.map(async (message) => hashOf((await message).data as Blob)));
    expect([atA, atB]).to.deep.equal([await hashOf(bytesOf(16 * MIB, 2)), await hashOf(bytesOf(16 * MIB, 1))]);
  });

  it('several share fairly: none is far ahead of another, and a small one does not wait for large ones', async () => {
    const { a, b } = await pair(), transfers = offers(b), received = new Map<string, number>(), spreads: number[] = [];
    b.on('transfer', ({ transfer }) => void watch(transfer));
    const watch = async (transfer: IncomingTransfer) => {
      if (transfer.info !== 'large') return;
      for await (const step of transfer) {
        received.set(transfer.id, step.received);
        const all = [...received.values()];
        if (all.length === 4 && !isOver) spreads.push(Math.max(...all) - Math.min(...all));
        if (step.received === step.total) isOver = true;
      }
    };
    let isOver = false;
    const large = Array.from({ length: 4 }, (_, i) => a.send(new Blob([bytesOf(12 * MIB, i)]), { info: 'large' }));
    await until('they are under way', () => received.size === 4);
    const small = a.send(new Blob([bytesOf(2 * MIB)]), { info: 'small' });
    expect((await small).ok).to.equal(true);
    expect(isOver, 'a large one came first').to.equal(false);
    expect((await Promise.all(large)).every(({ ok }) => ok)).to.equal(true);
    expect(Math.max(...spreads)).to.be.below(3 * MIB);
    expect(transfers).to.have.length(5);
  });

  it('a Blob to five: one is slow, one rejects, one leaves, one cancels, one just takes it', async () => {
    const [sender, others] = await room(5), [slow, rejecting, leaving, cancelling, taking] = others as [Peer, Peer, Peer, Peer, Peer];
    const bytes = bytesOf(SIZE), ids = others.map(({ id }) => ({ id }));
    for (const peer of others) peer.open({ receive: 'ask' });
    const offered = Promise.all(others.map((peer) => next(peer, 'transfer'))), came = next(taking, 'channel:message'), slowly = next(slow, 'channel:message');
    const sending = sender.send(new Blob([bytes])), transfers = (await offered).map(({ transfer }) => transfer);
    transfers[0]!.accept({ as: 'stream' });
    transfers[1]!.reject();
    for (const transfer of transfers.slice(2)) transfer.accept();
    for await (const { received } of transfers[2]!) if (received > MIB) break;
    const left = leaving.leave();
    for await (const { received } of transfers[3]!) if (received > MIB) break;
    transfers[3]!.cancel();
    expect(await hashOf((await came).data as Blob)).to.equal(await hashOf(bytes));
    await left;
    expect(await hashOf((await slowly).data as ReadableStream)).to.equal(await hashOf(bytes));
    expect(fates(await sending, ids)).to.deep.equal(['delivered', 'rejected', 'left', 'cancelled', 'delivered']);
    expect(cancelling.state).to.equal('joined');
    expect((await sender.send('on', { to: rejecting.id! })).ok).to.equal(true);
  });

  it('a stream to five goes at the pace of the slowest; who goes holds it up no more', async () => {
    const [sender, others] = await room(5), [slow, rejecting, leaving, cancelling, taking] = others as [Peer, Peer, Peer, Peer, Peer];
    const bytes = bytesOf(20 * MIB), ids = others.map(({ id }) => ({ id }));
    rejecting.on('transfer', ({ transfer }) => transfer.reject());
    const readers = streams([slow, leaving, cancelling, taking]), sending = sender.send(streamOf(bytes));
    const [atSlow, atLeaving, atCancelling, atTaking] = await readers as [ReadableStream<Uint8Array>, ReadableStream, ReadableStream, ReadableStream];
    let taken = 0;
    const reading = (async () => {
      const reader = atTaking.getReader(), pieces = [];
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        taken += value.length;
        pieces.push(value);
      }
      return hashOf(new Blob(pieces));
    })();
    expect(await restsAbove(WINDOW, () => taken)).to.be.at.most(WINDOW + 5 * MIB);
    void leaving.leave();
    await drain(atLeaving).catch(() => { /* it left */ });
    await atCancelling.cancel();
    expect(await restsAbove(WINDOW, () => taken), 'it waits for the slow one').to.be.at.most(WINDOW + 5 * MIB);
    expect(await hashOf(atSlow)).to.equal(await hashOf(bytes));
    expect(await reading).to.equal(await hashOf(bytes));
    expect(fates(await sending, ids)).to.deep.equal(['delivered', 'rejected', 'left', 'cancelled', 'delivered']);
  });

  it('a stream to two of which one never decides: the other gets what fits, and the rest once the one is gone', async () => {
    const [sender, others] = await room(2), [never, taking] = others as [Peer, Peer];
    never.open({ receive: 'ask' });
    const offered = next(never, 'transfer'), arrival = streams([taking]), bytes = bytesOf(12 * MIB), sending = sender.send(streamOf(bytes));
    const [stream] = await arrival, [copy, other] = stream!.tee(), hash = hashOf(copy), reader = other.getReader();
    await offered;
    let taken = 0;
    const reading = (async () => { for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) taken += value!.length; })();
    expect(await restsAbove(MIB, () => taken)).to.be.at.most(5 * MIB);
    await never.leave();
    await reading;
    expect([await hash, (await sending).get(taking.id!)]).to.deep.equal([await hashOf(bytes), 'delivered']);
  });

  it('a stream to two of which one never decides: after a while the other gets it all, and the one is told that it came too late', async () => {
    // The engine's patience alone is shorter here.
    const hasty = Object.create(platform, { setTimeout: { value: (call: () => void, ms: number) => platform.setTimeout(call, ms === 30_000 ? 50 : ms) } }) as Environment;
    const [sender, never, taking] = strangers(3, {}, hasty) as [Peer, Peer, Peer], bytes = bytesOf(12 * MIB);
    await meet([sender, never, taking]);
    never.open({ receive: 'ask' });
    const ids = [never.id!, taking.id!], offered = next(never, 'transfer'), arrival = streams([taking]), sending = sender.send(streamOf(bytes));
    const [stream] = await arrival;
    const { transfer } = await offered, late = failure(async () => { for await (const step of transfer) expect(step.received).to.equal(0); });
    expect(await hashOf(stream!)).to.equal(await hashOf(bytes));
    const report = await sending;
    expect([ids.map((id) => report.get(id)), report.ok, (await late).code]).to.deep.equal([['timeout', 'delivered'], false, 'ABORTED']);
    expect((await sender.send('on', { to: ids[0]! })).ok).to.equal(true);
  });

  it('a Blob to eight is read once, not eight times', async () => {
    const [sender, others] = await room(8), blob = new Blob([bytesOf(SIZE)]);
    let reads = 0;
    const counted = Object.assign(blob, {
      slice: (start: number, end: number) => {
        reads++;
        return Blob.prototype.slice.call(blob, start, end);
      },
    });
    const boxes = others.map((peer) => inbox(peer));
    expect((await sender.send(counted)).ok).to.equal(true);
    const hashes = await Promise.all(boxes.map(async ([came]) => hashOf(came as Blob)));
    expect(new Set(hashes)).to.deep.equal(new Set([await hashOf(bytesOf(SIZE))]));
    expect(reads).to.be.below(2 * SIZE / MIB);
  });

  it('what is over is let go: Blobs, streams, and what came', async () => {
    const { a, b, toB } = await pair(), gone: WeakRef<object>[] = [];
    b.on('transfer', ({ transfer }) => { gone.push(new WeakRef(transfer)); });
    b.on('channel:message', ({ data }) => { if (typeof data === 'object') gone.push(new WeakRef(data as object)); });
    await (async () => {
      for (let i = 0; i < 4; i++) {
        const blob = new Blob([bytesOf(3 * MIB, i)]), stream = streamOf(bytesOf(3 * MIB, i)), { stream: cancelled } = endless();
        gone.push(...[blob, stream, cancelled].map((one) => new WeakRef(one)));
        const message = next(b, 'channel:message', ({ info }) => info === 'stream'), taken = next(b, 'channel:message', ({ info }) => info === 'endless');
        const sendings = [a.send(blob), a.send(stream, { info: 'stream' }), a.send(cancelled, { info: 'endless' })];
        gone.push(...sendings.map((one) => new WeakRef(one)));
        await drain((await message).data as ReadableStream<Uint8Array>);
        await taken;
        sendings[2]!.cancel();
        await Promise.all(sendings.map((one) => one.catch(() => { /* asked for */ })));
      }
    })();
    expect(toB.state).to.equal('connected');
    await until('they are collected', async () => {
      await a.send('turn');
      await collect();
      return gone.every((one) => one.deref() === undefined);
    });
  });
});
