import { expect } from '@open-wc/testing';
import type { PeerEvent } from '../../../src/index.js';
import { Voice } from '../../../src/media/voice.js';
import { latecomer, next, pair, seenBy, settled, strangers, until } from '../support.js';
import { picture, pictureAndTone, tone } from './streams.js';
import { tapped } from './tapped.js';

const told = (events: readonly PeerEvent<'speaking'>[]) => events.map(({ remote, label, speaking }) => `${remote ? 'other' : 'own'} ${label} ${speaking}`);

it('who is heard to speak is known on both sides, and says so in the publication', async () => {
  const { a, b, toA } = await pair();
  const events: PeerEvent<'speaking'>[] = [];
  for (const peer of [a, b]) peer.on('speaking', (event) => events.push(event));
  a.publish({ stream: tone(), label: 'mic' });
  await until('both know', () => events.length === 2);
  expect(told(events).sort()).to.deep.equal(['other mic true', 'own mic true']);
  expect(events.find(({ remote }) => remote)).to.deep.equal({ name: 'speaking', remote: toA, label: 'mic', speaking: true });
  expect(events.find(({ remote }) => !remote)).to.deep.equal({ name: 'speaking', label: 'mic', speaking: true });
  expect(toA.publications.get('mic')!.speaking).to.equal(true);
});

it('who is muted does not speak, at once; who is unmuted does again', async () => {
  const { a, b, toA } = await pair();
  const stream = pictureAndTone(), [audio] = stream.getAudioTracks();
  a.publish(stream);
  await next(b, 'speaking');
  const ended = [next(a, 'speaking'), next(b, 'speaking')];
  audio!.enabled = false;
  a.publish(stream);
  expect((await Promise.all(ended)).map(({ speaking }) => speaking)).to.deep.equal([false, false]);
  expect(toA.publications.get('default')!).to.deep.include({ speaking: false, muted: { audio: true, video: false } });
  audio!.enabled = true;
  a.publish(stream);
  expect((await next(b, 'speaking')).speaking).to.equal(true);
});

it('who no longer shares a microphone does not speak', async () => {
  const { a, b } = await pair();
  a.publish(pictureAndTone());
  await next(b, 'speaking');
  const ended = [next(a, 'speaking'), next(b, 'speaking')];
  a.publish(picture());
  expect((await Promise.all(ended)).map(({ speaking }) => speaking)).to.deep.equal([false, false]);
});

it('one hears oneself though nobody is there', async () => {
  const [a] = strangers(1);
  await a!.join({ room: 'room' });
  const stream = tone();
  a!.publish(stream);
  expect(await next(a!, 'speaking')).to.deep.equal({ name: 'speaking', label: 'default', speaking: true });
  const ended = next(a!, 'speaking');
  a!.unpublish();
  expect((await ended).speaking).to.equal(false);
});

it('who comes later knows who is speaking', async () => {
  const { a, b } = await pair();
  a.publish(tone());
  await next(b, 'speaking');
  const c = await latecomer(a, b);
  await until('it knows', () => seenBy(c, a).publications.get('default')?.speaking === true);
});

it('leaving ends it, once, on both sides', async () => {
  const { a, b } = await pair();
  a.publish(tone());
  await next(b, 'speaking');
  const events: PeerEvent<'speaking'>[] = [];
  for (const peer of [a, b]) peer.on('speaking', (event) => events.push(event));
  await a.leave();
  await until('b saw it', () => b.remotes.size === 0);
  expect(told(events).sort()).to.deep.equal(['other default false', 'own default false']);
});

it('whatever is said of speaking, a flood of it is no flood of events', async () => {
  const { a, b, tap } = await tapped();
  b.publish(tone());
  await next(a, 'speaking');
  let count = 0;
  a.on('speaking', ({ remote }) => { if (remote) count++; });
  for (let i = 0; i < 1000; i++) tap.say({ t: 'speaking', label: 'default', speaking: i % 2 === 1 });
  for (const said of [{}, { label: 1, speaking: true }, { label: 'default' }, { label: 'x'.repeat(201), speaking: true }]) tap.say({ t: 'speaking', ...said });
  await settled(b, a);
  expect(count).to.be.within(1, 40);
  expect(a.counters['violation:speaking']).to.be.at.least(4);
});

it('nothing listens where there is nothing to hear', async () => {
  const { getStats } = RTCRtpSender.prototype, stream = tone(), [audio] = stream.getAudioTracks();
  let looks = 0;
  RTCRtpSender.prototype.getStats = function count() {
    looks++;
    return getStats.call(this);
  };
  const looksWithin = async (ms: number) => {
    const before = looks;
    await new Promise((resolve) => { setTimeout(resolve, ms); });
    return looks - before;
  };
  try {
    const { a, b } = await pair();
    audio!.enabled = false;
    a.publish(stream);
    await next(b, 'track:add');
    expect(await looksWithin(400), 'muted').to.equal(0);
    audio!.enabled = true;
    a.publish(stream);
    await next(b, 'speaking');
    expect(looks, 'unmuted').to.be.above(0);
    audio!.enabled = false;
    a.publish(stream);
    await until('nothing listens', async () => await looksWithin(400) === 0);
  } finally {
    RTCRtpSender.prototype.getStats = getStats;
  }
});

describe('a voice', () => {
  const heard = (levels: readonly number[], everyMs = 100) => {
    const voice = new Voice();
    return levels.map((level, i) => [voice.hear(level, i * everyMs), voice.isSpeaking][1]);
  };
  const changes = (states: readonly (boolean | undefined)[]) => states.flatMap((state, i) => (state !== (states[i - 1] ?? false) ? [`${i} ${state}`] : []));
  const times = (count: number, level: number) => Array<number>(count).fill(level);

  it('is none in a quiet room, and a click is none', () => {
    expect(changes(heard(times(50, 0.01)))).to.deep.equal([]);
    expect(changes(heard([0, 1, 0, 0, 1, 0, 0]))).to.deep.equal([]);
  });

  it('begins after a tenth of a second, goes on through a pause, and ends after seven', () => {
    expect(changes(heard([0, ...times(10, 0.3), ...times(5, 0), ...times(3, 0.3), ...times(20, 0)]))).to.deep.equal(['2 true', '25 false']);
  });

  it('is heard by timers of a hidden page, too', () => {
    expect(changes(heard([0, ...times(4, 0.3), 0, 0], 1000))).to.deep.equal(['2 true', '5 false']);
  });
});
