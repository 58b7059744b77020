import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/peerix-room/define.js';
import '../../components/peerix-local-media/define.js';
import { PeerixLocalMedia, type PeerixRoom } from '../../components/elements.js';
import { defineElement } from '../../components/define-element.js';
import { PeerixError, type Peer, type Publication } from '../../src/index.js';
import { canvasStream, friend, joined, meets, newRoomName, record, shadow, soundTrack, stub, until } from './support.js';

const kinds = (stream: MediaStream | null): string => (stream?.getTracks() ?? []).map(({ kind }) => kind).sort().join();
const live = (media: PeerixLocalMedia): Promise<void> => until(() => media.matches(':state(live)'), 'live');
const video = (media: Element): HTMLVideoElement => shadow<HTMLVideoElement>(media, 'video')!;

/** What `getUserMedia` is asked for, and how it answers. */
function answerDevices(answer: (constraints: MediaStreamConstraints) => Promise<MediaStream>): MediaStreamConstraints[] {
  const asked: MediaStreamConstraints[] = [];
  stub(navigator.mediaDevices, 'getUserMedia', (constraints: MediaStreamConstraints = {}) => {
    asked.push(constraints);
    return answer(constraints);
  });
  return asked;
}
const refuse = (name: string) => Promise.reject(new DOMException('No.', name));

