import { expect } from '@open-wc/testing';
import type { PeerEvent } from '../../../src/index.js';
import { named, next, pair, record, seenBy, until } from '../support.js';
import { negotiations, picture, pictureAndTone, shows, tone } from './streams.js';

const media = (events: readonly PeerEvent[]) => events.filter(({ name }) => /^(stream|track):/.test(name)).map(({ name }) => name);
const kinds = (stream: MediaStream) => stream.getTracks().map(({ kind }) => kind).sort();

for (const publisher of ['a', 'b'] as const) {
  it(`a swap of the same kind by ${publisher}: same stream, no event, no negotiation, the new picture`, async () => {
    const two = await pair(), me = two[publisher], other = publisher === 'a' ? two.b : two.a;
    const stream = picture('red');
    me.publish(stream);
    const { stream: seen, track } = await next(other, 'track:add');
    await shows(seen, 'red');
    const events = record(other), watched = negotiations(seenBy(other, me).connection);
    me.publish(picture('lime'));
    await shows(seen, 'lime');
    me.publish(stream);
    await shows(seen, 'red');
    expect(events.map(({ name }) => name)).to.deep.equal([]);
    expect(watched.count).to.equal(0);
    expect(seen.getTracks()).to.deep.equal([track]);
    expect(seenBy(other, me).streams.get('default')).to.equal(seen);
  });
}

it('a kind that comes raises track:add, one that goes track:remove; the stream stays', async () => {
  const { a, b, toA } = await pair();
  const video = picture('red'), both = new MediaStream([...video.getTracks(), ...tone().getTracks()]);
  a.publish(video);
  const { stream } = await next(b, 'track:add');
  const events = record(b);
  a.publish(both);
  expect((await next(b, 'track:add')).track.kind).to.equal('audio');
  expect(kinds(stream)).to.deep.equal(['audio', 'video']);
  a.publish(video);
  const removed = await next(b, 'track:remove');
  expect(removed).to.include({ remote: toA, stream, label: 'default' }).and.to.have.all.keys('name', 'remote', 'stream', 'track', 'label');
  expect(removed.track.kind).to.equal('audio');
  expect(kinds(stream)).to.deep.equal(['video']);
  expect(media(events)).to.deep.equal(['track:add', 'track:remove']);
  await shows(stream, 'red');
});

it('from picture to sound only: the stream object stays', async () => {
  const { a, b, toA } = await pair();
  a.publish(picture());
  const { stream } = await next(b, 'track:add');
  const events = record(b);
  a.publish(tone());
  await next(b, 'track:add');
  expect(media(events)).to.deep.equal(['track:remove', 'track:add']);
  expect(toA.streams.get('default')).to.equal(stream);
  expect(kinds(stream)).to.deep.equal(['audio']);
});

it('new metadata of the same label is in the publication, without an event', async () => {
  const { a, b, toA } = await pair();
  const stream = picture();
  a.publish({ stream, metadata: { title: 1 } });
  await next(b, 'track:add');
  const publication = toA.publications.get('default')!, events = record(b);
  a.publish({ stream, metadata: { title: 2 } });
  await until('it is there', () => publication.metadata?.title === 2);
  expect(media(events)).to.deep.equal([]);
  a.unpublish();
  expect((await next(b, 'stream:remove')).metadata).to.deep.equal({ title: 2 });
});

it('unpublish: track:remove for each, then stream:remove, with exactly their fields; the state first', async () => {
  const { a, b, toA } = await pair();
  a.publish({ stream: pictureAndTone(), label: 'cam', metadata: 'm' });
  const { stream } = await next(b, 'stream:add');
  await until('both tracks came', () => stream.getTracks().length === 2);
  const events = record(b), left: number[] = [];
  b.on('track:remove', () => left.push(stream.getTracks().length));
  b.on('stream:remove', () => left.push(toA.streams.size, toA.publications.size));
  a.unpublish({ label: 'cam' });
  await next(b, 'stream:remove');
  expect(media(events)).to.deep.equal(['track:remove', 'track:remove', 'stream:remove']);
  expect(named(events, 'stream:remove')).to.deep.equal([{ name: 'stream:remove', remote: toA, stream, label: 'cam', metadata: 'm' }]);
  expect(left.slice(-2)).to.deep.equal([0, 0]);
});

it('unpublish of one label leaves the others', async () => {
  const { a, b, toA } = await pair();
  a.publish({ stream: picture('red'), label: 'one' });
  a.publish({ stream: picture('lime'), label: 'two' });
  await until('both came', () => toA.streams.size === 2);
  a.unpublish({ label: 'never' });
  a.unpublish({ label: 'one' });
  await next(b, 'stream:remove');
  await shows(toA.streams.get('two')!, 'lime');
});

it('publish, unpublish, publish in one breath ends with the last', async () => {
  const { a, b, toA } = await pair();
  a.publish(picture('red'));
  a.unpublish();
  a.publish(picture('lime'));
  const { stream } = await next(b, 'track:add');
  await shows(stream, 'lime');
  a.unpublish();
  a.publish(picture('blue'));
  a.unpublish();
  a.publish({ stream: tone(), label: 'last' });
  await next(b, 'track:add', ({ label }) => label === 'last');
  expect([...toA.streams.keys()]).to.deep.equal(['last']);
});

it('the caller may add a track to its stream and publish it again', async () => {
  const { a, b } = await pair();
  const stream = picture();
  a.publish(stream);
  await next(b, 'track:add');
  stream.addTrack(tone().getTracks()[0]!);
  a.publish(stream);
  expect((await next(b, 'track:add')).track.kind).to.equal('audio');
});
