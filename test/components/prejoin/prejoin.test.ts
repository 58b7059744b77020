import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-audio/define.js';
import '../../../components/peerix-prejoin/define.js';
import { PeerixPrejoin, type PeerixLocalMedia, type PeerixRoom } from '../../../components/elements.js';
import { defineElement } from '../../../components/define-element.js';
import { friend, idle, joined, meets, newRoomName, record, shadow, shadowAll, stub, until } from '../support.js';

const KEY = 'peerix.prejoin';
const preview = (prejoin: Element): PeerixLocalMedia | null => shadow<PeerixLocalMedia>(prejoin, '[part=preview]');
const button = (prejoin: Element): HTMLButtonElement => shadow<HTMLButtonElement>(prejoin, '[part=join]')!;
const says = (prejoin: Element): string => button(prejoin).textContent.trim();
const field = (prejoin: Element): HTMLInputElement => shadow<HTMLInputElement>(prejoin, '[part=name]')!;
const toggles = (prejoin: Element): HTMLButtonElement[] => shadowAll<HTMLButtonElement>(prejoin, '[part=toggle]');
const select = (prejoin: Element, kind: string): HTMLSelectElement | null => shadow<HTMLSelectElement>(prejoin, `.select.${kind} > select`);
const notice = (prejoin: Element): string => shadow(prejoin, '.notice')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const why = (prejoin: Element): string => shadow(prejoin, '.why')!.textContent.trim();
const kinds = (media: PeerixLocalMedia | null): string =>
  (media?.stream?.getTracks() ?? []).filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind).sort().join();
const previews = (prejoin: Element, expected = 'audio,video'): Promise<void> => until(() => kinds(preview(prejoin)) === expected, `previews ${expected}`);
const kept = (): unknown => JSON.parse(localStorage.getItem(KEY) ?? 'null');
const NOTHING = { name: '', audioDevice: '', videoDevice: '', outputDevice: '', muted: false, cameraOff: false };

function write(prejoin: Element, name: string): void {
  field(prejoin).value = name;
  field(prejoin).dispatchEvent(new InputEvent('input', { bubbles: true }));
}
const refuse = (name: string): void => stub(navigator.mediaDevices, 'getUserMedia', () => Promise.reject(new DOMException('No.', name)));

beforeEach(() => localStorage.removeItem(KEY));
after(() => localStorage.removeItem(KEY));

