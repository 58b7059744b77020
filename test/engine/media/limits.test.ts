import { expect } from '@open-wc/testing';
import { next, pair, seenBy, until } from '../support.js';
import { picture, pictureAndTone } from './streams.js';

const encodingOf = (pc: RTCPeerConnection, kind: string) =>
  pc.getSenders().find(({ track }) => track?.kind === kind)?.getParameters().encodings[0];

const LIMITS = { maxBitrate: 123_000, maxFramerate: 12, scaleResolutionDownBy: 2, priority: 'high' } as const;

for (const publisher of ['a', 'b'] as const) {
  it(`limits of ${publisher} are those of the sender, change without negotiation, and go`, async () => {
    const two = await pair(), me = two[publisher], other = publisher === 'a' ? two.b : two.a;
    const pc = seenBy(me, other).connection, stream = pictureAndTone();
    me.publish({ stream, video: LIMITS, audio: { maxBitrate: 20_000 } });
    await next(other, 'track:add', ({ track }) => track.kind === 'video');
    await until('they are set', () => encodingOf(pc, 'video')?.maxBitrate === 123_000 && encodingOf(pc, 'audio')?.maxBitrate === 20_000);
    expect(encodingOf(pc, 'video')).to.include({ ...LIMITS, networkPriority: 'high' });
    me.publish({ stream, video: { maxBitrate: 50_000 } });
    await until('the new ones are set', () => encodingOf(pc, 'video')?.maxBitrate === 50_000);
    expect(encodingOf(pc, 'video')).to.include({ priority: 'low', networkPriority: 'low' });
    expect(encodingOf(pc, 'video')?.maxFramerate).to.equal(undefined);
    expect(encodingOf(pc, 'audio')?.maxBitrate).to.equal(undefined);
    me.publish(stream);
    await until('none is left', () => encodingOf(pc, 'video')?.maxBitrate === undefined);
  });
}

it('a slot that another label used before does not keep its limits', async () => {
  const { a, b, toB } = await pair();
  const stream = picture();
  a.publish({ stream, label: 'one', video: LIMITS });
  await next(b, 'track:add');
  a.unpublish({ label: 'one' });
  await next(b, 'stream:remove');
  a.publish({ stream, label: 'two' });
  await next(b, 'track:add');
  await until('none is left', () => encodingOf(toB.connection, 'video')?.maxBitrate === undefined);
  expect(encodingOf(toB.connection, 'video')?.priority).to.equal('low');
});

it('limits of an answerer whose tracks take the m-lines of the offer hold too', async () => {
  const { a, b, toA, toB } = await pair((one, other) => {
    one.publish({ stream: picture(), video: { maxBitrate: 111_000 } });
    other.publish({ stream: picture(), video: { maxBitrate: 222_000 } });
  });
  await until('both came', () => toA.streams.size === 1 && toB.streams.size === 1);
  const maxBitrate = (pc: RTCPeerConnection) => encodingOf(pc, 'video')?.maxBitrate;
  await until('both are set', () => maxBitrate(toB.connection) === 111_000 && maxBitrate(toA.connection) === 222_000);
  expect([a.state, b.state]).to.deep.equal(['joined', 'joined']);
});
