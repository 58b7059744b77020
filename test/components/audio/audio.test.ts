import { expect, fixture, html } from '@open-wc/testing';
import { nothing } from 'lit';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-remote-streams/define.js';
import '../../../components/peerix-audio/define.js';
import '../../../components/peerix-start-audio/define.js';
import { PeerixAudio, type PeerixRoom } from '../../../components/elements.js';
import { setVolume } from '../../../components/room/personal.js';
import { defineElement } from '../../../components/define-element.js';
import type { Peer } from '../../../src/index.js';
import { desk } from '../devices/desk.js';
import { canvasStream, friend, joined, newRoomName, record, shadow, shadowAll, soundTrack, stub, until } from '../support.js';

const sounds = (audio: Element): HTMLAudioElement[] => shadowAll<HTMLAudioElement>(audio, 'audio');
const picture = (room: Element): HTMLVideoElement | null => shadow<HTMLVideoElement>(room.querySelector('peerix-remote-streams')!, 'video');

async function newRoom(inside: unknown = html`<peerix-remote-streams></peerix-remote-streams><peerix-audio></peerix-audio>`): Promise<PeerixRoom> {
  const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>${inside}</peerix-room>`);
  await joined(room);
  return room;
}

async function speaker(room: PeerixRoom, name = 'Ann'): Promise<Peer> {
  const peer = await friend(room.room, name);
  const stream = canvasStream();
  stream.addTrack(soundTrack());
  peer.publish({ stream, label: 'camera' });
  return peer;
}

describe('peerix-audio', () => {
  it('plays everybody apart from their pictures, which are silent as long as it is there', async () => {
    const room = await newRoom();
    const audio = room.querySelector('peerix-audio')!;
    await speaker(room);
    await until(() => sounds(audio).length === 1 && !sounds(audio)[0]!.paused, 'plays');
    await until(() => picture(room)?.currentTime, 'the picture plays');
    expect([sounds(audio)[0]!.muted, picture(room)!.muted]).to.deep.equal([false, true]);
    await speaker(room, 'Ben');
    await until(() => sounds(audio).length === 2, 'both');
    audio.remove();
    await until(() => !picture(room)!.muted && !picture(room)!.paused, 'heard with the picture');
    room.append(audio);
    await until(() => picture(room)!.muted && sounds(audio).every(({ muted, paused }) => !muted && !paused), 'apart again');
    expect(audio.offsetHeight, 'no looks').to.equal(0);
    await expect(audio).to.be.accessible();
  });

  it('is not heard twice where there are two', async () => {
    const room = await newRoom(html`<peerix-audio></peerix-audio><peerix-audio></peerix-audio>`);
    await speaker(room);
    const all = () => [...room.querySelectorAll('peerix-audio')].flatMap(sounds);
    await until(() => all().length === 2 && all().every(({ paused }) => !paused), 'both play');
    expect(all().map(({ muted }) => muted)).to.deep.equal([false, true]);
  });

  it('as loud as it says, times what was chosen for the person', async () => {
    const room = await newRoom();
    const audio = room.querySelector('peerix-audio')!;
    const ann = await speaker(room);
    await until(() => sounds(audio).length, 'plays');
    audio.setAttribute('volume', '.5');
    await until(() => sounds(audio)[0]!.volume === .5, 'half');
    setVolume(room, ann.id!, .5);
    await until(() => sounds(audio)[0]!.volume === .25, 'a quarter');
    audio.volume = 7;
    await until(() => sounds(audio)[0]!.volume === .5, 'at most all');
  });

  it('silences everybody, the pictures too, and newcomers', async () => {
    const room = await newRoom();
    const audio = room.querySelector('peerix-audio')!;
    await speaker(room);
    await until(() => sounds(audio).length && picture(room)?.muted, 'plays');
    audio.muted = true;
    await until(() => sounds(audio)[0]!.muted, 'silent');
    expect(picture(room)!.muted).to.equal(true);
    expect([audio.hasAttribute('muted'), audio.matches(':state(muted)')]).to.deep.equal([true, true]);
    await speaker(room, 'Ben');
    await until(() => sounds(audio).length === 2 && sounds(audio)[1]!.srcObject, 'Ben');
    expect(sounds(audio)[1]!.muted).to.equal(true);
    audio.muted = false;
    await until(() => sounds(audio).every(({ muted, paused }) => !muted && !paused), 'heard');
    expect(picture(room)!.muted).to.equal(true);
  });

  it('on the chosen speaker, on the default one while that is unplugged, and back', async () => {
    const devices = await desk();
    const id = devices.ids('audiooutput').at(-1)!;
    let isThere = true;
    const sinks: string[] = [];
    stub(HTMLMediaElement.prototype, 'setSinkId', function (this: HTMLMediaElement, sink: string) {
      if (sink && !isThere) return Promise.reject(new DOMException('Gone.', 'NotFoundError'));
      Object.defineProperty(this, 'sinkId', { configurable: true, value: sink });
      if (this.srcObject) sinks.push(sink);
      return Promise.resolve();
    });
    const room = await newRoom();
    const audio = room.querySelector('peerix-audio')!;
    const errors = record(audio, 'media-error');
    audio.device = id;
    await speaker(room);
    await until(() => sinks.at(-1) === id, 'chosen');
    isThere = false;
    devices.unplug(id);
    await until(() => sinks.at(-1) === '' && audio.matches(':state(fallback)'), 'the default');
    expect(errors.map(({ detail }) => detail.error.code)).to.deep.equal(['MEDIA_NOT_FOUND']);
    isThere = true;
    devices.plug(id);
    await until(() => sinks.at(-1) === id && !audio.matches(':state(fallback)'), 'back');
    expect(audio.device).to.equal(id);
  });

  it('on the speaker chosen last, though one chosen before fails late', async () => {
    const devices = await desk(), [first, last] = [devices.ids('audiooutput').at(-2)!, devices.ids('audiooutput').at(-1)!];
    let fail: (() => void) | undefined;
    stub(HTMLMediaElement.prototype, 'setSinkId', function (this: HTMLMediaElement, sink: string) {
      if (sink === first && this.srcObject) return new Promise((_, reject) => { fail ??= () => reject(new DOMException('Gone.', 'AbortError')); });
      Object.defineProperty(this, 'sinkId', { configurable: true, value: sink });
      return Promise.resolve();
    });
    const room = await newRoom();
    const audio = room.querySelector('peerix-audio')!;
    await speaker(room);
    await until(() => sounds(audio).length === 1, 'sound');
    audio.device = first;
    await until(() => fail, 'the first is asked');
    audio.device = last;
    await until(() => sounds(audio)[0]!.sinkId === last, 'the last');
    fail!();
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
    await audio.updateComplete;
    expect([sounds(audio)[0]!.sinkId, audio.matches(':state(fallback)')]).to.deep.equal([last, false]);
  });

  it('outside a room it is silent; for names a room; properties may come before the definition', async () => {
    const room = await newRoom(nothing);
    await speaker(room);
    const audio = await fixture<PeerixAudio>(html`<peerix-audio></peerix-audio>`);
    expect(sounds(audio)).to.have.length(0);
    room.id = 'sounding';
    audio.htmlFor = 'sounding';
    await until(() => sounds(audio).length === 1, 'found');
    audio.htmlFor = '';
    await until(() => sounds(audio).length === 0, 'outside');
    const late = document.createElement('x-late-audio') as PeerixAudio;
    Object.assign(late, { forElement: room, volume: .5 });
    document.body.append(late);
    defineElement('x-late-audio', class extends PeerixAudio {});
    await until(() => sounds(late)[0]?.volume === .5, 'heard');
    late.remove();
  });
});

describe('when the browser holds back the sound', () => {
  let allowed: boolean;
  beforeEach(() => {
    allowed = false;
    const { play } = HTMLMediaElement.prototype;
    stub(HTMLMediaElement.prototype, 'play', function (this: HTMLMediaElement) {
      return this.muted || allowed ? play.call(this) : Promise.reject(new DOMException('Held back.', 'NotAllowedError'));
    });
  });
  const button = (element: Element): HTMLButtonElement | null => shadow<HTMLButtonElement>(element, 'button');

  it('peerix-audio says so by itself, and plays after a click', async () => {
    const room = await newRoom();
    const audio = room.querySelector('peerix-audio')!;
    await speaker(room);
    await until(() => button(audio), 'a button');
    expect(audio.matches(':state(held)')).to.equal(true);
    await expect(audio).to.be.accessible();
    allowed = true;
    button(audio)!.click();
    await until(() => !button(audio) && !sounds(audio)[0]!.muted && !sounds(audio)[0]!.paused, 'heard');
    expect(shadow(room.querySelector('peerix-remote-streams')!, '.notice')).to.equal(null);
  });

  for (const [what, inside] of [
    ['pictures', html`<peerix-remote-streams></peerix-remote-streams><peerix-start-audio></peerix-start-audio>`],
    ['audio', html`<peerix-remote-streams></peerix-remote-streams><peerix-audio></peerix-audio><peerix-start-audio></peerix-start-audio>`],
  ] as const) {
    it(`peerix-start-audio is seen only then, instead of other buttons, and plays all: ${what}`, async () => {
      const room = await newRoom(inside);
      const start = room.querySelector('peerix-start-audio')!;
      expect(start.offsetHeight).to.equal(0);
      await Promise.all([speaker(room), speaker(room, 'Ben')]);
      await until(() => button(start), 'a button');
      expect(start.matches(':state(held)')).to.equal(true);
      expect(start.offsetHeight).to.be.at.least(44);
      expect(button(start)!.textContent).to.equal('Play sound');
      await expect(start).to.be.accessible();
      const others = [...room.children].filter((element) => element !== start);
      expect(others.map((element) => shadow(element, '.notice'))).to.deep.equal(others.map(() => null));
      const players = () => others.flatMap((element) => shadowAll<HTMLMediaElement>(element, what === 'audio' ? 'audio' : 'video'));
      await until(() => players().length === 2 && players().every(({ muted }) => muted), 'both silent');
      allowed = true;
      button(start)!.click();
      await until(() => !button(start) && start.offsetHeight === 0, 'gone');
      await until(() => players().every(({ muted, paused }) => !muted && !paused), 'all heard');
    });
  }

  it('of another room it says nothing; moved there it does; others have their button back when it goes', async () => {
    const silent = await newRoom(nothing);
    const room = await newRoom(html`<peerix-remote-streams></peerix-remote-streams>`);
    const view = room.querySelector('peerix-remote-streams')!;
    await speaker(room);
    await until(() => shadow(view, '.notice'), 'the view says so');
    const start = silent.appendChild(document.createElement('peerix-start-audio'));
    await start.updateComplete;
    expect(start.offsetHeight).to.equal(0);
    room.append(start);
    await until(() => start.offsetHeight > 0 && !shadow(view, '.notice'), 'here');
    start.remove();
    await until(() => shadow(view, '.notice'), 'the view again');
    document.body.append(start);
    await start.updateComplete;
    expect(start.offsetHeight, 'outside').to.equal(0);
    start.remove();
  });
});
