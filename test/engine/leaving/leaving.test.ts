import { expect } from '@open-wc/testing';
import { MemoryDriver, Peer, type PeerOptions } from '../../../src/index.js';
import { runs } from '../../support/runs.js';
import { picture } from '../media/streams.js';
import { named, next, record, settled, turn, until } from '../support.js';
import { Mumbling, withoutGoodbyes } from './paths.js';

const ROUNDS = Math.min(runs(8), 100);
/** The target is 20 ms; machines that run tests are busy with other tests. */
const MEDIAN_MS = 100;
const GOODBYE = ['track:remove', 'stream:remove', 'channel:close', 'connection:closed'];

interface Two { readonly a: Peer; readonly b: Peer }

const present = new Set<Peer>();
afterEach(async () => {
  await Promise.all([...present].map((peer) => peer.leave()));
  present.clear();
});

function newcomer(options: PeerOptions): Peer {
  const peer = new Peer(options);
  present.add(peer);
  return peer;
}

/** Each sees the other's picture and has a channel with it. */
async function pair(options: PeerOptions): Promise<Two> {
  const a = newcomer(options), b = newcomer(options), seen = [next(a, 'track:add'), next(b, 'track:add')];
  for (const peer of [a, b]) peer.publish({ stream: picture(), label: 'cam' });
  a.open({ label: 'settled' });
  await Promise.all([a.join({ room: 'room' }), b.join({ room: 'room' })]);
  await Promise.all(seen);
  await settled(a, b);
  return { a, b };
}

const median = (times: readonly number[]): number => [...times].sort((x, y) => x - y)[times.length >> 1] ?? 0;

const PATHS: Record<string, () => PeerOptions> = {
  'on every path': () => ({ driver: new MemoryDriver(crypto.randomUUID()) }),
  'over the connection alone': () => ({ driver: withoutGoodbyes() }),
  'over the driver alone': () => ({ driver: new MemoryDriver(crypto.randomUUID()), RTCPeerConnection: Mumbling }),
};

describe('leave(), as the other side sees it', function () {
  this.timeout(60_000);

  for (const [path, options] of Object.entries(PATHS)) {
    it(`${path}: everything it shared goes in order, each once, then itself, soon`, async () => {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const { a, b } = await pair(options()), events = record(b), closed = next(b, 'connection:closed');
        const began = performance.now();
        const leaving = a.leave();
        await closed;
        times.push(performance.now() - began);
        await leaving;
        await turn();
        expect(events.map(({ name }) => name)).to.deep.equal(GOODBYE);
        expect(named(events, 'connection:closed')[0]).to.include({ reason: 'left', previous: 'connected' });
        await b.leave();
      }
      console.warn(`leave() ${path}: closed after ${median(times).toFixed(1)} ms (median of ${ROUNDS}), ${Math.max(...times).toFixed(1)} ms at most`);
      expect(median(times)).to.be.below(MEDIAN_MS);
    });
  }
});

describe('a page that is put aside', () => {
  const goAway = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  const comeBack = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  /** Both would be put aside, being in this page: only who is in the room then notices. */
  const two = (): Two => {
    const driver = new MemoryDriver(crypto.randomUUID()), a = newcomer({ driver }), b = newcomer({ driver });
    a.publish({ stream: picture(), label: 'cam' });
    a.open({ label: 'settled' });
    return { a, b };
  };

  it('leaves at once, and joins again when it is back: the same room, the same shares, another id', async () => {
    const { a, b } = two();
    await a.join({ room: 'room', metadata: { name: 'Ann' } });
    const { id } = a;
    goAway();
    expect([a.state, a.id]).to.deep.equal(['leaving', undefined]);
    await until('a is out', () => a.state === 'idle');
    await b.join({ room: 'room' });
    const seen = next(b, 'track:add');
    comeBack();
    const { remote } = await seen;
    expect(remote.id).to.equal(a.id);
    expect(remote.id).not.to.equal(id);
    expect(remote.metadata).to.deep.equal({ name: 'Ann' });
    expect([...remote.streams.keys()]).to.deep.equal(['cam']);
  });

  it('does not come back into a room that it left before, nor one that it was told to leave meanwhile', async () => {
    const { a, b } = two();
    await a.join({ room: 'room' });
    await a.leave();
    goAway();
    comeBack();
    expect(a.state).to.equal('idle');
    await b.join({ room: 'room' });
    goAway();
    void b.leave();
    comeBack();
    await until('b is out', () => b.state === 'idle');
    await turn();
    expect([a.state, b.state]).to.deep.equal(['idle', 'idle']);
  });

  it('is in the room once, however often it goes and comes', async () => {
    const { a, b } = two();
    await a.join({ room: 'room' });
    for (let time = 0; time < 5; time++) {
      goAway();
      comeBack();
      comeBack();
    }
    await b.join({ room: 'room' });
    await until('they meet', () => b.remotes.get(a.id ?? '')?.state === 'connected');
    await settled(a, b);
    expect([a.remotes.size, b.remotes.size]).to.deep.equal([1, 1]);
  });
});
