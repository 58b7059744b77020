import { expect } from '@open-wc/testing';
import { Peer, type DriverHandler, type DriverLike } from '../../../src/index.js';
import { failure, meet, newPeer, next, ownDriver, pair, record, SpyDriver } from './members.js';

describe('join and leave', () => {
  it('go through their states, and the id is new for every join', async () => {
    const peer = newPeer({ driver: ownDriver() }), names: string[] = [];
    peer.on('state', ({ state }) => names.push(state));
    expect([peer.state, peer.id, peer.room]).to.deep.equal(['idle', undefined, undefined]);
    await peer.join({ room: 'r', metadata: { name: 'Ann' } });
    const first = peer.id;
    expect(first).to.match(/^[\w-]{22}$/);
    expect([peer.room, peer.metadata.name, peer.state]).to.deep.equal(['r', 'Ann', 'joined']);
    await peer.leave();
    expect([peer.state, peer.id, peer.room]).to.deep.equal(['idle', undefined, undefined]);
    await peer.join({ room: 'r' });
    expect(peer.id).not.to.equal(first);
    expect(names).to.deep.equal(['joining', 'joined', 'leaving', 'idle', 'joining', 'joined']);
  });

  it('of the same room again is the same promise, and applies new metadata', async () => {
    const driver = ownDriver(), a = newPeer({ driver }), b = newPeer({ driver });
    const joining = a.join({ room: 'r', metadata: { name: 'Ann' } });
    expect(a.join({ room: 'r' })).to.equal(joining);
    await Promise.all([joining, b.join({ room: 'r' })]);
    await meet(a, b);
    const changed = next(b, 'metadata');
    expect(a.join({ room: 'r', metadata: { name: 'Anna' } })).to.equal(joining);
    const { metadata, previous, remote } = await changed;
    expect([metadata, previous, remote.metadata]).to.deep.equal([{ name: 'Anna' }, { name: 'Ann' }, { name: 'Anna' }]);
  });

  it('of another room is refused', async () => {
    const peer = newPeer({ driver: ownDriver() });
    await peer.join({ room: 'one' });
    expect((await failure(peer.join({ room: 'two' }))).code).to.equal('ALREADY_JOINED');
    expect(peer.room).to.equal('one');
  });

  it('overtaken by leave rejects ABORTED, never unhandled', async () => {
    const unhandled: unknown[] = [], note = (event: PromiseRejectionEvent) => unhandled.push(event.reason);
    window.addEventListener('unhandledrejection', note);
    const peer = newPeer({ driver: ownDriver() });
    void peer.join({ room: 'r' });
    void peer.leave();
    const error = await failure(peer.join({ room: 'r', signal: AbortSignal.abort() }));
    expect([error.code, error.name]).to.deep.equal(['ABORTED', 'AbortError']);
    const again = peer.join({ room: 'r' });
    await again;
    expect(peer.state).to.equal('joined');
    await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
    window.removeEventListener('unhandledrejection', note);
    expect(unhandled).to.deep.equal([]);
  });

  it('in any interleaving end where the last call says', async () => {
    const driver = new SpyDriver();
    for (let i = 0; i < 30; i++) {
      const peer = newPeer({ driver });
      let last = 'idle';
      for (let step = 0; step < 6; step++) {
        const joins = (i * 7 + step * 13) % 3 !== 0;
        if (joins) peer.join({ room: 'r' }).catch(() => { last ||= 'idle'; }); else void peer.leave();
        last = joins ? 'joined' : 'idle';
        if ((i + step) % 2) await Promise.resolve();
      }
      while (peer.state !== last) await next(peer, 'state');
      await peer.leave();
    }
    expect(driver.subscribed.size).to.equal(0);
  });

  it('waits for a driver that is away, says so, and gives up by signal', async () => {
    const driver: DriverLike = { online: false, subscribe: () => new Promise(() => {}), unsubscribe() {}, publish() {} };
    const peer = newPeer({ driver }), control = new AbortController();
    const told = next(peer, 'signaling');
    const joining = peer.join({ room: 'r', signal: control.signal });
    expect((await told).online).to.equal(false);
    expect(peer.state).to.equal('joining');
    control.abort();
    expect((await failure(joining)).code).to.equal('ABORTED');
    while (peer.state !== 'idle') await next(peer, 'state');
  });

  it('rejects SIGNALING_FAILED when the driver cannot subscribe, and can be tried again', async () => {
    let broken = true;
    const inner = ownDriver();
    const driver: DriverLike = {
      subscribe: (topic, handler) => (broken ? Promise.reject(new Error('no such host')) : inner.subscribe(topic, handler)),
      unsubscribe: (topic: string, handler: DriverHandler) => inner.unsubscribe(topic, handler),
      publish: (topic, bytes) => inner.publish(topic, bytes),
    };
    const peer = newPeer({ driver }), error = await failure(peer.join({ room: 'r' }));
    expect([error.code, (error.cause as Error).message, peer.state]).to.deep.equal(['SIGNALING_FAILED', 'no such host', 'idle']);
    broken = false;
    await peer.join({ room: 'r' });
    expect(peer.state).to.equal('joined');
  });

  it('leave closes each remote once, in order, on both sides, without an error', async () => {
    const [a, b] = await pair();
    a.open({ label: 'chat' });
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    a.publish({ stream: canvas.captureStream(), label: 'cam' });
    b.publish({ stream: canvas.captureStream(), label: 'cam' });
    await Promise.all([next(b, 'track:add'), next(a, 'track:add'), next(b, 'channel:open')]);
    const mine = record(a), theirs = record(b), closed = next(b, 'connection:closed');
    const leaving = a.leave();
    const order = ['track:remove', 'stream:remove', 'channel:close', 'connection:closed'];
    expect(mine).to.deep.equal(['state', ...order]);
    expect((await closed).reason).to.equal('left');
    expect(theirs).to.deep.equal(order);
    expect([a.remotes.size, b.remotes.size]).to.deep.equal([0, 0]);
    await leaving;
  });

  it('what is shared survives leave, and a rejoined member is a new one', async () => {
    const [a, b] = await pair();
    a.open({ label: 'chat' });
    await next(b, 'channel:open');
    const before = a.id;
    await a.leave();
    const opened = next(b, 'channel:open');
    await a.join({ room: 'r' });
    const { remote } = await opened;
    expect(remote.id).to.equal(a.id);
    expect(remote.id).not.to.equal(before);
    expect(remote.metadata).to.deep.equal({ name: 'Ann' });
  });

  it('metadata may be an async function of the own id; its failure rejects', async () => {
    const driver = ownDriver(), a = newPeer({ driver }), b = newPeer({ driver });
    await b.join({ room: 'r' });
    const arrival = next(b, 'connection:new');
    await a.join({ room: 'r', metadata: async (id) => ({ name: 'Ann', token: `for ${id}` }) });
    const { remote } = await arrival;
    expect(remote.metadata).to.deep.equal({ name: 'Ann', token: `for ${a.id}` });
    const failing = await failure(newPeer({ driver }).join({ room: 'r', metadata: () => { throw new Error('no token'); } }));
    expect([failing.code, (failing.cause as Error).message]).to.deep.equal(['BAD_OPTION', 'no token']);
  });

  it('leave of both at once waits for nobody', async () => {
    const [a, b] = await pair(), began = performance.now();
    await Promise.all([a.leave(), b.leave()]);
    expect(performance.now() - began).to.be.below(250);
  });

  it('await using leaves', async () => {
    const peer = new Peer({ driver: ownDriver() });
    await peer.join({ room: 'r' });
    await peer[Symbol.asyncDispose]();
    expect(peer.state).to.equal('idle');
  });
});
