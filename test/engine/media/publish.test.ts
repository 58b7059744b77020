import { expect } from '@open-wc/testing';
import type { Peer, PeerEvent } from '../../../src/index.js';
import { crowd, failure, latecomer, named, next, pair, record, seenBy, strangers, until } from '../support.js';
import { framesDecoded, picture, pictureAndTone, shows, tone } from './streams.js';

const kinds = (stream: MediaStream | undefined) => stream?.getTracks().map(({ kind }) => kind).sort() ?? [];
const media = (events: readonly PeerEvent[]) => events.filter(({ name }) => /^(stream|track):/.test(name)).map(({ name }) => name);

it('published before join: stream:add, then a track:add for each track, with exactly their fields', async () => {
  let events: PeerEvent[] = [];
  const { b, toA } = await pair((one, other) => {
    events = record(other);
    one.publish({ stream: pictureAndTone(), label: 'cam', metadata: { title: 'me' } });
  });
  await until('both tracks came', () => named(events, 'track:add').length === 2);
  expect(media(events)).to.deep.equal(['stream:add', 'track:add', 'track:add']);
  const stream = toA.streams.get('cam')!;
  expect(named(events, 'stream:add')).to.deep.equal([{ name: 'stream:add', remote: toA, stream, label: 'cam', metadata: { title: 'me' } }]);
  for (const event of named(events, 'track:add')) {
    expect(event).to.have.all.keys('name', 'remote', 'stream', 'track', 'label');
    expect([event.stream, event.label, event.remote]).to.deep.equal([stream, 'cam', toA]);
    expect(stream.getTracks()).to.include(event.track);
  }
  expect(kinds(stream)).to.deep.equal(['audio', 'video']);
  expect(events.findIndex(({ name }) => name === 'connection:connected')).to.be.below(events.findIndex(({ name }) => name === 'stream:add'));
  expect(b.state).to.equal('joined');
});

for (const publisher of ['a', 'b'] as const) {
  it(`published after join by ${publisher}: arrives, and the state is there before its event`, async () => {
    const two = await pair(), other = publisher === 'a' ? two.b : two.a;
    const states: unknown[] = [];
    other.on('stream:add', ({ remote, stream, label }) => {
      states.push(label, remote.streams.get(label) === stream, remote.publications.get(label)?.stream === stream, kinds(stream).join());
    });
    two[publisher].publish(picture());
    await next(other, 'track:add');
    expect(states).to.deep.equal(['default', true, true, 'video']);
  });
}

it('leaves the metadata out where there is none', async () => {
  const { a, b } = await pair();
  a.publish(picture());
  const event = await next(b, 'stream:add');
  expect(event).to.have.all.keys('name', 'remote', 'stream', 'label');
  expect(event.remote.publications.get('default')!.metadata).to.equal(undefined);
});

it('several labels: a stream for each; the Map is live and the same', async () => {
  const { a, b, toA } = await pair();
  const { streams, publications } = toA;
  a.publish({ stream: picture('red'), label: 'one' });
  a.publish({ stream: pictureAndTone('lime'), label: 'two' });
  a.publish({ stream: tone(), label: 'three', metadata: 0 });
  await next(b, 'track:add', ({ label }) => label === 'three');
  expect([...streams.keys()].sort()).to.deep.equal(['one', 'three', 'two']);
  expect(kinds(streams.get('two'))).to.deep.equal(['audio', 'video']);
  expect(publications.get('three')).to.deep.include({ label: 'three', metadata: 0, muted: { audio: false, video: false } });
  await shows(streams.get('one')!, 'red');
  await shows(streams.get('two')!, 'lime');
});

it('two tracks of a kind under one label arrive both', async () => {
  const { a, b } = await pair();
  a.publish(new MediaStream([...picture('red').getTracks(), ...picture('blue').getTracks()]));
  const { stream } = await next(b, 'stream:add');
  expect(kinds(stream)).to.deep.equal(['video', 'video']);
  const [one, other] = stream.getTracks();
  await shows(new MediaStream([one!]), 'red');
  await shows(new MediaStream([other!]), 'blue');
});

