import { expect, fixture, html } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-tile/define.js';
import type { PeerixRoom, PeerixTile } from '../../../components/elements.js';
import { setHidden } from '../../../components/room/personal.js';
import type { Remote } from '../../../src/index.js';
import { canvasStream, newRoomName, shadow, stub, until } from '../support.js';
import { fakeRemote, type Want } from './fake-remote.js';

describe('a tile asks its sender for what it shows', () => {
  let remote: Remote, wants: Want[], box: HTMLElement;
  beforeEach(async () => {
    ({ remote, wants } = fakeRemote([{ label: 'camera' }]));
    box = await fixture(html`<div></div>`);
  });
  const last = (): Want | undefined => wants.at(-1);
  const asksFor = (width: number, height: number): Promise<void> =>
    until(() => last() && !last()!.hidden && Math.abs(last()!.width! - width * devicePixelRatio) < 2 && Math.abs(last()!.height! - height * devicePixelRatio) < 2, `${width} × ${height}, not ${JSON.stringify(last())}`);
  const add = (width: number, height: number, fields: Partial<PeerixTile> = {}): PeerixTile => {
    const tile = Object.assign(document.createElement('peerix-tile'), { remote, label: 'camera', ...fields });
    Object.assign(tile.style, { width: `${width}px`, height: `${height}px` });
    box.append(tile);
    return tile;
  };

  it('in device pixels, and again when it is resized', async () => {
    const tile = add(320, 180);
    await asksFor(320, 180);
    expect(last()!.label).to.equal('camera');
    tile.style.width = '160px';
    await asksFor(160, 180);
  });

  it('for as much as fills the tile, or as shows all of it', async () => {
    ({ remote, wants } = fakeRemote([{ label: 'camera', stream: canvasStream() }]));
    const tile = add(160, 300);
    await until(() => shadow<HTMLVideoElement>(tile, 'video')?.videoWidth, 'a picture');
    await asksFor(400, 300);
    tile.fit = 'contain';
    await asksFor(160, 300);
  });

  it('for nothing while it is out of sight, and for its size again', async () => {
    const tile = add(320, 180);
    await asksFor(320, 180);
    tile.style.marginBlockStart = '5000px';
    await until(() => last()!.hidden, 'out of sight');
    tile.style.marginBlockStart = '';
    await asksFor(320, 180);
    tile.hidden = true;
    await until(() => last()!.hidden, 'hidden');
  });

  it('for nothing while the page is hidden', async () => {
    add(320, 180);
    await asksFor(320, 180);
    let isHidden = true;
    stub(document, 'hidden', undefined as never);
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(last()!.hidden).to.equal(true);
    isHidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await asksFor(320, 180);
  });

  it('for the largest of several, and for nothing only if none is seen', async () => {
    const [large, small] = [add(400, 300), add(200, 150)];
    await asksFor(400, 300);
    large.hidden = true;
    await asksFor(200, 150);
    small.hidden = true;
    await until(() => last()!.hidden, 'none');
    large.hidden = false;
    await asksFor(400, 300);
    small.hidden = false;
    large.remove();
    await asksFor(200, 150);
  });

  it('for everything when no tile is left: the page may show it otherwise', async () => {
    const tile = add(320, 180);
    await asksFor(320, 180);
    tile.remove();
    await until(() => !last()!.hidden && !last()!.width, 'everything');
    box.append(tile);
    await asksFor(320, 180);
  });

  it('once: neither a move nor a pixel more asks again', async () => {
    const tile = add(320, 180);
    await asksFor(320, 180);
    const asked = wants.length, section = document.createElement('section');
    box.append(section);
    section.append(tile);
    tile.style.width = '324px';
    await until(() => tile.clientWidth === 324, 'resized');
    const other = fakeRemote([{ label: 'camera' }]);
    add(100, 100, { remote: other.remote });
    await until(() => other.wants.length, 'another was asked, so it had its turn, too');
    expect(wants).to.have.length(asked);
  });

  it('of the publication that it shows now', async () => {
    const tile = add(320, 180), other = fakeRemote([{ label: 'camera' }, { label: 'screen' }]);
    await asksFor(320, 180);
    tile.remote = other.remote;
    await until(() => other.wants.length && !last()!.width, 'the other, and the first no longer');
    tile.label = 'screen';
    await until(() => other.wants.some(({ label }) => label === 'screen'), 'the screen');
  });

  it('for nothing of somebody who was hidden by hand, and shows the flag', async () => {
    const room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" manual room=${newRoomName()}></peerix-room>`);
    const tile = add(320, 180);
    room.append(box);
    await asksFor(320, 180);
    setHidden(room, remote.id, true);
    await until(() => last()!.hidden && tile.matches(':state(camera-off)'), 'hidden');
    setHidden(room, remote.id, false);
    await asksFor(320, 180);
  });

  it('and asks nothing of who is gone', async () => {
    const { remote: gone, wants: none } = fakeRemote([{ label: 'camera' }], { state: 'closed' });
    add(320, 180, { remote: gone });
    add(320, 180);
    await asksFor(320, 180);
    expect(none).to.deep.equal([]);
  });
});
