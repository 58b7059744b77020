import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-toggle/define.js';
import { PeerixToggle, type PeerixLocalMedia, type PeerixRoom } from '../../../components/elements.js';
import { defineElement } from '../../../components/define-element.js';
import type { Peer, Publication } from '../../../src/index.js';
import { desk } from '../devices/desk.js';
import { canvasStream, friend, joined, meets, newRoomName, record, shadow, stub, until } from '../support.js';

const button = (toggle: Element): HTMLButtonElement => shadow<HTMLButtonElement>(toggle, 'button')!;
const reason = (toggle: Element): string => shadow(toggle, '#reason')!.textContent;
const isIn = (toggle: Element, state: string): Promise<void> => until(() => toggle.matches(`:state(${state})`), state);
const refuse = (name: string) => Promise.reject(new DOMException('No.', name));

describe('peerix-toggle', () => {
  let room: PeerixRoom;
  let media: PeerixLocalMedia;
  let ann: Peer;
  const shared = (label = 'camera'): Publication | undefined => [...ann.remotes.values()][0]?.publications.get(label);

  async function call(): Promise<void> {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-local-media></peerix-local-media></peerix-room>`);
    media = room.querySelector('peerix-local-media')!;
    await joined(room);
    ann = await friend(room.room);
    await meets(ann, 1);
    await until(() => shared()?.stream.getTracks().length === 2, 'shared');
  }

  function toggle(kind: PeerixToggle['kind'], parent: Element = room): PeerixToggle {
    return parent.appendChild(Object.assign(document.createElement('peerix-toggle'), { kind }));
  }

  for (const [kind, name, track, attribute] of [['microphone', 'Microphone', 'audio', 'muted'], ['camera', 'Camera', 'video', 'camera-off']] as const) {
    it(`switches the ${kind} off and on, for the others too, and says so`, async () => {
      await call();
      const element = toggle(kind);
      await isIn(element, 'on');
      expect(button(element).ariaLabel).to.equal(name);
      expect(button(element).getAttribute('aria-pressed')).to.equal('true');
      expect(button(element).getBoundingClientRect()).to.include({ width: 48, height: 48 });
      await expect(element).to.be.accessible();
      const changes = record(element, 'change');
      button(element).click();
      await isIn(element, 'off');
      expect(button(element).getAttribute('aria-pressed')).to.equal('false');
      expect(element.pressed).to.equal(false);
      expect(media.hasAttribute(attribute), 'reflected').to.equal(true);
      await until(() => shared()!.muted[track], 'Ann is told');
      await expect(element).to.be.accessible();
      button(element).click();
      await isIn(element, 'on');
      await until(() => !shared()!.muted[track], 'Ann is told again');
      expect(media.hasAttribute(attribute)).to.equal(false);
      expect(changes).to.have.length(2);
    });
  }

  it('is a microphone where it does not know the kind', async () => {
    const box = await fixture(html`<div><peerix-toggle kind="mic"></peerix-toggle></div>`);
    const odd = toggle('fax' as never, box), element = box.querySelector('peerix-toggle')!;
    await odd.updateComplete;
    expect([element, odd].map((one) => button(one).ariaLabel)).to.deep.equal(['Microphone', 'Microphone']);
    element.setAttribute('kind', 'camera');
    await element.updateComplete;
    expect(button(element).ariaLabel).to.equal('Camera');
  });

  it('follows what others do to the media', async () => {
    await call();
    const element = toggle('microphone');
    await isIn(element, 'on');
    media.muted = true;
    await isIn(element, 'off');
    media.stop();
    media.muted = false;
    await until(() => button(element).getAttribute('aria-pressed') === 'false' && element.matches(':state(off)'), 'stopped');
    button(element).click();
    await isIn(element, 'on');
  });

  it('works by keyboard', async () => {
    await call();
    const element = toggle('camera');
    await isIn(element, 'on');
    button(element).focus();
    await sendKeys({ press: 'Space' });
    await isIn(element, 'off');
    await sendKeys({ press: 'Enter' });
    await isIn(element, 'on');
  });

  for (const [error, state, words] of [
    ['NotAllowedError', 'denied', /blocked.*site settings/], ['NotFoundError', 'missing', /found.*Plug one in/],
    ['NotReadableError', 'busy', /Another program.*Close it there/], ['TypeError', 'failed', /not start/],
  ] as const) {
    it(`${state}: off, with a sign and the reason, and a click tries again`, async () => {
      const { getUserMedia } = MediaDevices.prototype;
      let isAllowed = false;
      stub(navigator.mediaDevices, 'getUserMedia', (constraints) => (isAllowed ? getUserMedia.call(navigator.mediaDevices, constraints) : refuse(error)));
      room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-local-media></peerix-local-media></peerix-room>`);
      const element = toggle('microphone');
      await isIn(element, state);
      expect(button(element).getAttribute('aria-pressed')).to.equal('false');
      expect(button(element).getAttribute('aria-describedby')).to.equal('reason');
      expect(reason(element)).to.match(words);
      expect(shadow(element, '[part=mark]')!.getBoundingClientRect().width).to.be.above(10);
      await expect(element).to.be.accessible();
      isAllowed = true;
      button(element).click();
      await isIn(element, 'on');
      expect(shadow(element, '[part=mark]')).to.equal(null);
      expect(reason(element)).to.equal('');
    });
  }

  it('says that the browser is asking, and is pressed already', async () => {
    let answer: (stream: MediaStream) => void = () => { throw new Error('Nobody asked.'); };
    stub(navigator.mediaDevices, 'getUserMedia', () => new Promise((resolve) => { answer = resolve; }));
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-local-media video></peerix-local-media></peerix-room>`);
    const element = toggle('camera');
    await isIn(element, 'starting');
    expect(reason(element)).to.contain('If the browser asks');
    expect(element.pressed).to.equal(true);
    answer(canvasStream());
    await isIn(element, 'on');
  });

  it('starts what was not started, and leaves off what is shown as off', async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}><peerix-local-media manual></peerix-local-media></peerix-room>`);
    const [microphone, camera] = [toggle('microphone'), toggle('camera')];
    await isIn(microphone, 'off');
    button(microphone).click();
    await isIn(microphone, 'on');
    expect(room.querySelector('peerix-local-media')!.stream!.getVideoTracks()).to.have.length(0);
    expect(camera.matches(':state(off)')).to.equal(true);
    button(camera).click();
    await isIn(camera, 'on');
  });

  it('acts on the media that has to do with its kind, of several', async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-local-media screen></peerix-local-media><peerix-local-media audio label="voice"></peerix-local-media>
      <peerix-local-media video></peerix-local-media></peerix-room>`);
    const camera = toggle('camera');
    await isIn(camera, 'on');
    button(camera).click();
    await isIn(camera, 'off');
    expect([...room.querySelectorAll('peerix-local-media')].map(({ cameraOff }) => cameraOff)).to.deep.equal([false, false, true]);
  });

  it('acts on the media that for names, without a room', async () => {
    const box = await fixture(html`<div><peerix-toggle kind="camera" for="preview"></peerix-toggle><peerix-local-media id="preview"></peerix-local-media></div>`);
    const element = box.querySelector('peerix-toggle')!;
    await isIn(element, 'on');
    button(element).click();
    await until(() => box.querySelector('peerix-local-media')!.cameraOff, 'off');
    await isIn(element, 'off');
  });

  it('switches only what belongs to its own room, and after a move that of the other', async () => {
    const two = await fixture(html`<div>
      <peerix-room driver="memory" room=${newRoomName()}><peerix-local-media></peerix-local-media></peerix-room>
      <peerix-room driver="memory" room=${newRoomName()}><peerix-local-media></peerix-local-media></peerix-room></div>`);
    const [one, other] = [...two.querySelectorAll('peerix-room')] as [PeerixRoom, PeerixRoom];
    const muted = () => [...two.querySelectorAll('peerix-local-media')].map((each) => each.muted);
    const element = toggle('microphone', one);
    await isIn(element, 'on');
    button(element).click();
    await isIn(element, 'off');
    expect(muted()).to.deep.equal([true, false]);
    other.append(element);
    await isIn(element, 'on');
    button(element).click();
    await until(() => muted().join() === 'true,true', 'both');
    element.remove();
    one.append(element);
    await isIn(element, 'off');
    button(element).click();
    await until(() => muted().join() === 'false,true', 'the first again');
  });

  it('outside a room it says so, and does nothing', async () => {
    const element = await fixture<PeerixToggle>(html`<peerix-toggle></peerix-toggle>`);
    await isIn(element, 'unavailable');
    expect(button(element).getAttribute('aria-disabled')).to.equal('true');
    expect(reason(element)).to.contain('no microphone to switch');
    const changes = record(element, 'change');
    button(element).click();
    expect(changes).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('takes properties that were set before its definition', async () => {
    await call();
    const element = document.createElement('x-late-toggle') as PeerixToggle;
    Object.assign(element, { kind: 'camera', forElement: media });
    document.body.append(element);
    defineElement('x-late-toggle', class extends PeerixToggle {});
    await isIn(element, 'on');
    expect(button(element).ariaLabel).to.equal('Camera');
    element.remove();
  });

  describe('for a screen', () => {
    let screens: MediaStream[];
    beforeEach(() => {
      screens = [];
      stub(navigator.mediaDevices, 'getDisplayMedia', () => {
        screens.push(canvasStream());
        return Promise.resolve(screens.at(-1)!);
      });
    });
    const stopInTheBar = (): void => {
      const [track] = screens.at(-1)!.getVideoTracks();
      track!.stop();
      track!.dispatchEvent(new Event('ended'));
    };

    for (const [where, markup] of [['the one of the room', true], ['one of its own', false]] as const) {
      it(`shares ${where}, until a click or the browser's own bar stops it`, async () => {
        await call();
        if (markup) room.append(Object.assign(document.createElement('peerix-local-media'), { screen: true }));
        const element = toggle('screen');
        await isIn(element, 'off');
        expect(button(element).ariaLabel).to.equal('Share screen');
        expect(button(element).ariaDisabled).to.equal('false');
        button(element).click();
        await isIn(element, 'on');
        await until(() => shared('screen'), 'Ann sees it');
        await expect(element).to.be.accessible();
        expect(!!shadow(element, 'peerix-local-media')).to.equal(!markup);
        button(element).click();
        await isIn(element, 'off');
        await until(() => !shared('screen'), 'withdrawn');
        button(element).click();
        await isIn(element, 'on');
        await until(() => shared('screen'), 'again');
        stopInTheBar();
        await isIn(element, 'off');
        expect(button(element).getAttribute('aria-pressed')).to.equal('false');
        await until(() => !shared('screen'), 'withdrawn again');
      });
    }

    it('is quiet when the person closes the picker', async () => {
      stub(navigator.mediaDevices, 'getDisplayMedia', () => refuse('NotAllowedError'));
      await call();
      const element = toggle('screen');
      await isIn(element, 'off');
      button(element).click();
      await until(() => element.matches(':state(off)') && reason(element) === '', 'off');
      expect(shadow(element, '[part=mark]')).to.equal(null);
    });

    it('stops its own when it is removed, and keeps it through a move', async () => {
      await call();
      const element = toggle('screen');
      await isIn(element, 'off');
      button(element).click();
      await until(() => shared('screen'), 'shared');
      const box = room.appendChild(document.createElement('div'));
      box.append(element);
      await element.updateComplete;
      expect(screens[0]!.getVideoTracks()[0]!.readyState).to.equal('live');
      element.remove();
      await until(() => !shared('screen') && screens[0]!.getVideoTracks()[0]!.readyState === 'ended', 'stopped');
    });

    it('is not there where browsers cannot', async () => {
      stub(navigator.mediaDevices as { getDisplayMedia?: unknown }, 'getDisplayMedia', undefined);
      await call();
      const element = toggle('screen');
      await isIn(element, 'unsupported');
      expect(element.getBoundingClientRect().width).to.equal(0);
    });
  });

  it('has the devices beside it, named, and switches to another', async () => {
    const devices = await desk();
    await call();
    const element = toggle('microphone');
    await isIn(element, 'on');
    const select = shadow<HTMLSelectElement>(element, 'select')!;
    await until(() => select.options.length === devices.ids('audioinput').length && select.checkVisibility(), 'a list');
    const [first, second] = devices.ids('audioinput');
    expect(select.ariaLabel).to.equal('Choose microphone');
    expect(select.value).to.equal(first);
    expect(select.selectedOptions[0]!.textContent).to.equal(devices.label(first!));
    select.value = second!;
    select.dispatchEvent(new Event('change'));
    expect(media.audioDevice).to.equal(second);
    await until(() => media.stream!.getAudioTracks()[0]!.getSettings().deviceId === second, 'in use');
    devices.unplug(second!, media.stream!.getAudioTracks()[0]);
    await until(() => shadow(element, '[role=status]')!.textContent.includes('is unplugged'), 'said');
    await until(() => select.value === first, 'another');
    await expect(element).to.be.accessible();
  });
});
