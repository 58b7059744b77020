import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/peerix-tile/define.js';
import type { PeerixTile } from '../../../components/elements.js';
import { canvasStream, shadow, until } from '../support.js';
import { fakeRemote } from './fake-remote.js';

describe('a tile whose picture floats in a window of its own', () => {
  it('says so, is still asked for when the tile is out of sight, and comes back', async function () {
    if (!document.pictureInPictureEnabled) return this.skip();
    const { remote, wants } = fakeRemote([{ label: 'camera', stream: canvasStream() }]);
    const tile = await fixture<PeerixTile>(html`<peerix-tile .remote=${remote} tools="picture-in-picture"></peerix-tile>`);
    await until(() => shadow<HTMLVideoElement>(tile, 'video')!.videoWidth > 0 && wants.length, 'a picture');
    const button = shadow<HTMLButtonElement>(tile, '[data-tool=picture-in-picture]')!;
    button.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => tile.matches(':state(floating)') && button.getAttribute('aria-pressed') === 'true', 'it floats');
    tile.style.marginBlockStart = '5000px';
    // The browser has looked by then, and found it out of sight.
    await new Promise<void>((resolve) => { new IntersectionObserver(([entry]) => { if (!entry!.isIntersecting) resolve(); }).observe(tile); });
    await tile.updateComplete;
    expect(wants.at(-1)!.hidden).to.equal(undefined);
    await document.exitPictureInPicture();
    await until(() => !tile.matches(':state(floating)') && wants.at(-1)!.hidden, 'it is back, and out of sight');
  });
});