it('frames advance at both ends when both publish', async () => {
  const { a, b, toA, toB } = await pair((one, other) => {
    one.publish(picture());
    other.publish(picture());
  });
  await until('both have both', () => toA.streams.size + toB.streams.size === 2);
  for (const { connection } of [toA, toB]) {
    await until('frames came', async () => await framesDecoded(connection) > 0);
    const before = await framesDecoded(connection);
    await until('frames advance', async () => await framesDecoded(connection) > before + 3);
  }
  expect([a.state, b.state]).to.deep.equal(['joined', 'joined']);
});

it('a late joiner gets what was published before, as it is now', async () => {
  const { a, b } = await pair((one) => {
    one.publish(picture('red'));
    one.publish({ stream: tone(), label: 'gone' });
  });
  b.publish({ stream: pictureAndTone('lime'), label: 'b' });
  a.unpublish({ label: 'gone' });
  a.publish(picture('blue'));
  const c = await latecomer(a, b);
  await until('c has both', () => seenBy(c, a).streams.size + seenBy(c, b).streams.size === 2);
  expect([...seenBy(c, a).streams.keys(), ...seenBy(c, b).streams.keys()]).to.deep.equal(['default', 'b']);
  await shows(seenBy(c, a).streams.get('default')!, 'blue');
  await shows(seenBy(c, b).streams.get('b')!, 'lime');
});

it('publishing survives leave: the next join shares it again', async () => {
  const { a, b } = await pair((one) => one.publish(picture('lime')));
  await a.leave();
  await until('it is gone', () => b.remotes.size === 0);
  const again = next(b, 'track:add');
  await a.join({ room: 'room' });
  await shows((await again).stream, 'lime');
});

it('Remote.publish goes to that one only, and wins over the same label of the peer', async () => {
  const [a, b, c] = await crowd(3);
  a.publish(picture('red'));
  seenBy(a, b).publish({ stream: picture('blue') });
  seenBy(a, b).publish({ stream: picture('lime'), label: 'private' });
  await until('all came', () => seenBy(b, a).streams.size === 2 && seenBy(c, a).streams.size === 1);
  await shows(seenBy(b, a).streams.get('default')!, 'blue');
  await shows(seenBy(c, a).streams.get('default')!, 'red');
  expect([...seenBy(c, a).streams.keys()]).to.deep.equal(['default']);
  seenBy(a, b).unpublish();
  await shows(seenBy(b, a).streams.get('default')!, 'red');
  seenBy(a, b).unpublish({ label: 'private' });
  await next(b, 'stream:remove', ({ label }) => label === 'private');
  expect([...seenBy(b, a).streams.keys()]).to.deep.equal(['default']);
});

it('never stops the caller\'s tracks', async () => {
  const { a, b } = await pair();
  const one = pictureAndTone('red'), other = pictureAndTone('lime');
  a.publish(one);
  await next(b, 'track:add');
  a.publish(other);
  a.unpublish();
  await next(b, 'stream:remove');
  a.publish(one);
  await a.leave();
  expect([...one.getTracks(), ...other.getTracks()].map(({ readyState, enabled }) => `${readyState} ${enabled}`))
    .to.deep.equal(Array(4).fill('live true'));
});

const BAD: [string, unknown][] = [
  ['nothing', undefined], ['no stream', { label: 'x' }], ['a stream without tracks', new MediaStream()],
  ['an empty label', { label: '', video: {} }],
  ['limits that are no numbers', { video: { maxBitrate: 'fast' } }], ['a scale below 1', { video: { scaleResolutionDownBy: 0.5 } }],
  ['a priority that is none', { video: { priority: 'urgent' } }],
];
for (const [name, options] of BAD) {
  it(`throws BAD_OPTION for ${name}, and the call goes on`, async () => {
    const { a, b } = await pair();
    const complete = (of: unknown) => (typeof of === 'object' && of && 'video' in of ? { stream: picture(), label: 'bad', ...of } : of);
    expect((await failure(() => a.publish(complete(options) as never))).code).to.equal('BAD_OPTION');
    a.publish(picture());
    await next(b, 'track:add', ({ label }) => label === 'default');
  });
}

it('throws for metadata that JSON would lose, or of more than 8 KiB', async () => {
  const [a] = strangers(1) as [Peer];
  expect((await failure(() => a.publish({ stream: picture(), metadata: new Map() }))).code).to.equal('BAD_DATA');
  expect((await failure(() => a.publish({ stream: picture(), metadata: 'x'.repeat(8191) }))).code).to.equal('TOO_LARGE');
});
