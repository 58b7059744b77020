import { expect } from '@open-wc/testing';
import { meet, newPeer, next, ownDriver, pair, record } from './members.js';

/** Counts the connections of a page that are still open. */
function watched(): { RTCPeerConnection: typeof RTCPeerConnection; open: () => number } {
  const made: RTCPeerConnection[] = [];
  class Watched extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  }
  return { RTCPeerConnection: Watched, open: () => made.filter(({ connectionState }) => connectionState !== 'closed').length };
}

describe('at the edges', () => {
  it('nothing is open and nobody is there after leave, however a packet was being opened', async () => {
    const driver = ownDriver(), { RTCPeerConnection: Watched, open } = watched();
    const peers = [newPeer({ driver, RTCPeerConnection: Watched }), newPeer({ driver, RTCPeerConnection: Watched })];
    for (let i = 0; i < 20; i++) {
      await Promise.all(peers.map((peer) => peer.join({ room: 'r' })));
      for (let turns = i % 10; turns > 0; turns--) await new Promise((resolve) => { setTimeout(resolve); });
      await Promise.all(peers.map((peer) => peer.leave()));
      expect([open(), ...peers.map(({ remotes }) => remotes.size)]).to.deep.equal([0, 0, 0]);
    }
  });

  it('a send in a channel:close listener settles', async () => {
    const [a, b] = await pair();
    a.open({ label: 'chat' });
    await next(b, 'channel:open');
    const outcome = new Promise((resolve) => b.on('channel:close', ({ remote }) => {
      remote.send('bye', { label: 'chat' }).then((report) => resolve([...report.values()]), (error: { code: string }) => resolve(error.code));
    }));
    await a.leave();
    expect(await outcome).to.satisfy((seen: unknown) => JSON.stringify(seen) === '["left"]' || seen === 'CHANNEL_CLOSED');
  });

  it('leave in a connection:new listener ends the remote once', async () => {
    const driver = ownDriver(), a = newPeer({ driver }), b = newPeer({ driver }), names = record(a);
    a.on('connection:new', () => void a.leave());
    await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
    while (a.state !== 'idle') await next(a, 'state');
    const connection = names.filter((name) => name.startsWith('connection'));
    expect(connection[0]).to.equal('connection:new');
    expect(connection.at(-1)).to.equal('connection:closed');
    expect(connection).not.to.include('connection:connecting');
  });

  it('an iceServers function that never answers is an error, and people meet without it', async () => {
    const driver = ownDriver(), hung = newPeer({ driver, iceServers: () => new Promise(() => {}) }), other = newPeer({ driver });
    const error = next(hung, 'error');
    await Promise.all([hung.join({ room: 'r' }), other.join({ room: 'r' })]);
    expect((await error).error.code).to.equal('ICE_SERVERS_FAILED');
    await meet(hung, other);
  });

  it('a join with an aborted signal rejects, and nobody hears an unhandled rejection', async () => {
    const unhandled: unknown[] = [], note = (event: PromiseRejectionEvent) => unhandled.push(event.reason);
    window.addEventListener('unhandledrejection', note);
    void newPeer({ driver: ownDriver() }).join({ room: 'r', signal: AbortSignal.abort() });
    await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
    window.removeEventListener('unhandledrejection', note);
    expect(unhandled).to.deep.equal([]);
  });

  it('a label list that no packet could carry is refused when it is opened', () => {
    const peer = newPeer();
    expect(() => { for (let i = 0; i < 250; i++) peer.open({ label: `${i}`.padEnd(200, 'x') }); }).to.throw().with.property('code', 'TOO_LARGE');
  });

  it('metadata of null reads as an empty object', async () => {
    const driver = ownDriver(), a = newPeer({ driver }), b = newPeer({ driver });
    await Promise.all([a.join({ room: 'r', metadata: null as never }), b.join({ room: 'r' })]);
    await meet(a, b);
    expect([...b.remotes.values()].map(({ metadata }) => metadata)).to.deep.equal([{}]);
  });
});
