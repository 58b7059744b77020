import { expect, fixture, html } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import '../../components/peerix-local-media/define.js';
import '../../components/peerix-remote-streams/define.js';
import type { PeerixRemoteStreams, PeerixRoom } from '../../components/elements.js';
import { collect } from '../engine/fuzz/heap.js';
import { runs } from '../support/runs.js';
import { Fragile, Line } from './fragile.js';
import { canvasStream, friend, joined, newRoomName, shadow, shadowAll, until } from './support.js';

const REMOUNTS = Math.min(runs(10), 100);

const tiles = (view: Element): HTMLElement[] => shadowAll(view, '[part=tile]');
const videoOf = (view: Element): HTMLVideoElement => shadow<HTMLVideoElement>(view, 'video')!;
const spoken = (view: Element): string => shadow(view, '.unseen[role=status]')!.textContent.trim();

/** Whether the middle of the picture that lies on top is green. */
function isGreen(view: Element): boolean {
  const video = videoOf(view), kept = shadow<HTMLCanvasElement>(view, 'canvas')!, top = kept.hidden ? video : kept;
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')!;
  context.drawImage(top, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
  const [red, lime, blue] = context.getImageData(0, 0, 1, 1).data;
  return lime! - Math.max(red!, blue!) > 100;
}

/** A picture of one colour that never changes and always moves. */
function green(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 }), context = canvas.getContext('2d')!;
  const stream = canvas.captureStream(15), timer = setInterval(() => (stream.active ? draw() : clearInterval(timer)), 66);
  let tick = 0;
  const draw = () => {
    context.fillStyle = 'lime';
    context.fillRect(0, 0, 160, 120);
    context.fillStyle = 'black';
    context.fillRect(tick++ % 160, 0, 1, 1);
  };
  draw();
  return stream;
}

/** Whether it held in every frame since. */
function watch(holds: () => boolean): () => boolean {
  let isOver = false, held = true;
  const look = () => {
    held &&= holds();
    if (!isOver) requestAnimationFrame(look);
  };
  look();
  return () => {
    isOver = true;
    return held;
  };
}

