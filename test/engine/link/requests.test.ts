import { expect } from '@open-wc/testing';
import type { Peer, PeerOptions } from '../../../src/index.js';
import { seenBy, until } from '../support.js';
import { failure, meet, newPeer, next, ownDriver } from '../room/members.js';
import type { LabelChannel } from '../../../src/data/channel.js';
import type { RemoteMember } from '../../../src/remote.js';
import { fragile } from './fragile.js';

async function couple(options: PeerOptions = {}) {
  const driver = ownDriver(), { RTCPeerConnection, kill } = fragile();
  const a = newPeer({ driver, ...options }), b = newPeer({ driver, RTCPeerConnection });
  for (const peer of [a, b]) peer.on('error', () => { /* a connection that was given up */ });
  await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
  await meet(a, b);
  return { a, b, kill, driver };
}

const back = (...peers: Peer[]) => Promise.all(peers.map((peer) => next(peer, 'connection:connected')));

describe('a request whose connection died', () => {
  it('while it was worked on: the answer still comes', async () => {
    const { a, b, kill } = await couple();
    const answers: ((value: string) => void)[] = [], aborted: boolean[] = [];
    b.respond('x', (_, { signal }) => new Promise((resolve) => {
      signal.addEventListener('abort', () => aborted.push(true));
      answers.push(resolve);
    }));
    const asking = seenBy(a, b).request('x', 1, { timeout: 60 }), isBack = back(a, b);
    await until('it is asked', () => answers.length === 1);
    kill();
    await isBack;
    answers[0]!('late but here');
    expect(await asking).to.equal('late but here');
    expect([answers.length, aborted.length]).to.deep.equal([1, 0]);
  });

  it('answered, and asked, while there is none', async () => {
    const { a, b, kill } = await couple();
    const answers: ((value: string) => void)[] = [];
    b.respond('x', () => new Promise((resolve) => { answers.push(resolve); }));
    b.respond('y', () => 'y');
    const asking = seenBy(a, b).request('x', 1, { timeout: 60 });
    await until('it is asked', () => answers.length === 1);
    const down = Promise.all([a, b].map((peer) => next(peer, 'connection:disconnected')));
    kill();
    await down;
    answers[0]!('x');
    expect(await Promise.all([asking, seenBy(a, b).request('y', 1, { timeout: 60 })])).to.deep.equal(['x', 'y']);
    expect(answers).to.have.lengthOf(1);
  });

  it('600 of them both ways, three times over: each is handled once, each has its own answer', async () => {
    const { a, b, kill } = await couple();
    const handled = [new Map<number, number>(), new Map<number, number>()];
    [a, b].forEach((peer, i) => peer.respond('double', (n: number) => {
      handled[i]!.set(n, (handled[i]!.get(n) ?? 0) + 1);
      return n * 2;
    }));
    const all = Array.from({ length: 300 }, (_, i) => i), asking: Promise<number>[] = [];
    for (let round = 0; round < 3; round++) {
      const isBack = back(a, b);
      for (const n of all.slice(round * 100, round * 100 + 100)) {
        if (n % 100 === 50) kill();
        asking.push(seenBy(a, b).request('double', n, { timeout: 60 }), seenBy(b, a).request('double', n, { timeout: 60 }));
      }
      await isBack;
    }
    expect(await Promise.all(asking)).to.deep.equal(all.flatMap((n) => [2 * n, 2 * n]));
    for (const counts of handled) expect([counts.size, Math.max(...counts.values())]).to.deep.equal([300, 1]);
  }).timeout(60_000);

  it('and is given up: the asker is told', async () => {
    const { a, b, kill, driver } = await couple({ reconnectTimeout: 2 });
    let asked = 0;
    b.respond('x', () => new Promise(() => { asked++; }));
    const id = b.id!, asking = failure(seenBy(a, b).request('x', 1, { timeout: 0 }));
    await until('it is asked', () => asked === 1);
    driver.publish = () => {}; // and no signaling either
    kill();
    const { code, message } = await asking;
    expect([code, message]).to.deep.equal(['CHANNEL_CLOSED', `The connection with "${id}" ended before it answered.`]);
  });

  it('goes on over another one, also where the channel was closed before', async () => {
    const { a, b, kill } = await couple();
    b.respond('x', () => 'x');
    const toB = seenBy(a, b), down = next(a, 'connection:disconnected');
    await toB.request('x', 1);
    (toB as RemoteMember).data.channels.close('peerix:requests'); // as no application can
    await until('it is closed there, too', () => !(seenBy(b, a) as RemoteMember).data.channels.all.has('peerix:requests'));
    kill();
    await down;
    expect(await toB.request('x', 1)).to.equal('x');
  });

  it('times out meanwhile, and what comes late is not heard', async () => {
    const { a, b, kill } = await couple();
    const asked: unknown[] = [];
    b.respond('x', (data) => { asked.push(data); return data; });
    const down = next(a, 'connection:disconnected'), isBack = back(a, b);
    kill();
    await down;
    const toB = seenBy(a, b);
    expect((await failure(toB.request('x', 'early', { timeout: 0.01 }))).code).to.equal('TIMEOUT');
    await isBack;
    expect(await toB.request('x', 'now')).to.equal('now');
    expect(asked).to.deep.equal(['now']);
  });

  it('times out meanwhile a hundred times: nothing of that is sent later', async () => {
    const { a, b, kill } = await couple();
    b.respond('x', (data) => data);
    const toB = seenBy(a, b), down = next(a, 'connection:disconnected'), isBack = back(a, b);
    await toB.request('x', 'before');
    kill();
    await down;
    const codes = await Promise.all(Array.from({ length: 100 }, async () => (await failure(toB.request('x', 'early', { timeout: 0.01 }))).code));
    expect(new Set(codes)).to.deep.equal(new Set(['TIMEOUT']));
    await isBack;
    expect(await toB.request('x', 'now')).to.equal('now');
    const { next: expected } = (seenBy(b, a) as RemoteMember).data.channels.all.get('peerix:requests') as LabelChannel;
    expect(expected - 1, 'messages in all').to.equal(2);
  });
});
