import { expect } from '@open-wc/testing';
import type { Peer, PublishOptions } from '../../../src/index.js';
import { failure, latecomer, next, pair, seenBy, until } from '../support.js';
import { negotiations, picture, sentPicture, shows } from './streams.js';

const codecOf = async (pc: RTCPeerConnection) => (await sentPicture(pc)).codec;

for (const publisher of ['a', 'b'] as const) {
  it(`${publisher} chooses a codec, and another without negotiation`, async () => {
    const two = await pair(), me = two[publisher], other = publisher === 'a' ? two.b : two.a;
    const stream = picture(), pc = seenBy(me, other).connection;
    me.publish({ stream, video: { codec: 'vp9' } });
    await next(other, 'track:add');
    await until('it is VP9', async () => await codecOf(pc) === 'video/VP9');
    await until('the connection is at rest', () => pc.signalingState === 'stable');
    const watched = negotiations(pc);
    me.publish({ stream, video: { codec: 'VP8' } });
    await until('it is VP8', async () => await codecOf(pc) === 'video/VP8');
    expect(watched.count).to.equal(0);
  });
}

it('a codec that nobody has is left to the browsers', async () => {
  const { a, b, toB } = await pair();
  a.publish({ stream: picture('lime'), video: { codec: 'H999' } });
  const { stream } = await next(b, 'track:add');
  await shows(stream, 'lime');
  expect(await codecOf(toB.connection)).to.match(/^video\//);
});

it('what is no name of a codec is refused', async () => {
  const { a } = await pair(), stream = picture();
  for (const codec of ['', 'a b', 9, null, 'x'.repeat(41), {}]) {
    expect((await failure(() => a.publish({ stream, video: { codec } } as PublishOptions))).code, String(codec)).to.equal('BAD_OPTION');
  }
});

it('another device reaches those who are there and those who come later', async () => {
  const { a, b } = await pair();
  a.publish(picture('red'));
  await shows((await next(b, 'track:add')).stream, 'red');
  a.publish(picture('lime'));
  const c: Peer = await latecomer(a, b);
  await until('it came', () => seenBy(c, a).streams.has('default'));
  await Promise.all([b, c].map((viewer) => shows(seenBy(viewer, a).streams.get('default')!, 'lime')));
});