describe('peerix-local-media previews without a room', () => {
  it('camera and microphone, mirrored, without own sound', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media></peerix-local-media>`);
    await live(media);
    expect(kinds(media.stream)).to.equal('audio,video');
    await until(() => video(media).currentTime > 0, 'plays');
    expect(video(media).muted).to.equal(true);
    expect(getComputedStyle(video(media)).scale).to.equal('-1 1');
    expect(shadow(media, '[part=name]')!.textContent).to.contain('You');
    await expect(media).to.be.accessible();
  });

  for (const [attributes, expected] of [[{ audio: '' }, 'audio'], [{ video: '' }, 'video'], [{ audio: 'false', video: '' }, 'video']] as const) {
    it(`only ${expected} for ${JSON.stringify(attributes)}`, async () => {
      const media = document.createElement('peerix-local-media');
      for (const [name, value] of Object.entries(attributes)) media.setAttribute(name, value);
      document.body.append(media);
      await live(media);
      expect(kinds(media.stream)).to.equal(expected);
      media.remove();
    });
  }

  it('not by itself when manual, then by start() and until stop()', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media manual></peerix-local-media>`);
    const starts = record(media, 'media-start');
    const stops = record(media, 'media-stop');
    expect(media.stream).to.equal(null);
    const stream = await media.start();
    expect(media.stream).to.equal(stream);
    expect(starts.map(({ detail }) => detail.stream)).to.deep.equal([stream]);
    media.stop();
    expect(stream.getTracks().map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
    expect(stops.map(({ detail }) => detail.reason)).to.deep.equal(['stopped']);
    expect(media.stream).to.equal(null);
    await media.updateComplete;
    expect(media.matches(':state(live)')).to.equal(false);
  });

  it('with one prompt for many starts, and no second stream', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media manual></peerix-local-media>`);
    const { getUserMedia } = MediaDevices.prototype;
    const asked = answerDevices((constraints) => getUserMedia.call(navigator.mediaDevices, constraints));
    expect(await media.start()).to.equal(await Promise.all([media.start(), media.start()]).then(([stream]) => stream));
    expect(asked).to.have.length(1);
  });

  it('as constraints and devices say, and another device when told', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media video manual></peerix-local-media>`);
    const { getUserMedia } = MediaDevices.prototype;
    const asked = answerDevices((constraints) => getUserMedia.call(navigator.mediaDevices, constraints));
    media.constraints = { video: { width: 320, height: 240 } };
    const stream = await media.start();
    expect(asked[0]).to.deep.equal({ video: { width: 320, height: 240 } });
    await until(() => video(media).videoWidth === 320, '320 wide');
    const device = (await navigator.mediaDevices.enumerateDevices()).find(({ kind }) => kind === 'videoinput')!.deviceId;
    const [before] = stream.getVideoTracks();
    media.videoDevice = device;
    await until(() => stream.getVideoTracks()[0] !== before, 'another track');
    expect(asked[1]).to.deep.equal({ video: { width: 320, height: 240, deviceId: { exact: device } } });
    expect(before!.readyState).to.equal('ended');
    expect(media.stream).to.equal(stream);
  });

  it('takes properties that were set before its definition', async () => {
    const media = document.createElement('x-late-media') as PeerixLocalMedia;
    const own = canvasStream();
    Object.assign(media, { stream: own, label: 'cat' });
    document.body.append(media);
    defineElement('x-late-media', class extends PeerixLocalMedia {});
    await live(media);
    expect(media.stream).to.equal(own);
    expect(media.label).to.equal('cat');
    media.remove();
  });

  it('is called camera, or screen, or as told', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media manual></peerix-local-media>`);
    expect(media.label).to.equal('camera');
    media.screen = true;
    expect(media.label).to.equal('screen');
    media.label = 'slides';
    expect(media.label).to.equal('slides');
  });
});

describe('peerix-local-media stopped or removed while the browser is asking', () => {
  let answer: (stream: MediaStream) => void;
  let late: MediaStream;
  beforeEach(() => {
    late = canvasStream();
    answerDevices(() => new Promise((resolve) => { answer = resolve; }));
  });
  const isReleased = () => late.getTracks().every(({ readyState }) => readyState === 'ended');

  it('rejects ABORTED and stops what comes late', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media manual video></peerix-local-media>`);
    const started = media.start().catch((error: PeerixError) => error);
    await until(() => media.matches(':state(starting)'), 'starting');
    media.stop();
    answer(late);
    expect(await started).to.include({ code: 'ABORTED' });
    expect(isReleased()).to.equal(true);
    expect(media.stream).to.equal(null);
  });

  it('stops what comes late when it is removed, silently', async () => {
    const media = document.createElement('peerix-local-media');
    const errors = record(media, 'media-error');
    document.body.append(media);
    await until(() => answer, 'asked');
    media.remove();
    await Promise.resolve();
    answer(late);
    await until(isReleased, 'released');
    expect(errors).to.have.length(0);
  });

  it('starts anew right after a stop', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media manual video></peerix-local-media>`);
    const first = media.start().catch((error: PeerixError) => error);
    const answerFirst = answer;
    media.stop();
    const second = media.start();
    answerFirst(late);
    const wanted = canvasStream();
    answer(wanted);
    expect(await first).to.include({ code: 'ABORTED' });
    expect((await second).getVideoTracks()[0]).to.equal(wanted.getVideoTracks()[0]);
    expect(isReleased()).to.equal(true);
  });
});

describe('peerix-local-media shares in its room', () => {
  let room: PeerixRoom;
  let media: PeerixLocalMedia;
  let ann: Peer;
  const shared = (label = 'camera'): Publication | undefined => [...ann.remotes.values()][0]?.publications.get(label);

  async function setUp(attributes: string): Promise<void> {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
    ann = await friend(room.room);
    media = document.createElement('peerix-local-media');
    for (const name of attributes.split(' ').filter(Boolean)) media.setAttribute(name, '');
    room.append(media);
    await joined(room);
    await meets(ann, 1);
  }

  it('and withdraws when stopped, and shares again', async () => {
    await setUp('');
    await until(() => shared() && kinds(shared()!.stream) === 'audio,video', 'shared');
    media.stop();
    await until(() => !shared(), 'withdrawn');
    await media.start();
    await until(() => shared(), 'again');
  });

  it('camera and microphone off and on: the device is free, the slot stays, the others are told', async () => {
    await setUp('');
    await until(() => shared() && kinds(shared()!.stream) === 'audio,video', 'shared');
    const remote = [...ann.remotes.values()][0]!;
    const [stream, lines] = [shared()!.stream, remote.connection.getTransceivers().length];
    const [camera] = media.stream!.getVideoTracks();
    const [microphone] = media.stream!.getAudioTracks();
    media.cameraOff = true;
    media.muted = true;
    await until(() => shared()!.muted.video && shared()!.muted.audio, 'told');
    expect([camera!.readyState, microphone!.readyState]).to.deep.equal(['ended', 'ended']);
    expect(media.matches(':state(camera-off):state(muted):state(live)')).to.equal(true);
    expect(shadow(media, '.unseen')!.textContent).to.match(/Muted\s+Camera off/);
    expect(getComputedStyle(video(media)).visibility).to.equal('hidden');
    media.cameraOff = false;
    media.muted = false;
    await until(() => !shared()!.muted.video && !shared()!.muted.audio, 'back');
    expect(media.stream!.getVideoTracks()[0]!.readyState).to.equal('live');
    expect(shared()!.stream, 'the same stream').to.equal(stream);
    expect(remote.connection.getTransceivers().length, 'no new line').to.equal(lines);
  });

  it('without asking for what is switched off from the start', async () => {
    const { getUserMedia } = MediaDevices.prototype;
    const asked = answerDevices((constraints) => getUserMedia.call(navigator.mediaDevices, constraints));
    await setUp('camera-off');
    await until(() => shared(), 'shared');
    expect(asked.map((constraints) => Object.keys(constraints))).to.deep.equal([['audio']]);
    media.cameraOff = false;
    await until(() => kinds(shared()!.stream) === 'audio,video', 'both');
    expect(Object.keys(asked[1]!)).to.deep.equal(['video']);
  });

  it('through a move, and no longer after removal, which frees the devices; again when put back', async () => {
    await setUp('');
    await until(() => shared(), 'shared');
    const own = media.stream!;
    const stops = record(media, 'media-stop');
    const box = document.createElement('div');
    room.append(box);
    box.append(media);
    await media.updateComplete;
    expect(media.stream).to.equal(own);
    expect(own.getTracks().every(({ readyState }) => readyState === 'live')).to.equal(true);
    expect(stops).to.have.length(0);
    media.remove();
    await until(() => !shared(), 'withdrawn');
    expect(own.getTracks().every(({ readyState }) => readyState === 'ended')).to.equal(true);
    room.append(media);
    await until(() => shared(), 'shared again');
  });

  it('a stream of the page, whose tracks are never stopped', async () => {
    await setUp('manual');
    const own = canvasStream();
    const sound = soundTrack();
    own.addTrack(sound);
    const starts = record(media, 'media-start');
    media.stream = own;
    await until(() => shared(), 'shared');
    expect(starts[0]!.detail.stream).to.equal(own);
    media.muted = true;
    await until(() => shared()!.muted.audio, 'muted');
    expect(sound).to.include({ enabled: false, readyState: 'live' });
    media.muted = false;
    await until(() => !shared()!.muted.audio, 'unmuted');
    expect(sound.enabled).to.equal(true);
    media.stream = null;
    await until(() => !shared(), 'withdrawn');
    expect(own.getTracks().every(({ readyState }) => readyState === 'live')).to.equal(true);
  });

  it('under another label when told', async () => {
    await setUp('video');
    await until(() => shared(), 'shared');
    media.label = 'cat';
    await until(() => shared('cat') && !shared(), 'renamed');
  });

  it('what is left after one track ended by itself', async () => {
    await setUp('manual');
    const [picture, sound] = [canvasStream(), soundTrack()];
    answerDevices(() => Promise.resolve(new MediaStream([...picture.getTracks(), sound])));
    await media.start();
    await until(() => shared() && kinds(shared()!.stream) === 'audio,video', 'shared');
    const stops = record(media, 'media-stop');
    sound.stop();
    sound.dispatchEvent(new Event('ended'));
    await until(() => kinds(shared()!.stream) === 'video', 'picture only');
    await until(() => stops.length, 'told');
    expect(media.matches(':state(live)')).to.equal(true);
    const [rest] = picture.getVideoTracks();
    rest!.stop();
    rest!.dispatchEvent(new Event('ended'));
    await until(() => !shared(), 'nothing');
    await until(() => stops.length === 2 && media.stream === null, 'told');
  });

  it('the reason of the room when it will not publish, as an event', async () => {
    await setUp('manual');
    const errors = record(media, 'media-error');
    media.label = 'x'.repeat(10_000);
    await media.start();
    await until(() => errors.length, 'an error');
    expect(errors[0]!.detail.error).to.include({ code: 'BAD_OPTION' });
  });
});

describe('peerix-local-media shares a screen', () => {
  let screen: MediaStream;
  beforeEach(() => {
    screen = canvasStream();
    stub(navigator.mediaDevices, 'getDisplayMedia', () => Promise.resolve(screen));
  });

  it('never by itself, then by start(), unmirrored and whole, until the browser ends it', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media screen></peerix-local-media>`);
    await media.updateComplete;
    expect(media.stream).to.equal(null);
    expect(media.getBoundingClientRect().height, 'nothing to see yet').to.equal(0);
    const stops = record(media, 'media-stop');
    await media.start();
    await until(() => video(media)?.videoWidth > 0, 'plays');
    expect(getComputedStyle(video(media)).scale).to.equal('none');
    expect(getComputedStyle(video(media)).objectFit).to.equal('contain');
    const [track] = screen.getVideoTracks();
    track!.stop();
    track!.dispatchEvent(new Event('ended'));
    await until(() => stops.length, 'told');
    expect(stops[0]!.detail).to.deep.equal({ reason: 'ended' });
    expect(media.stream).to.equal(null);
  });

  it('darkens it when the camera is off, without asking again', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media screen></peerix-local-media>`);
    await media.start();
    media.cameraOff = true;
    await until(() => !screen.getVideoTracks()[0]!.enabled, 'dark');
    media.cameraOff = false;
    await until(() => screen.getVideoTracks()[0]!.enabled, 'seen');
    expect(screen.getVideoTracks()[0]!.readyState).to.equal('live');
  });

  it('quietly not when the person closes the picker', async () => {
    stub(navigator.mediaDevices, 'getDisplayMedia', () => refuse('NotAllowedError'));
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media screen></peerix-local-media>`);
    const error = await media.start().catch((cause: PeerixError) => cause);
    expect(error).to.include({ code: 'MEDIA_DENIED' });
    await media.updateComplete;
    expect(shadow(media, '.notice')).to.equal(null);
  });
});