describe('peerix-prejoin on its own', () => {
  it('previews camera and microphone, mirrored, and measures the microphone', async () => {
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    await previews(prejoin);
    const video = shadow<HTMLVideoElement>(preview(prejoin)!, 'video')!;
    await until(() => video.currentTime > 0, 'plays');
    expect(getComputedStyle(video).scale).to.equal('-1 1');
    expect(toggles(prejoin).map(({ ariaLabel, ariaPressed }) => [ariaLabel, ariaPressed])).to.deep.equal([['Microphone', 'true'], ['Camera', 'true']]);
    // The fake microphone beeps; the browser may wait for a key press before it lets the page measure.
    await sendKeys({ press: 'Shift' });
    await until(() => Number(shadow(prejoin, '[part=meter]')!.ariaValueNow) > 20, 'hears');
    await expect(prejoin).to.be.accessible();
  });

  it('lists devices by name once they are allowed, and previews the one chosen', async () => {
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    await previews(prejoin);
    const devices = await navigator.mediaDevices.enumerateDevices();
    const microphones = devices.filter(({ kind }) => kind === 'audioinput');
    await until(() => select(prejoin, 'microphone')!.length === microphones.length, 'listed');
    expect([...select(prejoin, 'microphone')!.options].map(({ text }) => text)).to.deep.equal(microphones.map(({ label }) => label));
    const other = microphones.at(-1)!.deviceId;
    expect(select(prejoin, 'microphone')!.value).to.not.equal(other);
    select(prejoin, 'microphone')!.value = other;
    select(prejoin, 'microphone')!.dispatchEvent(new Event('change'));
    await until(() => preview(prejoin)!.stream!.getAudioTracks()[0]!.getSettings().deviceId === other, 'that one');
    await until(() => select(prejoin, 'microphone')!.value === other, 'shown');
  });

  it('does without a meter where the browser does not lend the sound to it', async () => {
    const open = new Set<AudioContext>(), { close } = AudioContext.prototype;
    stub(AudioContext.prototype, 'createMediaStreamSource', function (this: AudioContext): never {
      open.add(this);
      throw new DOMException('Another sample rate.', 'NotSupportedError'); // Firefox
    });
    stub(AudioContext.prototype, 'close', function (this: AudioContext) {
      open.delete(this);
      return close.call(this);
    });
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    await previews(prejoin);
    await until(() => select(prejoin, 'microphone')!.options[0]!.text !== 'Default microphone', 'devices have their names');
    expect([shadow(prejoin, '[part=meter]')!.ariaValueNow, open.size]).to.deep.equal(['0', 0]);
  });

  it('switches off and on, releasing the device', async () => {
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin muted></peerix-prejoin>`);
    await previews(prejoin, 'video');
    const [microphone, camera] = toggles(prejoin);
    expect(microphone!.ariaPressed).to.equal('false');
    expect(Math.min(microphone!.offsetWidth, microphone!.offsetHeight)).to.be.at.least(44);
    microphone!.click();
    camera!.click();
    await previews(prejoin, 'audio');
    expect([prejoin.hasAttribute('muted'), prejoin.hasAttribute('camera-off')]).to.deep.equal([false, true]);
    write(prejoin, 'Nina Berg');
    await until(() => shadow(prejoin, '.look > .flag')?.textContent === 'NB', 'a flag');
    await expect(prejoin).to.be.accessible();
  });

  it('tells what was chosen, and keeps it for the next time', async () => {
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    await previews(prejoin);
    const joins = record(prejoin, 'prejoin-join');
    field(prejoin).focus();
    await sendKeys({ type: ' Nina ' });
    prejoin.cameraOff = true;
    await prejoin.updateComplete;
    await sendKeys({ press: 'Enter' });
    const chosen = { ...NOTHING, name: 'Nina', cameraOff: true };
    expect(joins.map(({ detail, cancelable, bubbles }) => [detail, cancelable, bubbles])).to.deep.equal([[chosen, true, false]]);
    expect(kept()).to.deep.equal(chosen);
    const next = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    expect([field(next).value, next.muted, next.cameraOff]).to.deep.equal(['Nina', false, true]);
    const other = await fixture<PeerixPrejoin>(html`<peerix-prejoin storage-key="elsewhere" name="Zoe"></peerix-prejoin>`);
    expect([field(other).value, other.cameraOff]).to.deep.equal(['Zoe', false]);
  });

  it('keeps nothing when told so, and lives without storage and with nonsense in it', async () => {
    const quiet = await fixture<PeerixPrejoin>(html`<peerix-prejoin storage-key="" name="Nina"></peerix-prejoin>`);
    button(quiet).click();
    expect([kept(), shadow(quiet, '.note')]).to.deep.equal([null, null]);
    localStorage.setItem(KEY, JSON.stringify({ name: 7, muted: 'yes', audioDevice: 'x'.repeat(501), strange: 1, cameraOff: true }));
    const sober = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    expect([field(sober).value, sober.muted, sober.cameraOff]).to.deep.equal(['', false, true]);
    const deny = () => { throw new DOMException('No.', 'SecurityError'); };
    stub(Storage.prototype, 'getItem', deny);
    stub(Storage.prototype, 'setItem', deny);
    const denied = await fixture<PeerixPrejoin>(html`<peerix-prejoin name="Nina"></peerix-prejoin>`);
    const joins = record(denied, 'prejoin-join');
    button(denied).click();
    expect(joins.map(({ detail }) => detail.name)).to.deep.equal(['Nina']);
  });

  it('asks for a name that is required, and blanks are none', async () => {
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin name-required></peerix-prejoin>`);
    const joins = record(prejoin, 'prejoin-join');
    button(prejoin).click();
    write(prejoin, '   ');
    await prejoin.updateComplete;
    button(prejoin).click();
    expect(joins).to.have.length(0);
    expect(field(prejoin).validationMessage).to.equal('Write your name, so that the others know who you are.');
    await until(() => prejoin.shadowRoot!.activeElement === field(prejoin), 'focus');
    write(prejoin, 'Nina');
    await prejoin.updateComplete;
    button(prejoin).click();
    expect(joins).to.have.length(1);
  });

  it('joins without camera and microphone when they are blocked, and looks again on demand', async () => {
    const { getUserMedia } = navigator.mediaDevices;
    refuse('NotAllowedError');
    stub(navigator.mediaDevices, 'enumerateDevices', async () => []);
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    await until(() => prejoin.matches(':state(failed)'), 'failed');
    expect(says(prejoin)).to.equal('Join without them');
    expect(notice(prejoin)).to.match(/^Camera and microphone are blocked\. Open the site settings .*Try again$/);
    expect(toggles(prejoin).map(({ ariaPressed }) => ariaPressed)).to.deep.equal(['false', 'false']);
    expect(select(prejoin, 'microphone')).to.equal(null);
    await expect(prejoin).to.be.accessible();
    const joins = record(prejoin, 'prejoin-join');
    button(prejoin).click();
    expect(joins[0]!.detail).to.deep.equal({ ...NOTHING, muted: true, cameraOff: true });
    expect(kept(), 'what is blocked today may be allowed tomorrow').to.deep.equal(NOTHING);
    stub(navigator.mediaDevices, 'getUserMedia', getUserMedia);
    shadow(prejoin, '.notice button')!.click();
    await previews(prejoin);
    await until(() => says(prejoin) === 'Join' && !notice(prejoin), 'well');
    expect(prejoin.matches(':state(failed)')).to.equal(false);
  });

  for (const [error, words] of [['NotFoundError', /^No camera found\. Plug one in/], ['NotReadableError', /^Another program is using the camera\. Close it/]] as const) {
    it(`joins without a camera that gives ${error}`, async () => {
      const { getUserMedia } = MediaDevices.prototype;
      stub(navigator.mediaDevices, 'getUserMedia', (constraints: MediaStreamConstraints = {}) =>
        (constraints.video ? Promise.reject(new DOMException('No.', error)) : getUserMedia.call(navigator.mediaDevices, constraints)));
      const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
      await until(() => says(prejoin) === 'Join without camera', 'says so');
      expect(notice(prejoin)).to.match(words);
      expect(kinds(preview(prejoin))).to.equal('audio');
      expect(toggles(prejoin).map(({ ariaPressed }) => ariaPressed)).to.deep.equal(['true', 'false']);
    });
  }

  it('says so where the page is insecure', async () => {
    stub(navigator, 'mediaDevices', undefined as unknown as MediaDevices);
    stub(globalThis, 'isSecureContext', false);
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    await until(() => notice(prejoin).startsWith('This page needs HTTPS.'), 'says so');
    expect(says(prejoin)).to.equal('Join without them');
  });

  it('takes properties that were set before its definition, and reads false as false', async () => {
    const late = document.createElement('x-late-prejoin') as PeerixPrejoin;
    Object.assign(late, { name: 'Nina', storageKey: '' });
    late.setAttribute('muted', 'false');
    document.body.append(late);
    defineElement('x-late-prejoin', class extends PeerixPrejoin {});
    await late.updateComplete;
    expect([field(late).value, late.muted]).to.deep.equal(['Nina', false]);
    late.remove();
  });

  it('lets go of the devices when removed, and takes them again; a move changes nothing', async () => {
    const prejoin = await fixture<PeerixPrejoin>(html`<peerix-prejoin></peerix-prejoin>`);
    await previews(prejoin);
    const { stream } = preview(prejoin)!, parent = prejoin.parentElement!, box = document.createElement('section');
    parent.append(box);
    box.append(prejoin);
    await prejoin.updateComplete;
    expect(preview(prejoin)!.stream).to.equal(stream);
    prejoin.remove();
    await until(() => stream!.getTracks().every(({ readyState }) => readyState === 'ended'), 'released');
    parent.append(prejoin);
    await previews(prejoin);
  });
});

