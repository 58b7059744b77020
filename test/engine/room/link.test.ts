import { expect } from '@open-wc/testing';
import { Driver, MemoryDriver, Peer, type DriverHandler, type PeerOptions } from '../../../src/index.js';
import { platform } from '../../../src/environment.js';
import { meet, newPeer, next, ownDriver, pair, record, SpyDriver } from './members.js';

/** Reaches nobody until it is said to be online. */
class SwitchedDriver extends Driver {
  readonly #inner: MemoryDriver;
  constructor(name: string) {
    super();
    this.#inner = new MemoryDriver(name);
    this.report(false, 'not yet');
  }
  subscribe(topic: string, handler: DriverHandler): void { this.#inner.subscribe(topic, handler); }
  unsubscribe(topic: string, handler: DriverHandler): void { this.#inner.unsubscribe(topic, handler); }
  publish(topic: string, bytes: Uint8Array<ArrayBuffer>): void { if (this.online) this.#inner.publish(topic, bytes); }
  switchOn(): void { this.report(true); }
}

/** Counts what a page makes of the browser's connections. */
function countingConnection(): { RTCPeerConnection: typeof RTCPeerConnection; made: RTCPeerConnection[] } {
  const made: RTCPeerConnection[] = [];
  class Counted extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  }
  return { RTCPeerConnection: Counted, made };
}

describe('a pair', () => {
  it('where both offer at the same time connects once, and no event comes twice', async () => {
    let jump = 0;
    const environment = { ...platform, now: () => performance.now() + jump, crypto, RTCPeerConnection, random: () => 0 };
    for (let i = 0; i < 10; i++) {
      const drivers = [new SwitchedDriver(`glare-${i}`), new SwitchedDriver(`glare-${i}`)];
      const [a, b] = drivers.map((driver) => new Peer({ driver }, environment)) as [Peer, Peer];
      const logs = [record(a), record(b)];
      await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
      jump += 10_000; // both are elders now: each answers the other's join with an offer
      const met = meet(a, b);
      for (const driver of drivers) driver.switchOn();
      await met;
      await a.send('does it work?');
      expect((await b.send('it does')).ok).to.equal(true);
      for (const log of logs) {
        expect(log.filter((name) => name.startsWith('connection'))).to.deep.equal(['connection:new', 'connection:connecting', 'connection:connected']);
      }
      await Promise.all([a.leave(), b.leave()]);
    }
  });

  it('uses one connection for three streams and channels, and leaves the driver alone from then on', async () => {
    const driver = new SpyDriver(), { RTCPeerConnection: Counted, made } = countingConnection();
    const [a, b] = await pair({ driver, RTCPeerConnection: Counted });
    for (const label of ['one', 'two', 'three']) {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      a.publish({ stream: canvas.captureStream(), label });
      b.open({ label });
      await Promise.all([next(b, 'stream:add', (event) => event.label === label), next(a, 'channel:open', (event) => event.label === label)]);
    }
    expect(made).to.have.length(2);
    const bytes = driver.published.reduce((sum, packet) => sum + packet.bytes.length, 0);
    expect(driver.published.length).to.be.at.most(12); // 6 on a machine at rest: five for the pair, and the second join
    expect(bytes).to.be.at.most(10_000); // 3 KB on a machine at rest; the bench reports the figure
    const before = driver.published.length;
    await a.setMetadata({ name: 'Anna' });
    await a.send('x', { label: 'one' });
    a.unpublish({ label: 'one' });
    await next(b, 'stream:remove');
    expect(driver.published.length).to.equal(before);
  });

  it('shows nobody whose description was passed on by another as its own', async () => {
    // A certificate other than the one that the description names: the proof cannot fit, nor can DTLS.
    class Swapped extends RTCPeerConnection {
      override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
        const sdp = description.sdp?.replace(/(a=fingerprint:sha-256 )(..)/, (_, head: string, byte: string) => head + (byte === '00' ? '01' : '00'));
        return super.setRemoteDescription({ ...description, ...(sdp && { sdp }) });
      }
    }
    const driver = ownDriver(), honest = newPeer({ driver, connectionTimeout: 1 }), relayed = newPeer({ driver, connectionTimeout: 1, RTCPeerConnection: Swapped });
    const names = record(honest), failed = next(honest, 'connection:failed');
    honest.on('error', () => {});
    relayed.on('error', () => {});
    await Promise.all([honest.join({ room: 'r' }), relayed.join({ room: 'r' })]);
    const { reason } = await failed;
    expect(reason).to.equal('no-route');
    expect(names).not.to.include('connection:connected');
    expect(names.filter((name) => name.startsWith('connection')).slice(-2)).to.deep.equal(['connection:failed', 'connection:closed']);
  });

  it('that cannot connect says failed, closed and CONNECTION_FAILED with what to do', async () => {
    const options: PeerOptions = { driver: ownDriver(), iceTransportPolicy: 'relay', connectionTimeout: 1 };
    const a = newPeer(options), b = newPeer(options);
    b.on('error', () => {});
    const error = next(a, 'error'), closed = next(a, 'connection:closed');
    await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
    const { error: { code, hint }, remote } = await error;
    expect([code, remote?.id]).to.deep.equal(['CONNECTION_FAILED', b.id]);
    expect(hint).to.contain('No TURN server configured');
    expect((await closed).reason).to.equal('no-route');
    expect(a.remotes.size).to.equal(0);
    expect(a.state).to.equal('joined');
  });

  it('of three who join at once is three pairs, and a fourth meets all', async () => {
    const driver = ownDriver(), peers = [newPeer({ driver }), newPeer({ driver }), newPeer({ driver })];
    await Promise.all(peers.map((peer) => peer.join({ room: 'r' })));
    await meet(...peers);
    const late = newPeer({ driver });
    await late.join({ room: 'r' });
    await meet(...peers, late);
    expect(late.remotes.size).to.equal(3);
  });
});