describe('peerix-local-media in trouble', () => {
  const troubles: [string, string, RegExp][] = [
    ['NotAllowedError', 'MEDIA_DENIED', /Camera and microphone are blocked.*site settings/s],
    ['NotFoundError', 'MEDIA_NOT_FOUND', /No camera or microphone found.*Plug one in/s],
    ['NotReadableError', 'MEDIA_IN_USE', /Another program is using.*Close it there/s],
    ['TypeError', 'MEDIA_FAILED', /do not start/],
  ];
  for (const [name, code, words] of troubles) {
    it(`says what happened and what to do: ${code}; the room stays joined`, async () => {
      answerDevices(() => refuse(name));
      const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}></peerix-room>`);
      const media = document.createElement('peerix-local-media');
      const errors = record(media, 'media-error');
      room.append(media);
      await until(() => shadow(media, '.notice'), 'a notice');
      expect(shadow(media, '.notice')!.textContent).to.match(words);
      expect(errors.map(({ detail }) => detail.error.code)).to.deep.equal([code]);
      expect(errors[0]!.detail.error).to.be.instanceOf(PeerixError);
      expect(media.matches(':state(denied)')).to.equal(code === 'MEDIA_DENIED');
      expect(media.matches(':state(live)')).to.equal(false);
      await expect(media).to.be.accessible();
      await joined(room);
    });
  }

  it('tries again by the button, with the keyboard too', async () => {
    const { getUserMedia } = MediaDevices.prototype;
    let isAllowed = false;
    answerDevices((constraints) => (isAllowed ? getUserMedia.call(navigator.mediaDevices, constraints) : refuse('NotAllowedError')));
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media></peerix-local-media>`);
    await until(() => shadow(media, '.notice button'), 'a button');
    const button = shadow(media, '.notice button')!;
    expect(button.getBoundingClientRect().height).to.be.at.least(44);
    isAllowed = true;
    document.body.tabIndex = -1;
    document.body.focus();
    await sendKeys({ press: 'Tab' });
    expect(media.shadowRoot!.activeElement).to.equal(button);
    await sendKeys({ press: 'Enter' });
    await live(media);
    await until(() => !shadow(media, '.notice'), 'no notice');
  });

  it('rejects a start() that failed, and raises no event for it', async () => {
    answerDevices(() => refuse('NotAllowedError'));
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media manual></peerix-local-media>`);
    const errors = record(media, 'media-error');
    expect(await media.start().catch((error: PeerixError) => error)).to.include({ code: 'MEDIA_DENIED' });
    await until(() => shadow(media, '.notice'), 'a notice');
    expect(errors).to.have.length(0);
  });

  it('does with one device when the other is missing, and takes it once it is plugged in', async () => {
    let hasCamera = false;
    answerDevices(({ video: wanted }) => {
      if (wanted && !hasCamera) return refuse('NotFoundError');
      return Promise.resolve(new MediaStream(wanted ? canvasStream().getTracks() : [soundTrack()]));
    });
    const media = document.createElement('peerix-local-media');
    const errors = record(media, 'media-error');
    document.body.append(media);
    await live(media);
    expect(kinds(media.stream)).to.equal('audio');
    expect(errors.map(({ detail }) => detail.error.message)).to.deep.equal(['No camera found.']);
    hasCamera = true;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await until(() => kinds(media.stream) === 'audio,video', 'both');
    await until(() => !shadow(media, '.notice'), 'no notice');
    media.remove();
  });

  it('tells an unplugged camera from an ended one, and takes it back', async () => {
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media></peerix-local-media>`);
    await live(media);
    const stops = record(media, 'media-stop');
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind !== 'videoinput');
    stub(navigator.mediaDevices, 'enumerateDevices', () => Promise.resolve(devices));
    const [camera] = media.stream!.getVideoTracks();
    camera!.stop();
    camera!.dispatchEvent(new Event('ended'));
    await until(() => shadow(media, '.notice')?.textContent.includes('No camera found.'), 'the words');
    expect(stops.map(({ detail }) => detail.reason)).to.deep.equal(['unplugged']);
    expect(kinds(media.stream)).to.equal('audio');
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await until(() => kinds(media.stream) === 'audio,video' && !shadow(media, '.notice'), 'back');
  });

  it('asks no second time after a no', async () => {
    const asked = answerDevices(() => refuse('NotAllowedError'));
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media></peerix-local-media>`);
    await until(() => shadow(media, '.notice'), 'a notice');
    expect(asked).to.have.length(1);
  });

  it('explains an insecure page', async () => {
    stub(navigator as { mediaDevices?: MediaDevices }, 'mediaDevices', undefined);
    stub(globalThis as { isSecureContext: boolean }, 'isSecureContext', false);
    const media = await fixture<PeerixLocalMedia>(html`<peerix-local-media manual></peerix-local-media>`);
    expect(await media.start().catch((error: PeerixError) => error)).to.include({ code: 'INSECURE_CONTEXT' });
    await until(() => shadow(media, '.notice')?.textContent.includes('This page needs HTTPS.'), 'the words');
  });
});
