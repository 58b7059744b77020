import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { defineElement } from '../../../components/define-element.js';
import '../../../components/peerix-tile/define.js';
import type { PeerixTile } from '../../../components/elements.js';
import { canvasStream, record, shadow, shadowAll, soundTrack, stub, until } from '../support.js';

const plays = (tile: PeerixTile): Promise<void> => until(() => shadow<HTMLVideoElement>(tile, 'video')!.videoWidth > 0, 'a picture');
const text = (tile: PeerixTile): string => shadow(tile, '[part=name]')!.textContent.replace(/\s+/g, ' ').trim();
const toolNames = (tile: PeerixTile): (string | null)[] => shadowAll(tile, '.tool:not(.more)').map((tool) => tool.getAttribute('aria-label'));

describe('peerix-tile', () => {
  let tile: PeerixTile;
  beforeEach(async () => {
    tile = await fixture(html`<peerix-tile name="Ann Okafor"></peerix-tile>`);
    tile.style.width = '320px';
  });

  it('without a picture is a flag with initials, a name, and a shape of its own', async () => {
    expect(shadow(tile, '.flag')!.textContent).to.equal('AO');
    expect(text(tile)).to.equal('Ann Okafor Camera off');
    expect(tile.offsetHeight).to.equal(180);
    expect(tile.matches(':state(camera-off)')).to.equal(true);
    await expect(tile).to.be.accessible();
  });

  it('bears the initials and colours that it is told', async () => {
    const before = shadow(tile, '.flag')!.style.getPropertyValue('--_hue');
    tile.setAttribute('full-name', 'Nadia Berg');
    tile.setAttribute('seed', 'other');
    tile.setAttribute('name', 'You');
    await tile.updateComplete;
    expect([shadow(tile, '.flag')!.textContent, text(tile)]).to.deep.equal(['NB', 'You Camera off']);
    expect(shadow(tile, '.flag')!.style.getPropertyValue('--_hue')).not.to.equal(before);
  });

  it('shows the flag until the first picture comes, and then the picture on top', async () => {
    const centre = () => {
      const { left, top, width, height } = tile.getBoundingClientRect();
      return tile.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2);
    };
    expect(centre()).to.equal(shadow(tile, '.flag'));
    const sizes = record<CustomEvent<{ width: number; height: number }>>(tile, 'tile-resize');
    tile.stream = canvasStream();
    await plays(tile);
    await until(() => centre() === shadow(tile, 'video'), 'the picture on top');
    await until(() => sizes.length, 'its size');
    expect(sizes[0]!.detail).to.deep.equal({ width: 160, height: 120 });
    expect(tile.ratio).to.be.closeTo(4 / 3, .01);
    expect(tile.matches(':state(camera-off)')).to.equal(false);
    tile.setAttribute('camera-off', '');
    await until(() => centre() === shadow(tile, '.flag'), 'the flag again');
  });

  it('goes back to the flag when its stream ends', async () => {
    const stream = canvasStream();
    tile.stream = stream;
    await plays(tile);
    stream.getTracks().forEach((track) => {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    });
    await until(() => tile.matches(':state(camera-off)'), 'the flag');
  });

  for (const state of ['muted', 'speaking', 'reconnecting', 'pinned'] as const) {
    it(`shows and says that somebody is ${state}, accessible at every size`, async () => {
      tile[state] = true;
      await tile.updateComplete;
      expect(tile.getAttribute(state)).to.equal('');
      expect(tile.matches(`:state(${state})`)).to.equal(true);
      const word = { muted: 'Muted', speaking: 'Speaking', reconnecting: 'Reconnecting…', pinned: 'Pinned' }[state];
      expect(tile.shadowRoot!.textContent).to.contain(word);
      await expect(tile).to.be.accessible();
      tile.style.width = '120px';
      await expect(tile).to.be.accessible();
      tile[state] = false;
      await tile.updateComplete;
      expect([tile.hasAttribute(state), tile.matches(`:state(${state})`)]).to.deep.equal([false, false]);
      expect(tile.shadowRoot!.textContent).not.to.contain(word);
    });
  }

  it('puts a ring around who speaks, outside the picture; who is muted does not speak', async () => {
    expect(getComputedStyle(tile).boxShadow).to.equal('none');
    tile.speaking = true;
    await tile.updateComplete;
    expect(getComputedStyle(tile).boxShadow).to.match(/0px 0px 0px 3px$/);
    tile.muted = true;
    await tile.updateComplete;
    expect(getComputedStyle(tile).boxShadow).to.equal('none');
    expect(tile.matches(':state(muted):not(:state(speaking))')).to.equal(true);
  });

  it('of a link that is being healed dims what was seen, and goes back', async () => {
    tile.stream = canvasStream();
    await plays(tile);
    const look = () => getComputedStyle(shadow(tile, 'video')!).filter;
    expect(look()).to.equal('none');
    tile.reconnecting = true;
    await tile.updateComplete;
    expect(look()).to.contain('brightness');
    tile.reconnecting = false;
    await tile.updateComplete;
    expect(look()).to.equal('none');
  });

  it('says how a connection is, if it is not good; a link being healed says that alone', async () => {
    const says = () => shadow(tile, '[part=quality]')?.textContent.trim();
    for (const [quality, words, states] of [['good', undefined, 0], ['poor', 'Poor connection', 1], ['lost', 'Connection lost', 1]] as const) {
      tile.setAttribute('quality', quality);
      await tile.updateComplete;
      expect(says()).to.equal(words);
      expect(['poor', 'lost'].filter((state) => tile.matches(`:state(${state})`))).to.have.length(states);
      await expect(tile).to.be.accessible();
    }
    tile.reconnecting = true;
    await tile.updateComplete;
    expect(says()).to.equal(undefined);
    tile.setAttribute('quality', 'splendid');
    expect(tile.quality).to.equal('');
  });

  it('mirrors, and fits as told; screens are whole and have no flag', async () => {
    tile.stream = canvasStream();
    tile.setAttribute('mirror', '');
    await plays(tile);
    const style = () => getComputedStyle(shadow(tile, 'video')!);
    expect([style().scale, style().objectFit]).to.deep.equal(['-1 1', 'cover']);
    tile.setAttribute('fit', 'contain');
    await tile.updateComplete;
    expect(style().objectFit).to.equal('contain');
    tile.removeAttribute('fit');
    tile.removeAttribute('mirror');
    tile.setAttribute('label', 'screen');
    await tile.updateComplete;
    expect([style().scale, style().objectFit, shadow(tile, '.flag')]).to.deep.equal(['none', 'contain', null]);
  });

  it('keeps its label within itself, however long the name and small the tile', async () => {
    Object.assign(tile, { name: 'Maximiliane von und zu Hohenstaufen-Lichtenstein '.repeat(4), muted: true, tools: 'pin' });
    tile.style.width = '120px';
    await tile.updateComplete;
    const [outer, inner] = [tile, shadow(tile, '[part=name]')!].map((part) => part.getBoundingClientRect());
    expect(inner!.right).to.be.at.most(outer!.right);
    expect(inner!.bottom).to.be.at.most(outer!.bottom);
    await expect(tile).to.be.accessible();
  });

  it('keeps a name of another direction to itself, and a name is text', async () => {
    tile.name = 'علي';
    await tile.updateComplete;
    expect(shadow(tile, '[part=name] bdi')!.textContent).to.equal('علي');
    tile.name = '<img src=x>';
    await tile.updateComplete;
    expect(shadow(tile, '[part=name] bdi')!.textContent).to.equal('<img src=x>');
    expect(shadow(tile, 'img')).to.equal(null);
  });

  it('means properties set before it is defined', async () => {
    const late = document.createElement('x-late-tile') as PeerixTile;
    Object.assign(late, { name: 'Ben', muted: true });
    const { PeerixTile: Base } = await import('../../../components/elements.js');
    defineElement('x-late-tile', class extends Base {});
    document.body.append(late);
    await late.updateComplete;
    expect(text(late)).to.equal('Ben Muted Camera off');
    late.remove();
  });

  it('keeps its picture through a move, and lets go of it when removed', async () => {
    const stream = canvasStream(), box = document.createElement('section'), video = shadow<HTMLVideoElement>(tile, 'video')!;
    tile.stream = stream;
    await plays(tile);
    tile.parentElement!.append(box);
    box.append(tile);
    await tile.updateComplete;
    expect(video.srcObject).to.equal(stream);
    const from = video.currentTime;
    await until(() => video.currentTime > from, 'plays on');
    tile.remove();
    await until(() => video.srcObject === null, 'lets go');
    box.append(tile);
    await until(() => video.srcObject === stream && !video.paused, 'again');
  });

  describe('has tools', () => {
    beforeEach(async () => {
      tile.setAttribute('tools', 'pin fullscreen');
      tile.stream = canvasStream();
      await plays(tile);
      await tile.updateComplete;
    });
    const tool = (name: string) => shadow<HTMLButtonElement>(tile, `[data-tool=${name}]`)!;

    it('that are named after whom they are for, and only those asked for', async () => {
      expect(toolNames(tile)).to.deep.equal(['Pin: Ann Okafor', 'Full screen: Ann Okafor']);
      tile.cameraOff = true;
      await tile.updateComplete;
      expect(toolNames(tile)).to.deep.equal(['Pin: Ann Okafor']);
      tile.setAttribute('tools', '');
      await tile.updateComplete;
      expect(shadow(tile, '[part=tools]')).to.equal(null);
    });

    it('in sight by keyboard, large enough, beside the label, and accessible', async () => {
      await sendKeys({ press: 'Tab' });
      expect(tile.shadowRoot!.activeElement).to.equal(tool('pin'));
      await until(() => getComputedStyle(shadow(tile, '.tools')!).opacity === '1', 'in sight');
      const [button, name] = [tool('pin'), shadow(tile, '[part=name]')!].map((part) => part.getBoundingClientRect());
      expect([button!.width, button!.height]).to.deep.equal([44, 44]);
      expect(name!.right).to.be.at.most(button!.left);
      await expect(tile).to.be.accessible();
    });

    it('pins, and lets go: told before it is done', async () => {
      const pins = record<CustomEvent>(tile, 'tile-pin');
      tool('pin').focus();
      await sendKeys({ press: 'Enter' });
      await tile.updateComplete;
      expect([tile.pinned, tool('pin').getAttribute('aria-pressed')]).to.deep.equal([true, 'true']);
      expect(shadow(tile, '[part=pin]')).not.to.equal(null);
      await sendKeys({ press: 'Space' });
      expect(tile.pinned).to.equal(false);
      expect(pins.map(({ detail }) => detail)).to.deep.equal([{ remote: null, label: '', pinned: true }, { remote: null, label: '', pinned: false }]);
      tile.addEventListener('tile-pin', (event) => event.preventDefault(), { once: true });
      tool('pin').click();
      expect(tile.pinned).to.equal(false);
    });

    it('fills the screen, and shows all of the picture there', async () => {
      tool('fullscreen').focus();
      await sendKeys({ press: 'Enter' });
      await until(() => tile.matches(':fullscreen'), 'full screen');
      await until(() => tool('fullscreen').getAttribute('aria-pressed') === 'true', 'pressed');
      expect(getComputedStyle(shadow(tile, 'video')!).objectFit).to.equal('contain');
      await sendKeys({ press: 'Enter' });
      await until(() => !tile.matches(':fullscreen') && tool('fullscreen').getAttribute('aria-pressed') === 'false', 'back');
    });

    it('moved to a menu where the tile is small, by keyboard too', async () => {
      tile.style.width = '160px';
      const more = shadow<HTMLButtonElement>(tile, '.more')!, menu = shadow(tile, '.menu')!;
      await sendKeys({ press: 'Tab' });
      expect(tile.shadowRoot!.activeElement).to.equal(more);
      expect(more.getAttribute('aria-label')).to.equal('More: Ann Okafor');
      await sendKeys({ press: 'Enter' });
      await until(() => menu.matches(':popover-open'), 'open');
      await expect(tile).to.be.accessible();
      const box = menu.getBoundingClientRect(), button = more.getBoundingClientRect();
      expect(Math.min(Math.abs(box.bottom - button.top), Math.abs(button.bottom - box.top)), 'beside its button').to.be.below(10);
      await sendKeys({ press: 'Tab' });
      expect(tile.shadowRoot!.activeElement!.textContent).to.equal('Pin');
      await sendKeys({ press: 'Enter' });
      expect([tile.pinned, menu.matches(':popover-open')]).to.deep.equal([true, false]);
      await until(() => tile.shadowRoot!.activeElement === more, 'the focus is back');
    });
  });

  it('whose sound the browser holds back has a button for it', async () => {
    let allowed = false;
    const { play } = HTMLMediaElement.prototype;
    stub(HTMLMediaElement.prototype, 'play', function (this: HTMLMediaElement) {
      return this.muted || allowed ? play.call(this) : Promise.reject(new DOMException('Held back.', 'NotAllowedError'));
    });
    const stream = canvasStream();
    stream.addTrack(new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!);
    tile.stream = stream;
    await until(() => shadow(tile, '.sound'), 'a button');
    await expect(tile).to.be.accessible();
    allowed = true;
    shadow<HTMLButtonElement>(tile, '.sound')!.click();
    await until(() => !shadow(tile, '.sound') && !shadow<HTMLVideoElement>(tile, 'video')!.muted, 'heard');
  });

  it('that is silent stays so when everything that was held back may play', async () => {
    let allowed = false;
    const { play } = HTMLMediaElement.prototype, stream = canvasStream(), video = shadow<HTMLVideoElement>(tile, 'video')!;
    // Phones that save power hold back muted pictures, too.
    stub(HTMLMediaElement.prototype, 'play', function (this: HTMLMediaElement) {
      return allowed ? play.call(this) : Promise.reject(new DOMException('Held back.', 'NotAllowedError'));
    });
    stream.addTrack(soundTrack());
    Object.assign(tile, { silent: true, stream });
    await until(() => shadow(tile, '.sound'), 'a button');
    allowed = true;
    shadow<HTMLButtonElement>(tile, '.sound')!.click();
    await until(() => video.currentTime > 0, 'plays');
    expect(video.muted).to.equal(true);
  });

  it('that has gone lets go of the tracks of its stream, and follows them again when it is back', async () => {
    const stream = canvasStream(), [track] = stream.getVideoTracks(), { addEventListener } = EventTarget.prototype;
    let listeners = 0;
    stub(track!, 'addEventListener', ((type: string, listener: EventListener, options: AddEventListenerOptions) => {
      listeners++;
      options.signal?.addEventListener('abort', () => listeners--);
      addEventListener.call(track!, type, listener, options);
    }) as MediaStreamTrack['addEventListener']);
    tile.stream = stream;
    await until(() => listeners === 1, 'follows');
    const parent = tile.parentElement!;
    tile.remove();
    await until(() => listeners === 0, 'lets go');
    parent.append(tile);
    await until(() => listeners === 1, 'follows again');
    await plays(tile);
    track!.stop();
    track!.dispatchEvent(new Event('ended'));
    await until(() => tile.matches(':state(camera-off)'), 'the flag');
  });

  it('that is silent never sounds', async () => {
    tile.silent = true;
    tile.stream = canvasStream();
    await plays(tile);
    expect(shadow<HTMLVideoElement>(tile, 'video')!.muted).to.equal(true);
  });

  it('is no wider than a small phone', async () => {
    await setViewport({ width: 320, height: 568 });
    tile.style.width = '';
    await tile.updateComplete;
    expect(tile.getBoundingClientRect().right).to.be.at.most(320);
    await setViewport({ width: 800, height: 600 });
  });
});