describe('a link in trouble', function () {
  this.timeout(30_000);

  let room: PeerixRoom, view: PeerixRemoteStreams, ann: Fragile;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-remote-streams></peerix-remote-streams></peerix-room>`);
    view = room.querySelector('peerix-remote-streams')!;
    await joined(room);
    ann = new Fragile();
    ann.peer.publish({ stream: green(), label: 'camera' });
    await ann.peer.join({ room: room.room, metadata: { name: 'Ann' } });
    await until(() => tiles(view).length === 1 && videoOf(view).videoWidth > 0 && videoOf(view).currentTime > 0, 'Ann is seen');
  });
  afterEach(() => ann.peer.leave());

  it('is a dimmed tile with its last picture and a badge, said once and unsaid, and the same picture goes on', async () => {
    const [tile] = tiles(view), video = videoOf(view), look = () => getComputedStyle(video).filter;
    expect([look(), spoken(view), shadow(view, '.badge')]).to.deep.equal(['none', '', null]);
    const said: string[] = [];
    const listening = new MutationObserver(() => { if (said.at(-1) !== spoken(view)) said.push(spoken(view)); });
    listening.observe(shadow(view, '.unseen[role=status]')!, { childList: true, characterData: true, subtree: true });
    ann.breakLink();
    await until(() => shadow(view, '.badge'), 'the badge');
    expect(shadow(view, '.badge')!.textContent.trim()).to.equal('Reconnecting…');
    expect([tiles(view)[0], videoOf(view)]).to.deep.equal([tile, video]);
    expect(look()).to.equal('saturate(0.2) brightness(0.7)');
    expect(getComputedStyle(video).visibility).to.equal('visible');
    await expect(view).to.be.accessible();
    const isAlwaysGreen = watch(() => isGreen(view));
    const resent = () => room.peer.counters['resent'] ?? 0, before = resent();
    await until(() => resent() >= before + 3, 'Ann is called again and again in vain');
    expect(tiles(view)).to.have.length(1);

    ann.mend();
    await until(() => !shadow(view, '.badge'), 'no badge');
    expect([tiles(view)[0], videoOf(view)]).to.deep.equal([tile, video]);
    expect([look(), spoken(view)]).to.deep.equal(['none', '']);
    const from = video.currentTime;
    await until(() => !video.paused && video.currentTime > from, 'it goes on');
    await until(() => shadow(view, 'canvas')!.hidden, 'the living picture');
    expect(isAlwaysGreen()).to.equal(true);
    listening.disconnect();
    expect(said).to.deep.equal(['Reconnecting to Ann.', '']);
    await expect(view).to.be.accessible();
  });

  it('names everybody who is being reconnected, and who leaves meanwhile no longer', async () => {
    const ben = new Fragile();
    ben.peer.publish({ stream: canvasStream(), label: 'camera' });
    await ben.peer.join({ room: room.room, metadata: { name: 'Ben' } });
    await until(() => tiles(view).length === 2, 'both');
    ann.breakLink();
    ben.breakLink();
    await until(() => spoken(view) === 'Reconnecting to Ann and Ben.', 'both are named');
    ben.mend();
    await ben.peer.leave();
    await until(() => spoken(view) === 'Reconnecting to Ann.' && tiles(view).length === 1, 'Ben is gone');
    ann.mend();
    await until(() => spoken(view) === '', 'silence');
  });

  it('shows an avatar tile in trouble, too', async () => {
    view.everyone = true;
    ann.peer.unpublish({ label: 'camera' });
    await until(() => tiles(view).length === 1 && shadow(view, 'video')?.hidden, 'an avatar');
    ann.breakLink();
    await until(() => shadow(view, '.badge'), 'the badge');
    expect(shadow(view, 'canvas')!.hidden).to.equal(true);
    expect(getComputedStyle(shadow(view, '.flag')!).filter).to.equal('saturate(0.2) brightness(0.7)');
    await expect(view).to.be.accessible();
  });
});

describe('a room whose signaling is away', () => {
  it('is :state(offline) meanwhile, still joined, and says so only to who is alone', async () => {
    const line = new Line();
    const room = await fixture<PeerixRoom>(html`<peerix-room .driver=${line} room=${newRoomName()}><peerix-remote-streams></peerix-remote-streams></peerix-room>`);
    const view = room.querySelector('peerix-remote-streams')!, advice = () => shadow(view, '.advice')?.textContent ?? '';
    await joined(room);
    expect(room.matches(':state(offline)')).to.equal(false);
    line.say(false);
    expect(room.matches(':state(joined):state(offline)')).to.equal(true);
    await until(() => advice() === 'Signaling is offline. New people can join once it is back.', 'the words');
    await expect(view).to.be.accessible();
    line.say(true);
    expect(room.matches(':state(joined):not(:state(offline))')).to.equal(true);
    await until(() => advice() === 'Whoever opens this link is in the call.', 'other words');
    line.say(false);
    await room.leave();
    expect(room.matches(':state(offline)')).to.equal(false);
  });
});

/** Like `until`, which holds on to what it saw for ten seconds. */
async function soon(condition: () => unknown, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!await condition()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

describe('a room that is mounted again and again', function () {
  this.timeout(REMOUNTS * 3000 + 20_000);

  it(`leaves nothing after ${REMOUNTS} times, with a camera and pictures of others`, async () => {
    const name = newRoomName(), ann = await friend(name, 'Ann'), gone: WeakRef<object>[] = [], connections: WeakRef<RTCPeerConnection>[] = [];
    const Native = globalThis.RTCPeerConnection;
    ann.publish({ stream: canvasStream(), label: 'camera' });
    globalThis.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(new WeakRef(this as RTCPeerConnection));
      }
    };
    const mount = async () => {
      const room = document.createElement('peerix-room');
      Object.assign(room, { room: name, name: 'Guest', driver: 'memory' });
      room.append(document.createElement('peerix-local-media'), document.createElement('peerix-remote-streams'));
      document.body.append(room);
      await soon(() => room.remotes.size === 1 && [...ann.remotes.values()].some(({ streams }) => streams.has('camera')), 'both are seen');
      await soon(() => shadow<HTMLVideoElement>(room.querySelector('peerix-remote-streams')!, 'video')?.videoWidth, 'Ann is seen');
      const tracks = room.querySelector('peerix-local-media')!.stream!.getTracks();
      for (const thing of [room, room.peer, ...room.children, ...room.remotes.values()]) gone.push(new WeakRef(thing));
      room.remove();
      await soon(() => ann.remotes.size === 0, 'it left');
      expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(tracks.map(() => 'ended'));
    };
    try {
      for (let time = 0; time < REMOUNTS; time++) await mount();
    } finally {
      globalThis.RTCPeerConnection = Native;
    }
    await soon(() => connections.every((one) => (one.deref()?.signalingState ?? 'closed') === 'closed'), 'all are closed');
    const left = () => [gone, connections].map((list) => list.flatMap((one) => one.deref()?.constructor.name ?? []));
    await soon(async () => {
      await collect();
      return left().flat().length === 0;
    }, 'all are collected').catch(() => { /* the next line tells which are not */ });
    expect(left()).to.deep.equal([[], []]);
  });
});
