import { expect } from '@open-wc/testing';
import type { IncomingTransfer, Peer, Report } from '../../../src/index.js';
import { BlockablePath } from '../../support/blockable-path.js';
import { meet, newPeer, next, ownDriver } from '../room/members.js';
import { failure, inbox, named, record, until } from '../support.js';
import { fragilePair, type FragilePair } from './fragile.js';
import { bytesOf, calm, drain, hashOf, KIB, MIB, offers, readSome, streamOf } from './support.js';

const SIZE = 12 * MIB;

/** Numbered messages on a label of their own until it is stopped: each arrives once, in order. */
function chatting(from: Peer, to: Peer): { stop(): Promise<void> } {
  const heard = inbox(to, 'default'), reports: PromiseLike<Report>[] = [];
  const timer = setInterval(() => { reports.push(from.send(reports.length)); }, 20);
  return {
    stop: async () => {
      clearInterval(timer);
      expect((await Promise.all(reports)).every(({ ok }) => ok)).to.equal(true);
      expect(heard).to.deep.equal(reports.map((_, i) => i));
    },
  };
}

async function ask({ a, b }: FragilePair): Promise<void> {
  b.open({ label: 'x', receive: 'ask' });
  a.open({ label: 'x', receive: 'ask' });
  await until('both have it', () => [a, b].every((peer) => [...peer.remotes.values()][0]?.channels.get('x')?.state === 'open'));
}

const came = (peer: Peer) => next(peer, 'channel:message', ({ label }) => label === 'x');
const outcomes = async (sending: PromiseLike<Report>) => [...(await sending).values()];

async function progressOf(transfer: IncomingTransfer, bytes: number): Promise<void> {
  for await (const { received } of transfer) if (received >= bytes) break;
}

