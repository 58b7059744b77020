import { expect } from '@open-wc/testing';
import type { Peer, Remote, WantOptions } from '../../../src/index.js';
import { fragile } from '../link/fragile.js';
import { failure, meet, next, seenBy, settled, strangers, until } from '../support.js';
import { camera, framesDecoded, sentPicture, tone } from './streams.js';
import { tapped, type Tap } from './tapped.js';

/** A publisher of 720p and its viewer, each as the other sees it. */
interface Show { readonly publisher: Peer; readonly viewer: Peer; readonly seen: Remote; readonly sender: RTCPeerConnection; readonly tap: Tap }

async function show(options: { video?: object } = {}): Promise<Show> {
  const { a: publisher, b: viewer, toA: seen, tap } = await tapped();
  publisher.publish({ stream: await camera(), ...(options.video && { video: options.video }) });
  await until('a picture comes', async () => await framesDecoded(seen.connection) > 2);
  return { publisher, viewer, seen, sender: seenBy(publisher, viewer).connection, tap };
}

const encoding = (pc: RTCPeerConnection) => pc.getSenders().find(({ track }) => track?.kind === 'video')?.getParameters().encodings[0];

/** Whether frames are made. */
async function flows(pc: RTCPeerConnection, ms = 400): Promise<boolean> {
  const before = (await sentPicture(pc)).frames;
  await new Promise((resolve) => { setTimeout(resolve, ms); });
  return (await sentPicture(pc)).frames > before;
}

it('who never said what it shows gets all of it', async () => {
  const { sender } = await show();
  expect(encoding(sender)).to.include({ active: true, scaleResolutionDownBy: 1 });
  expect(encoding(sender)?.maxBitrate).to.equal(undefined);
});

it('a small tile gets a small picture, and a large one the large picture again', async () => {
  const { seen, sender } = await show();
  seen.want({ width: 320, height: 180 });
  await until('it was heard', () => encoding(sender)?.scaleResolutionDownBy === 4);
  await until('it is small', async () => (await sentPicture(sender)).width === 320);
  expect(encoding(sender)?.maxBitrate).to.be.within(100_000, 400_000);
  seen.want({ width: 4000, height: 2000 });
  await until('it is not scaled', () => encoding(sender)?.scaleResolutionDownBy === 1);
  seen.want({});
  await until('it has no limit', () => encoding(sender)?.maxBitrate === undefined);
});

it('the picture covers a tile of another shape, and is never blown up', async () => {
  const { seen, sender } = await show();
  seen.want({ width: 180, height: 360 });
  await until('it is scaled to the height', () => encoding(sender)?.scaleResolutionDownBy === 2);
  seen.want({ width: 100, height: 1440 });
  await until('it is whole', () => encoding(sender)?.scaleResolutionDownBy === 1);
});

it('what is not seen is not sent, and the sound goes on', async () => {
  const { publisher, viewer, seen, sender } = await show();
  publisher.publish(new MediaStream([...(await camera()).getTracks(), ...tone().getTracks()]));
  await next(viewer, 'track:add', ({ track }) => track.kind === 'audio');
  for (const unseen of [{ hidden: true }, { width: 0, height: 0 }] as const) {
    seen.want(unseen);
    await until('it stops', async () => !await flows(sender));
    expect(sender.getSenders().find(({ track }) => track?.kind === 'audio')?.getParameters().encodings[0]?.active).to.equal(true);
    seen.want({ width: 1280, height: 720 });
    await until('it goes on', () => flows(sender));
  }
});

it('a picture that is seen again is there soon', async () => {
  const { seen, sender } = await show();
  const video = Object.assign(document.createElement('video'), { muted: true, srcObject: seen.streams.get('default')! });
  document.body.append(video);
  await video.play();
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    seen.want({ hidden: true });
    await until('it stops', async () => !await flows(sender, 200));
    const frame = new Promise((resolve) => { video.requestVideoFrameCallback(resolve); }), from = performance.now();
    seen.want({ width: 640, height: 360 });
    await frame;
    times.push(performance.now() - from);
  }
  video.remove();
  const [, , median] = times.toSorted((a, b) => a - b);
  expect(median, `${times.map(Math.round).join(', ')} ms`).to.be.below(400); // 200 on a machine that does nothing else
});

it("the publisher's limits are an upper bound", async () => {
  const { seen, sender } = await show({ video: { scaleResolutionDownBy: 2, maxBitrate: 200_000, maxFramerate: 10 } });
  seen.want({ width: 1280, height: 720 });
  await until('it was heard', () => encoding(sender)?.maxBitrate === 200_000);
  expect(encoding(sender)).to.include({ scaleResolutionDownBy: 2, maxFramerate: 10 });
  seen.want({ width: 160, height: 90 });
  await until('it is smaller', () => encoding(sender)?.scaleResolutionDownBy === 8);
  expect(encoding(sender)).to.include({ maxBitrate: 161_520, maxFramerate: 10 });
});

