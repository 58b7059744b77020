import { expect } from '@open-wc/testing';
import type { Remote } from '../../../src/index.js';
import { inbox, named, next, pair, record, until } from '../support.js';
import { mediaLines, picture, pictureAndTone, shows } from './streams.js';

it('50 times publish, unpublish, publish elsewhere: two m-lines, the right picture', async function () {
  this.timeout(60_000);
  const { a, b, toA, toB } = await pair();
  const red = pictureAndTone('red'), lime = pictureAndTone('lime');
  for (let i = 0; i < 50; i++) {
    a.publish({ stream: i % 2 ? lime : red, label: `label${i % 3}` });
    await next(b, 'track:add', ({ track }) => track.kind === 'video');
    if (i % 10 === 0) await shows(toA.streams.get(`label${i % 3}`)!, i % 2 ? 'lime' : 'red');
    a.unpublish({ label: `label${i % 3}` });
    await next(b, 'stream:remove');
  }
  expect([mediaLines(toB.connection), mediaLines(toA.connection)]).to.deep.equal([2, 2]);
});

it('both ways share the m-lines, however often both come and go', async function () {
  this.timeout(60_000);
  const { a, b, toA, toB } = await pair();
  const red = picture('red'), lime = picture('lime');
  for (let i = 0; i < 10; i++) {
    a.publish(red);
    b.publish(lime);
    await until('both came', () => toA.streams.size === 1 && toB.streams.size === 1);
    await shows(i % 2 ? toA.streams.get('default')! : toB.streams.get('default')!, i % 2 ? 'red' : 'lime');
    const first = i % 2 ? a : b, second = i % 2 ? b : a;
    first.unpublish();
    second.unpublish();
    await until('both went', () => toA.streams.size === 0 && toB.streams.size === 0);
  }
  expect(mediaLines(toB.connection)).to.be.within(1, 2);
});

it('three streams and three channels each way use one RTCPeerConnection', async () => {
  let made = 0;
  class Counted extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made++;
    }
  }
  const { a, b, toA, toB } = await pair(undefined, { RTCPeerConnection: Counted });
  const received = [inbox(a, 'x2'), inbox(b, 'x2')], before = made;
  for (const peer of [a, b]) {
    for (let i = 0; i < 3; i++) {
      peer.publish({ stream: pictureAndTone(), label: `cam${i}` });
      peer.open({ label: `x${i}` });
    }
  }
  const tracks = ({ streams }: Remote) => [...streams.values()].flatMap((stream) => stream.getTracks());
  const openChannels = ({ channels }: Remote) => [...channels.values()].filter(({ state }) => state === 'open');
  await until('all streams came', () => [toA, toB].every((remote) => tracks(remote).length === 6));
  await until('all channels are open', () => [toA, toB].every((remote) => openChannels(remote).length === 3));
  expect([toA.streams.size, toB.streams.size]).to.deep.equal([3, 3]);
  await Promise.all([a.send('a', { label: 'x2' }), b.send('b', { label: 'x2' })]);
  expect(received).to.deep.equal([['b'], ['a']]);
  expect(made).to.equal(before);
  expect(before).to.be.within(2, 4); // a losing offer, or a spare, may come beside one at each end
});

it('both publish at once, 20 times: both arrive, no error', async function () {
  this.timeout(60_000);
  for (let i = 0; i < 20; i++) {
    const { a, b, toA, toB } = await pair();
    const events = [record(a), record(b)];
    a.publish({ stream: picture('red'), label: 'a' });
    b.publish({ stream: picture('lime'), label: 'b' });
    if (i % 4 === 3) b.publish({ stream: picture('blue'), label: 'c' });
    await until('both arrived', () => toA.streams.size === 1 && toB.streams.size === (i % 4 === 3 ? 2 : 1));
    if (i % 5 === 0) await Promise.all([shows(toA.streams.get('a')!, 'red'), shows(toB.streams.get('b')!, 'lime')]);
    for (const list of events) {
      expect(named(list, 'error')).to.deep.equal([]);
      expect(named(list, 'stream:remove')).to.deep.equal([]);
    }
    await Promise.all([a.leave(), b.leave()]);
  }
});

it('both change everything all the time: both end with what the other shares last', async function () {
  this.timeout(60_000);
  const { a, b, toA, toB } = await pair();
  const events = [record(a), record(b)];
  const streams = [pictureAndTone('red'), picture('lime'), pictureAndTone('blue')];
  const labels = ['x', 'y', 'z'];
  const wanted = [a, b].map(() => new Map<string, number>());
  for (let step = 0; step < 120; step++) {
    const who = Math.random() < 0.5 ? 0 : 1, label = labels[Math.floor(Math.random() * 3)]!;
    const pick = Math.floor(Math.random() * 4), peer = who === 0 ? a : b, stream = streams[pick];
    if (stream) peer.publish({ stream, label }); else peer.unpublish({ label });
    if (stream) wanted[who]!.set(label, stream.getTracks().length); else wanted[who]!.delete(label);
    if (Math.random() < 0.4) await new Promise((resolve) => { setTimeout(resolve, Math.random() * 20); });
  }
  const seen = (remote: typeof toA) => JSON.stringify([...remote.streams].map(([label, stream]) => [label, stream.getTracks().length]).sort());
  const shared = (map: Map<string, number>) => JSON.stringify([...map].sort());
  await until('a is seen right', () => seen(toA) === shared(wanted[0]!));
  await until('b is seen right', () => seen(toB) === shared(wanted[1]!));
  expect(events.flatMap((list) => named(list, 'error'))).to.deep.equal([]);
  expect(mediaLines(toA.connection)).to.be.at.most(12);
});

it('both share at the same moment: one offer and one answer carry both', async () => {
  const { a, b, toA, toB } = await pair();
  const changes = [toA.connection, toB.connection].map((connection) => {
    const states: string[] = [];
    connection.addEventListener('signalingstatechange', () => states.push(connection.signalingState));
    return states;
  });
  a.publish(picture('red'));
  b.publish(picture('lime'));
  await until('both came', () => toA.streams.size === 1 && toB.streams.size === 1);
  // What was left to negotiate comes before what is shared next.
  const answerer = changes[0]![0] === 'have-remote-offer' ? b : a, other = answerer === a ? b : a;
  const third = next(other, 'stream:add');
  answerer.publish({ stream: picture('blue'), label: 'more' });
  await third;
  await until('all is agreed', () => [toA, toB].every(({ connection }) => connection.signalingState === 'stable'));
  for (const states of changes) expect(states.filter((state) => state === 'stable')).to.have.length(2);
});
