import { expect } from '@open-wc/testing';
import type { Peer, PeerEvent } from '../../../src/index.js';
import { named, next, pair, record, settled, strangers, turn, until } from '../support.js';
import { picture, pictureAndTone } from './streams.js';

const EVERYTHING = ['stream:add', 'track:add', 'channel:open', 'channel:new', 'connection:connected', 'channel:message'] as const;
const GOODBYE = [
  'track:remove', 'track:remove', 'stream:remove', 'track:remove', 'stream:remove', 'channel:close', 'channel:close', 'connection:closed',
];

async function sharing(): Promise<{ a: Peer; b: Peer }> {
  const two = await pair((a, b) => {
    a.publish(pictureAndTone());
    a.publish({ stream: picture(), label: 'second' });
    a.open({ label: 'x' });
    b.open({ label: 'settled' });
  });
  await until('all came', () => two.toA.streams.size === 2 && two.toA.streams.get('default')?.getTracks().length === 2);
  await settled(two.a, two.b);
  return two;
}

function expectGoodbye(events: readonly PeerEvent[]): void {
  expect(events.map(({ name }) => name).filter((name) => name.includes(':'))).to.deep.equal(GOODBYE);
  const [closed] = named(events, 'connection:closed');
  expect(closed).to.include({ state: 'closed', previous: 'connected', reason: 'left' });
  expect(closed!.remote).to.include({ state: 'closed' });
  expect([closed!.remote.streams.size, closed!.remote.publications.size, closed!.remote.channels.size]).to.deep.equal([0, 0, 0]);
  expect(named(events, 'error')).to.deep.equal([]);
}

it('who leaves is gone at the other side in order: tracks, streams, channels, connection, each once, no error', async () => {
  const { a, b } = await sharing();
  const events = record(b), closed = next(b, 'connection:closed');
  await a.leave();
  await closed;
  await turn();
  expectGoodbye(events);
});

it('leaving raises the same for what I saw, before leave() returns', async () => {
  const { b } = await sharing();
  const events = record(b);
  const leaving = b.leave();
  expectGoodbye(events);
  expect(b.remotes.size).to.equal(0);
  await leaving;
  expectGoodbye(events);
});

it('changing what I share and leaving at once is no error', async () => {
  const { a, b } = await sharing();
  const events = [record(a), record(b)];
  a.publish(pictureAndTone('lime'));
  a.publish({ stream: picture('lime'), label: 'third', video: { maxBitrate: 100_000 } });
  a.open({ label: 'y' });
  void a.send('x');
  await a.leave();
  await until('b saw it', () => b.remotes.size === 0);
  await turn();
  expect(events.flatMap((list) => named(list, 'error'))).to.deep.equal([]);
});

for (const name of EVERYTHING) {
  it(`leaving in a listener of ${name}: nothing comes after connection:closed, nothing is thrown`, async () => {
    const failures: unknown[] = [];
    const onFailure = (event: Event) => {
      event.preventDefault();
      failures.push(event);
    };
    window.addEventListener('error', onFailure);
    window.addEventListener('unhandledrejection', onFailure);
    const [a, b] = strangers(2) as [Peer, Peer];
    a.publish(pictureAndTone());
    a.publish({ stream: picture(), label: 'second' });
    for (const label of ['x', 'y']) a.open({ label });
    b.open({ label: 'z' });
    a.on('connection:connected', () => { for (const data of [1, 2, 3]) void a.send(data, { label: 'x' }); });
    const events = record(b);
    b.on(name, () => void b.leave());
    await Promise.all([a.join({ room: 'room' }), b.join({ room: 'room' })]);
    await until('b is out', () => b.state === 'idle');
    await until('a saw it', () => a.remotes.size === 0);
    await turn();
    window.removeEventListener('error', onFailure);
    window.removeEventListener('unhandledrejection', onFailure);
    const names = events.map((event) => event.name).filter((event) => event.includes(':'));
    expect(names.at(-1), names.join()).to.equal('connection:closed');
    const count = (event: string) => names.filter((other) => other === event).length;
    for (const [came, went] of [['stream:add', 'stream:remove'], ['track:add', 'track:remove'], ['channel:new', 'channel:close']] as const) {
      expect(count(went), went).to.be.at.least(count(came));
    }
    expect(named(events, 'error')).to.deep.equal([]);
    expect(failures).to.deep.equal([]);
  });
}

it('metadata, streams and channels of the stay before are not in the next', async () => {
  const { a, b } = await sharing();
  b.on('error', () => {});
  a.unpublish({ label: 'second' });
  a.close({ label: 'x' });
  await a.leave();
  await until('b saw it', () => b.remotes.size === 0);
  const came = next(b, 'track:add', ({ track }) => track.kind === 'video');
  await a.join({ room: 'room' });
  const { remote } = await came;
  expect([...remote.streams.keys()]).to.deep.equal(['default']);
  await until('the channel is there', () => remote.channels.get('settled')?.state === 'open');
  expect([...remote.channels.keys()]).to.deep.equal(['settled']);
});
