import { expect } from '@open-wc/testing';
import type { PeerEvent } from '../../../src/index.js';
import { latecomer, next, pair, record, seenBy, turn, until } from '../support.js';
import { mediaLines, negotiations, picture, pictureAndTone, shows } from './streams.js';

const mutes = (events: readonly PeerEvent[]) => events
  .flatMap((event) => (event.name === 'mute' ? [`${event.label} ${event.kind} ${event.muted}`] : []));

for (const publisher of ['a', 'b'] as const) {
  it(`a disabled track published again by ${publisher} is a mute, an enabled one the end of it; nothing is negotiated`, async () => {
    const two = await pair(), me = two[publisher], other = publisher === 'a' ? two.b : two.a;
    const stream = pictureAndTone(), [video] = stream.getVideoTracks();
    me.publish({ stream, label: 'cam' });
    const remote = seenBy(other, me);
    await until('both tracks came', () => remote.streams.get('cam')?.getTracks().length === 2);
    const publication = remote.publications.get('cam')!;
    await until('the connection is at rest', () => remote.connection.signalingState === 'stable');
    const events = record(other), watched = negotiations(remote.connection);
    video!.enabled = false;
    me.publish({ stream, label: 'cam' });
    const event = await next(other, 'mute');
    expect(event).to.deep.equal({ name: 'mute', remote, label: 'cam', kind: 'video', muted: true });
    expect(publication.muted).to.deep.equal({ audio: false, video: true });
    me.publish({ stream, label: 'cam' });
    video!.enabled = true;
    me.publish({ stream, label: 'cam' });
    expect((await next(other, 'mute')).muted).to.equal(false);
    expect(publication.muted).to.deep.equal({ audio: false, video: false });
    expect(events.map(({ name }) => name)).to.deep.equal(['mute', 'mute']);
    expect(watched.count).to.equal(0);
  });
}

it('a stopped track keeps its slot: mute, and a new track in the same stream ends it', async () => {
  const { a, b, toA } = await pair();
  const stream = picture('red'), [track] = stream.getVideoTracks();
  a.publish(stream);
  const { stream: seen, track: seenTrack } = await next(b, 'track:add');
  await shows(seen, 'red');
  const events = record(b), watched = negotiations(toA.connection);
  track!.stop();
  a.publish(stream);
  expect((await next(b, 'mute')).muted).to.equal(true);
  expect(toA.streams.get('default')).to.equal(seen);
  expect(toA.publications.get('default')!.muted.video).to.equal(true);
  stream.removeTrack(track!);
  stream.addTrack(picture('lime').getVideoTracks()[0]!);
  a.publish(stream);
  expect((await next(b, 'mute')).muted).to.equal(false);
  await shows(seen, 'lime');
  expect(seen.getTracks()).to.deep.equal([seenTrack]);
  expect(mutes(events)).to.deep.equal(['default video true', 'default video false']);
  expect([events.length, watched.count, mediaLines(toA.connection)]).to.deep.equal([2, 0, 1]);
});

it('a track that its device ended is a mute, though nobody published again', async () => {
  const { a, b } = await pair();
  const stream = picture(), [track] = stream.getVideoTracks();
  a.publish(stream);
  await next(b, 'track:add');
  track!.stop();
  track!.dispatchEvent(new Event('ended')); // as a browser does when the device goes
  expect(await next(b, 'mute')).to.include({ label: 'default', kind: 'video', muted: true });
});

it('published muted: the publication says so from the start, for a late joiner too; no event', async () => {
  const { a, b } = await pair();
  const events = record(b), stream = pictureAndTone();
  stream.getAudioTracks()[0]!.enabled = false;
  a.publish(stream);
  expect((await next(b, 'stream:add')).remote.publications.get('default')!.muted).to.deep.equal({ audio: true, video: false });
  const c = await latecomer(a, b);
  await until('it came', () => seenBy(c, a).publications.has('default'));
  expect(seenBy(c, a).publications.get('default')!.muted).to.deep.equal({ audio: true, video: false });
  expect(mutes(events)).to.deep.equal([]);
  stream.getAudioTracks()[0]!.enabled = true;
  a.publish(stream);
  await Promise.all([next(b, 'mute'), next(c, 'mute')]);
  expect(seenBy(c, a).publications.get('default')!.muted.audio).to.equal(false);
});

for (const publisher of ['a', 'b'] as const) {
  it(`a mute by ${publisher} right after publishing is not lost on the way`, async () => {
    const two = await pair(), me = two[publisher], other = publisher === 'a' ? two.b : two.a;
    const pc = seenBy(me, other).connection, remote = seenBy(other, me);
    for (let i = 0; i < 8; i++) {
      const stream = picture(), label = `cam${i}`;
      const isOffered = new Promise<void>((resolve) => {
        pc.addEventListener('signalingstatechange', () => { if (pc.signalingState === 'have-local-offer') resolve(); });
      });
      me.publish({ stream, label });
      await isOffered;
      for (let tick = 0; tick < i * 3; tick++) await Promise.resolve();
      if (i > 4) await turn();
      stream.getVideoTracks()[0]!.enabled = false;
      me.publish({ stream, label });
      await until(`${label} is known to be muted`, () => remote.publications.get(label)?.muted.video === true);
    }
  });
}

it('a kind that went away and came back is not muted any more', async () => {
  const { a, b, toA } = await pair();
  const stream = pictureAndTone(), audio = new MediaStream(stream.getAudioTracks());
  a.publish(stream);
  await until('both tracks came', () => toA.streams.get('default')?.getTracks().length === 2);
  stream.getVideoTracks()[0]!.enabled = false;
  a.publish(stream);
  await next(b, 'mute');
  a.publish(audio);
  await next(b, 'track:remove');
  expect(toA.publications.get('default')!.muted).to.deep.equal({ audio: false, video: false });
});