it('a screen that shows text keeps its frame rate and its sharpness', async () => {
  const { publisher, seen, sender } = await show();
  const stream = await camera();
  stream.getVideoTracks()[0]!.contentHint = 'detail';
  publisher.publish(stream);
  seen.want({ width: 160, height: 90 });
  const parameters = () => sender.getSenders().find(({ track }) => track?.kind === 'video')!.getParameters();
  await until('it is known', () => parameters().degradationPreference === 'maintain-resolution' && parameters().encodings[0]?.scaleResolutionDownBy === 8);
  expect(parameters().encodings[0]?.maxFramerate).to.equal(undefined);
});

it('what was wanted before there was anything holds once there is', async () => {
  const { a, b, toA } = await tapped();
  toA.want({ label: 'film', hidden: true });
  await settled(a, b);
  a.publish({ stream: await camera(), label: 'film' });
  await next(b, 'track:add');
  expect(encoding(seenBy(a, b).connection)?.active).to.equal(false);
  toA.want({ label: 'film', width: 160, height: 90 });
  await until('it comes, small', async () => (await sentPicture(seenBy(a, b).connection)).width === 160);
});

it('each viewer gets its own', async () => {
  const peers = strangers(3) as [Peer, Peer, Peer], [publisher, near, far] = peers;
  await meet(peers);
  publisher.publish(await camera());
  const sender = (viewer: Peer) => seenBy(publisher, viewer).connection;
  seenBy(near, publisher).want({ width: 1280, height: 720 });
  seenBy(far, publisher).want({ width: 160, height: 90 });
  await until('the one is small', async () => (await sentPicture(sender(far))).width === 160);
  await until('the other is not', async () => (await sentPicture(sender(near))).width > 160);
  expect([near, far].map((viewer) => encoding(sender(viewer))?.scaleResolutionDownBy)).to.deep.equal([1, 8]);
});

it('holds on a connection that replaces a dead one', async () => {
  const { RTCPeerConnection: Fragile, kill } = fragile();
  const [publisher, viewer] = strangers(2, { RTCPeerConnection: Fragile }) as [Peer, Peer];
  await meet([publisher, viewer]);
  publisher.publish(await camera());
  const seen = seenBy(viewer, publisher), old = seen.connection;
  seen.want({ width: 160, height: 90 });
  const isSmall = () => encoding(seenBy(publisher, viewer).connection)?.scaleResolutionDownBy === 8;
  await until('it is small', isSmall);
  await until('the connection is at rest', () => [old, seenBy(publisher, viewer).connection].every(({ signalingState }) => signalingState === 'stable'));
  const back = next(viewer, 'connection:connected');
  kill();
  await back;
  await until('it is small again', isSmall);
  expect(seen.connection).not.to.equal(old);
});

it('a window that is dragged says what it shows ten times a second at most', async () => {
  const { publisher, viewer, seen, sender, tap } = await show();
  for (let width = 200; width < 1200; width++) seen.want({ width, height: Math.round(width * 9 / 16) });
  seen.want({ label: 'other', width: 1, height: 1 });
  await until('the last was heard', () => encoding(sender)?.scaleResolutionDownBy === 1 && tap.said('want').length > 1);
  await settled(publisher, viewer);
  expect(tap.said('want').map(({ list }) => (list as unknown[]).length)).to.deep.equal([1, 2]);
  seen.want({ label: 'other', width: 1, height: 1 });
  await settled(publisher, viewer);
  expect(tap.said('want')).to.have.length(2);
});

it('whatever a stranger wants, nothing happens but that', async () => {
  const { publisher, viewer, sender, tap } = await show();
  const setParameters = RTCRtpSender.prototype.setParameters;
  let calls = 0;
  RTCRtpSender.prototype.setParameters = function count(...args) {
    calls++;
    return setParameters.apply(this, args);
  };
  const bad = [
    {}, { list: 1 }, { list: [1] }, { list: [{ label: 'default', width: 1 }] }, { list: [{ label: 'default', width: -1, height: 1 }] },
    { list: [{ label: 'default', width: 1e9, height: 1 }] }, { list: [{ label: '', width: 1, height: 1 }] }, { list: [{ label: 'default', width: '1', height: 1 }] },
    { list: Array.from({ length: 65 }, (_, i) => ({ label: `${i}` })) },
  ];
  for (const fields of bad) tap.say({ t: 'want', ...fields });
  for (let i = 0; i < 500; i++) tap.say({ t: 'want', list: [{ label: 'default', width: i % 2 ? 100 : 1280, height: 720 }, { label: `l${i}`, width: 1, height: 1 }] });
  tap.say({ t: 'want', list: [{ label: 'default' }] });
  await Promise.all([settled(publisher, viewer), until('the last counts', () => encoding(sender)?.maxBitrate === undefined)]);
  RTCRtpSender.prototype.setParameters = setParameters;
  expect(publisher.counters['violation:want']).to.equal(bad.length);
  expect(calls).to.be.below(20);
  await until('the picture goes on', () => flows(sender));
});

it('a size that is none is refused where it is given', async () => {
  const { seen } = await show();
  const wrong = [null, { width: NaN }, { width: -1, height: 1 }, { height: '1' }, { label: '' }, { hidden: 1 }] as unknown as WantOptions[];
  for (const options of wrong) {
    const { code, hint } = await failure(() => seen.want(options));
    expect(code, JSON.stringify(options)).to.equal('BAD_OPTION');
    expect(hint).to.be.a('string');
  }
});