describe('peerix-prejoin in a room', () => {
  let room: PeerixRoom;
  let prejoin: PeerixPrejoin;
  let media: PeerixLocalMedia;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room manual driver="memory" room=${newRoomName()}>
      <peerix-prejoin></peerix-prejoin><peerix-local-media manual></peerix-local-media><peerix-audio></peerix-audio></peerix-room>`);
    prejoin = room.querySelector('peerix-prejoin')!;
    media = room.querySelector('peerix-local-media')!;
    await previews(prejoin);
    await until(() => shadow(prejoin, '[part=heading]'), 'heading');
  });

  it('shares nothing before, joins by name, and starts the room’s own media as chosen', async () => {
    expect(shadow(prejoin, '[part=heading]')!.textContent).to.equal(room.room);
    const ann = await friend(room.room);
    write(prejoin, 'Nina');
    toggles(prejoin)[0]!.click();
    const device = (await navigator.mediaDevices.enumerateDevices()).findLast(({ kind }) => kind === 'audioinput')!.deviceId;
    select(prejoin, 'microphone')!.value = device;
    select(prejoin, 'microphone')!.dispatchEvent(new Event('change'));
    await until(() => select(prejoin, 'speaker'), 'speakers');
    const speaker = select(prejoin, 'speaker')!.options[1]!.value;
    select(prejoin, 'speaker')!.value = speaker;
    select(prejoin, 'speaker')!.dispatchEvent(new Event('change'));
    await prejoin.updateComplete;
    expect([room.state, media.stream]).to.deep.equal(['idle', null]);
    button(prejoin).click();
    await joined(room);
    await meets(ann, 1);
    const [nina] = ann.remotes.values();
    expect(nina!.metadata.name).to.equal('Nina');
    await until(() => nina!.publications.size === 1, 'shared');
    const [shared] = nina!.publications.values();
    expect([shared!.label, shared!.stream.getTracks().map(({ kind }) => kind)]).to.deep.equal(['camera', ['video']]);
    expect([media.muted, media.cameraOff, media.audioDevice]).to.deep.equal([true, false, device]);
    expect(room.querySelector('peerix-audio')!.device).to.equal(speaker);
    await until(() => !preview(prejoin), 'no preview any more');
    expect(getComputedStyle(prejoin).display).to.equal('none');
    expect(kinds(media)).to.equal('video');
  });

  it('keeps the devices awake until the room’s own media have them', async () => {
    const awake = preview(prejoin)!.stream!.getTracks();
    let wereLive: boolean | undefined;
    media.addEventListener('media-start', () => { wereLive = awake.every(({ readyState }) => readyState === 'live'); });
    button(prejoin).click();
    await until(() => wereLive !== undefined, 'started');
    expect(wereLive).to.equal(true);
    await until(() => awake.every(({ readyState }) => readyState === 'ended'), 'released then');
  });

  it('comes back after the call, and stops what it started', async () => {
    button(prejoin).click();
    await joined(room);
    await until(() => !preview(prejoin), 'no preview any more');
    await room.leave();
    await idle(room);
    await previews(prejoin);
    expect(media.stream).to.equal(null);
    expect([getComputedStyle(prejoin).display, says(prejoin)]).to.deep.equal(['block', 'Join']);
  });

  it('goes on where the room is joined again without it', async () => {
    button(prejoin).click();
    await joined(room);
    await until(() => kinds(media) === 'audio,video' && !preview(prejoin), 'in the call');
    const joins = record(room, 'state');
    room.room = newRoomName();
    await until(() => joins.some(({ detail }) => detail.state === 'joined'), 'joined again');
    await until(() => kinds(media) === 'audio,video' && !preview(prejoin), 'goes on');
  });

  it('takes back a name that was removed', async () => {
    write(prejoin, 'Nina');
    button(prejoin).click();
    await joined(room);
    await room.leave();
    await idle(room);
    write(prejoin, '');
    await prejoin.updateComplete;
    button(prejoin).click();
    await joined(room);
    const ann = await friend(room.room);
    await meets(ann, 1);
    expect([...ann.remotes.values()].map(({ metadata }) => metadata.name)).to.deep.equal([undefined]);
  });

  it('does nothing more when the page says no', async () => {
    prejoin.addEventListener('prejoin-join', (event) => event.preventDefault());
    write(prejoin, 'Nina');
    button(prejoin).click();
    await room.updateComplete;
    expect([room.state, room.name, media.stream]).to.deep.equal(['idle', '', null]);
  });

  it('says why it does not come in', async () => {
    const errors = record(room, 'error');
    room.room = '';
    button(prejoin).click();
    await until(() => why(prejoin), 'says why');
    expect(errors.map(({ detail }) => detail.error.code)).to.deep.equal(['BAD_OPTION']);
    expect(why(prejoin)).to.contain(errors[0]!.detail.error.message);
    expect([says(prejoin), media.stream]).to.deep.equal(['Join', null]);
    await expect(prejoin).to.be.accessible();
  });

  it('waits for a server that does not answer, and says so', async () => {
    let arrive = (): void => undefined;
    const events = new EventTarget();
    const away = Object.assign(events, {
      online: false, publish() { /* lost */ }, unsubscribe() { /* nothing */ },
      subscribe: () => new Promise<void>((resolve) => { arrive = resolve; }),
    });
    room.driver = away;
    button(prejoin).click();
    await until(() => says(prejoin) === 'Joining…', 'joining');
    expect(button(prejoin).ariaDisabled).to.equal('true');
    const joins = record(prejoin, 'prejoin-join');
    button(prejoin).click();
    expect(joins).to.have.length(0);
    await until(() => why(prejoin) === 'Nobody can be reached yet. The signaling server does not answer. Trying again.', 'says so');
    arrive();
    await room.leave();
    await until(() => says(prejoin) === 'Join', 'as before');
    expect(why(prejoin)).to.equal('');
  });

  it('joins the room it is told, of two', async () => {
    const other = await fixture<PeerixRoom>(html`<peerix-room id="other-room" manual driver="memory" room=${newRoomName()}></peerix-room>`);
    prejoin.htmlFor = 'other-room';
    await until(() => shadow(prejoin, '[part=heading]')!.textContent === other.room, 'that room');
    button(prejoin).click();
    await joined(other);
    expect([room.state, media.stream]).to.deep.equal(['idle', null]);
  });
});