describe('a transfer whose connection dies', function () {
  this.timeout(60_000);

  for (const side of ['a', 'b'] as const) {
    for (const share of [0, 0.01, 0.5, 0.99]) {
      it(`at the ${side === 'a' ? 'sender' : 'receiver'}, at ${share * 100} %, both ways: goes on from there, whole and once`, async () => {
        const pair = await fragilePair(), { a, b } = pair;
        await ask(pair);
        const chats = [chatting(a, b), chatting(b, a)], events = [record(a), record(b)];
        const sendings = [a, b].map((from, i) => from.send(new Blob([bytesOf(SIZE, i)]), { label: 'x' }));
        const all = await Promise.all([next(b, 'transfer'), next(a, 'transfer')]);
        const transfers = all.map(({ transfer }) => transfer);
        for (const transfer of transfers) transfer.accept();
        await progressOf(transfers[0]!, share * SIZE);
        const back = pair.back();
        pair.kill(side);
        await back;
        expect((await Promise.all(sendings.map(outcomes))).flat()).to.deep.equal(['delivered', 'delivered']);
        for (const [i, list] of [events[1]!, events[0]!].entries()) {
          const blobs = named(list, 'channel:message').filter(({ label }) => label === 'x').map(({ data }) => data as Blob);
          expect(blobs).to.have.length(1);
          expect(await hashOf(blobs[0]!)).to.equal(await hashOf(bytesOf(SIZE, i)));
          expect(named(list, 'transfer')).to.have.length(1);
          expect(named(list, 'channel:error')).to.have.length(0);
        }
        for (const chat of chats) await chat.stop();
      });
    }
  }

  it('five times over: a stream to a stream, whole', async () => {
    const pair = await fragilePair(), { a, b } = pair;
    await ask(pair);
    const offered = next(b, 'transfer'), message = came(b), sending = a.send(streamOf(bytesOf(SIZE)), { label: 'x' }), chat = chatting(a, b);
    (await offered).transfer.accept({ as: 'stream' });
    const [stream, copy] = ((await message).data as ReadableStream<Uint8Array>).tee(), hash = hashOf(copy), reader = stream.getReader();
    for (let i = 0; i < 5; i++) {
      await readSome(reader, 1.5 * MIB);
      const back = pair.back();
      pair.kill(i % 2 ? 'a' : 'b');
      await back;
    }
    reader.releaseLock();
    await drain(stream);
    expect(await hash).to.equal(await hashOf(bytesOf(SIZE)));
    expect(await outcomes(sending)).to.deep.equal(['delivered']);
    await chat.stop();
  });

  it('what nobody accepted yet waits; accepted while there is no connection, it comes', async () => {
    const pair = await fragilePair(), { a, b } = pair, offered = offers(b);
    await ask(pair);
    const message = came(b), sendings = [1, 2, 3].map((n) => a.send(new Blob([bytesOf(n * MIB, n)]), { label: 'x' }));
    await until('all are offered', () => offered.length === 3);
    const back = pair.back(), down = next(b, 'connection:disconnected');
    pair.kill('a');
    await down;
    offered[0]!.accept();
    offered[1]!.reject('no');
    await back;
    expect(await Promise.all(sendings.slice(0, 2).map(outcomes))).to.deep.equal([['delivered'], ['rejected']]);
    expect(await hashOf((await message).data as Blob)).to.equal(await hashOf(bytesOf(MIB, 1)));
    offered[2]!.cancel();
    expect(await outcomes(sendings[2]!)).to.deep.equal(['rejected']);
  });

  it('what is ended while there is no connection, by either side, is ended there too, and the rest goes on', async () => {
    const pair = await fragilePair(), { a, b } = pair, offered = offers(b);
    await ask(pair);
    const sendings = [1, 2, 3].map((n) => a.send(new Blob([bytesOf(SIZE, n)]), { label: 'x', info: n })), message = came(b);
    await until('all are offered', () => offered.length === 3);
    for (const transfer of offered) transfer.accept();
    await progressOf(offered[2]!, MIB);
    const back = pair.back(), down = Promise.all([a, b].map((peer) => next(peer, 'connection:disconnected')));
    pair.kill('b');
    await down;
    const watched = failure(() => progressOf(offered[0]!, Infinity));
    sendings[0]!.cancel();
    offered[1]!.cancel();
    expect((await failure(() => sendings[0]!)).code).to.equal('ABORTED');
    const early = a.send(new Blob([bytesOf(MIB, 4)]), { label: 'x' });
    early.cancel();
    await failure(() => early);
    await back;
    expect([(await watched).code, await outcomes(sendings[1]!), await outcomes(sendings[2]!)]).to.deep.equal(['ABORTED', ['cancelled'], ['delivered']]);
    expect(await hashOf((await message).data as Blob)).to.equal(await hashOf(bytesOf(SIZE, 3)));
    await calm(a, b);
    expect(offered).to.have.length(3);
  });

  it('read to its end while there is no connection, it is delivered once there is', async () => {
    const pair = await fragilePair(), { a, b } = pair;
    await ask(pair);
    for (let i = 0; i < 3; i++) {
      const offered = next(b, 'transfer'), message = came(b), sending = a.send(streamOf(bytesOf(MIB, i)), { label: 'x' }), { transfer } = await offered;
      transfer.accept({ as: 'stream' });
      const stream = (await message).data as ReadableStream<Uint8Array>;
      await progressOf(transfer, MIB);
      await calm(a, b);
      const back = pair.back(), down = next(b, 'connection:disconnected');
      pair.kill(i % 2 ? 'a' : 'b');
      if (i < 2) await down; else await back;
      expect(await drain(stream)).to.equal(MIB);
      await back;
      expect(await outcomes(sending)).to.deep.equal(['delivered']);
    }
  });

  it('paused, it stays paused', async () => {
    const pair = await fragilePair(), { a, b } = pair, offered = next(b, 'transfer');
    await ask(pair);
    const message = came(b), sending = a.send(new Blob([bytesOf(SIZE)]), { label: 'x' }), { transfer } = await offered;
    let received = 0;
    const watching = (async () => { for await (const step of transfer) ({ received } = step); })();
    transfer.accept();
    transfer.pause();
    await until('what was granted came', () => received === 2 * MIB);
    const back = pair.back();
    pair.kill('b');
    await back;
    await calm(a, b);
    expect(received).to.be.at.most(2 * MIB);
    transfer.resume();
    await watching;
    expect([await outcomes(sending), await hashOf((await message).data as Blob)]).to.deep.equal([['delivered'], await hashOf(bytesOf(SIZE))]);
  });

  it('its label is closed while there is no connection: both know', async () => {
    const pair = await fragilePair(), { a, b } = pair;
    for (const closer of [a, b]) {
      await ask(pair);
      const offered = next(b, 'transfer'), sending = a.send(new Blob([bytesOf(SIZE)]), { label: 'x' }), { transfer } = await offered;
      transfer.accept();
      await progressOf(transfer, MIB);
      const watched = failure(() => progressOf(transfer, Infinity)), back = pair.back(), down = Promise.all([a, b].map((peer) => next(peer, 'connection:disconnected')));
      pair.kill('a');
      await down;
      closer.close({ label: 'x' });
      await back;
      expect([await outcomes(sending), (await watched).code]).to.deep.equal([['closed'], 'ABORTED']);
      await calm(a, b);
    }
  });

  it('nobody brings it back: both know, once the time is up', async () => {
    const pair = await fragilePair({ reconnectTimeout: 1 }), { a, b, driver } = pair;
    await ask(pair);
    for (const peer of [a, b]) peer.on('error', () => { /* CONNECTION_FAILED */ });
    const offered = next(b, 'transfer'), sending = a.send(new Blob([bytesOf(SIZE)]), { label: 'x' }), { transfer } = await offered;
    transfer.accept();
    await progressOf(transfer, MIB);
    const watched = failure(() => progressOf(transfer, Infinity));
    driver.publish = () => {};
    pair.kill('b');
    expect([await outcomes(sending), (await watched).code]).to.deep.equal([['closed'], 'ABORTED']);
  });
});

it('a transfer goes on after an ICE restart, on the same connection', async () => {
  const driver = ownDriver(), path = new BlockablePath();
  const a = newPeer({ driver, RTCPeerConnection: path.RTCPeerConnection }), b = newPeer({ driver });
  await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
  await meet(a, b);
  const offered = next(b, 'transfer'), message = next(b, 'channel:message', ({ data }) => data instanceof Blob);
  const sending = a.send(new Blob([bytesOf(SIZE)])), { transfer } = await offered, { connection } = [...a.remotes.values()][0]!;
  const chat = chatting(b, a), down = next(a, 'connection:disconnected');
  await progressOf(transfer, 64 * KIB);
  path.block();
  await down;
  path.unblock();
  await meet(a, b);
  expect(await outcomes(sending)).to.deep.equal(['delivered']);
  expect(await hashOf((await message).data as Blob)).to.equal(await hashOf(bytesOf(SIZE)));
  expect([...a.remotes.values()][0]!.connection).to.equal(connection);
  await chat.stop();
}).timeout(30_000);
