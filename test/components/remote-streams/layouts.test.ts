import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/peerix-room/define.js';
import '../../../components/peerix-remote-streams/define.js';
import type { PeerixRemoteStreams, PeerixRoom, PeerixTile } from '../../../components/elements.js';
import type { Peer } from '../../../src/index.js';
import { canvasStream, friend, joined, meets, newRoomName, record, until } from '../support.js';

describe('peerix-remote-streams lays out', () => {
  let room: PeerixRoom, view: PeerixRemoteStreams;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-remote-streams everyone></peerix-remote-streams></peerix-room>`);
    view = room.querySelector('peerix-remote-streams')!;
    await joined(room);
  });

  const inShadow = <E extends HTMLElement>(selector: string): E[] => [...view.shadowRoot!.querySelectorAll<E>(selector)];
  const tiles = (): PeerixTile[] => inShadow('peerix-tile');
  const seen = (): PeerixTile[] => tiles().filter((tile) => tile.offsetWidth > 0);
  const nameOf = (tile: PeerixTile): string => tile.shadowRoot!.querySelector('bdi')?.textContent ?? '';
  const tileOf = (name: string): PeerixTile => tiles().find((tile) => nameOf(tile) === name)!;
  const button = (label: string): HTMLButtonElement => inShadow<HTMLButtonElement>(`button[aria-label="${label}"]`)[0]!;
  const place = (): string => inShadow('.place .unseen')[0]?.textContent ?? '';
  const size = (width: number, height: number): void => void Object.assign(view.style, { width: `${width}px`, height: `${height}px` });

  async function gather(names: readonly string[]): Promise<Peer[]> {
    const peers: Peer[] = [];
    for (const name of names) peers.push(await friend(room.room, name));
    await meets(room, names.length);
    await until(() => tiles().length === names.length, 'all of them');
    return peers;
  }

  describe('pages', () => {
    beforeEach(async () => {
      size(230, 170);
      await gather(['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gina']);
      await until(() => place() !== '' && seen().length < 7 && seen().length > 0, 'pages');
    });

    it('where faces would be too small; turned by its buttons, all are seen once', async () => {
      const all: string[] = [], first = place(), pages = Number(first.match(/\d+$/)![0]);
      expect(first).to.equal(`Page 1 of ${pages}`);
      await expect(view).to.be.accessible();
      for (let page = 1; page <= pages; page++) {
        all.push(...seen().map(nameOf));
        for (const { clientWidth } of seen()) expect(clientWidth).to.be.at.least(100);
        const box = button('Next page').getBoundingClientRect();
        expect([box.width, box.height]).to.deep.equal([44, 44]);
        for (const tile of seen()) expect(tile.getBoundingClientRect().bottom).to.be.at.most(box.top);
        button('Next page').click();
        await until(() => place() === `Page ${page % pages + 1} of ${pages}`, 'the next');
      }
      expect(all.sort()).to.deep.equal(['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gina']);
      button('Previous page').click();
      await until(() => place() === `Page ${pages} of ${pages}`, 'the last');
    });

    it('by keyboard, from a tile too', async () => {
      button('Next page').focus();
      await sendKeys({ press: 'Enter' });
      await until(() => place().startsWith('Page 2'), 'the second');
      await sendKeys({ press: 'PageUp' });
      await until(() => place().startsWith('Page 1'), 'the first');
      await sendKeys({ press: 'PageDown' });
      await until(() => place().startsWith('Page 2'), 'the second');
    });

    it('by keyboard, from a tile that is gone then', async () => {
      seen()[0]!.shadowRoot!.querySelector<HTMLElement>('.tile')!.focus();
      await sendKeys({ press: 'PageDown' });
      await until(() => place().startsWith('Page 2'), 'the second');
      await until(() => (view.shadowRoot!.activeElement as HTMLElement | null)?.checkVisibility(), 'the focus is where one sees it');
      await sendKeys({ press: 'PageUp' });
      await until(() => place().startsWith('Page 1'), 'the first');
    });

    it('no longer, once there is room', async () => {
      size(780, 560);
      await until(() => place() === '' && seen().length === 7, 'all at once');
      await expect(view).to.be.accessible();
    });
  });

  it('keeps others playing, and hears them, on other pages', async () => {
    size(220, 170);
    const peers = await gather(['Ann', 'Ben', 'Cleo', 'Dan', 'Eve']);
    for (const peer of peers) peer.publish({ stream: canvasStream(), label: 'camera' });
    const videos = () => tiles().map((tile) => tile.shadowRoot!.querySelector('video')!);
    await until(() => videos().length === 5 && videos().every(({ paused, srcObject }) => srcObject && !paused), 'all play');
    await until(() => seen().length < 5, 'pages');
    expect(videos().every(({ paused }) => !paused)).to.equal(true);
  });

  describe('by pin', () => {
    let ann: Peer;
    beforeEach(async () => {
      size(700, 400);
      [ann] = await gather(['Ann', 'Ben', 'Cleo']) as [Peer, Peer, Peer];
    });
    const isLargest = (name: string): boolean => {
      const tile = tileOf(name);
      return tiles().every((other) => other === tile || other.clientWidth * other.clientHeight < .6 * tile.clientWidth * tile.clientHeight);
    };

    it('of the person: large, marked and told; and back', async () => {
      const pins = record<CustomEvent>(view, 'tile-pin'), tile = tileOf('Ben'), remote = tile.remote!;
      tile.shadowRoot!.querySelector<HTMLButtonElement>('[data-tool=pin]')!.click();
      await until(() => isLargest('Ben') && tile.matches(':state(pinned)'), 'Ben is large');
      expect(view.pinned).to.equal(`${remote.id} `);
      expect(view.getAttribute('pinned')).to.equal(view.pinned);
      await expect(view).to.be.accessible();
      tile.shadowRoot!.querySelector<HTMLButtonElement>('[data-tool=pin]')!.click();
      await until(() => !isLargest('Ben') && !view.pinned, 'all alike');
      expect(pins.map(({ detail }) => [detail.remote === remote, detail.pinned])).to.deep.equal([[true, true], [true, false]]);
    });

    it('unless the page decides otherwise', async () => {
      view.addEventListener('tile-pin', (event) => event.preventDefault());
      tileOf('Ben').shadowRoot!.querySelector<HTMLButtonElement>('[data-tool=pin]')!.click();
      await view.updateComplete;
      expect([view.pinned, tileOf('Ben').pinned]).to.deep.equal(['', false]);
    });

    it('of the page, by attribute; who is gone is no longer large', async () => {
      view.setAttribute('pinned', ann.id!);
      await until(() => isLargest('Ann'), 'Ann is large');
      await ann.leave();
      await until(() => tiles().length === 2 && !isLargest('Ben') && !isLargest('Cleo'), 'all alike');
    });
  });

  it('the spotlight: a screen before people, in its own shape, and who does not fit behind a button', async () => {
    size(330, 420);
    view.layout = 'spotlight';
    const names = Array.from({ length: 12 }, (_, index) => `Guest ${index}`), peers = await gather(names);
    const more = () => inShadow<HTMLButtonElement>('[part=more]')[0];
    await until(() => more(), 'the button');
    expect(more()!.getAttribute('aria-label')).to.equal(`Show ${12 - seen().length} more`);
    expect(more()!.textContent.trim()).to.equal(`+${12 - seen().length}`);
    await expect(view).to.be.accessible();
    const before = new Set(seen());
    more()!.click();
    await until(() => seen().filter((tile) => !before.has(tile)).length > 0 && seen().some((tile) => before.has(tile)), 'others, beside the same large one');
    peers[5]!.publish({ stream: canvasStream(), label: 'screen' });
    const screen = () => tiles().find(({ label }) => label === 'screen');
    await until(() => screen()?.ratio, 'the screen');
    await until(() => screen()!.clientWidth > 300 && Math.abs(screen()!.clientWidth / screen()!.clientHeight - 4 / 3) < .03, 'large, in its shape');
  });

  it('the strip: one line', async () => {
    size(780, 120);
    view.setAttribute('layout', 'strip');
    await gather(['Ann', 'Ben', 'Cleo']);
    const tops = () => new Set(tiles().map((tile) => Math.round(tile.getBoundingClientRect().top)));
    await until(() => seen().length === 3 && tops().size === 1, 'one line');
    view.setAttribute('layout', 'pile');
    expect(view.layout).to.equal('grid');
  });

  it('screens before people', async () => {
    size(700, 260);
    const [, ben] = await gather(['Ann', 'Ben']);
    ben!.publish({ stream: canvasStream(), label: 'screen' });
    const left = (tile: PeerixTile | undefined) => tile?.getBoundingClientRect().left ?? NaN;
    const screen = () => tiles().find(({ label }) => label === 'screen');
    await until(() => left(screen()) < left(tileOf('Ann')), 'first');
  });

  it('and lets tiles glide only where they were seen', async () => {
    size(600, 300);
    await gather(['Ann']);
    await until(() => seen().length === 1, 'Ann');
    expect(getComputedStyle(tileOf('Ann')).transitionDuration).to.equal('0s');
    await friend(room.room, 'Ben');
    await until(() => seen().length === 2, 'Ben');
    expect(getComputedStyle(tileOf('Ann')).transitionProperty).to.equal('transform');
    expect(getComputedStyle(tileOf('Ben')).transitionDuration).to.equal('0s');
  });
});

describe('peerix-remote-streams with a template', () => {
  let room: PeerixRoom, view: PeerixRemoteStreams;
  beforeEach(async () => {
    room = await fixture<PeerixRoom>(html`<peerix-room driver="memory" room=${newRoomName()}>
      <peerix-remote-streams></peerix-remote-streams></peerix-room>`);
    view = room.querySelector('peerix-remote-streams')!;
    const template = document.createElement('template');
    const figure = document.createElement('figure'), caption = document.createElement('figcaption');
    caption.dataset['text'] = 'name';
    figure.append(document.createElement('peerix-tile'), caption);
    template.content.append(figure);
    view.append(template);
    await joined(room);
  });
  const figures = (): HTMLElement[] => [...view.querySelectorAll('figure')];

  it('shows clones of it, placed, with what they are about, in reach of the page', async () => {
    const ann = await friend(room.room, 'Ann <b>');
    ann.publish({ stream: canvasStream(), label: 'camera' });
    await until(() => figures().length === 1, 'a figure');
    const [figure] = figures(), tile = figure!.querySelector('peerix-tile')!;
    expect(figure!.querySelector('figcaption')!.textContent).to.equal('Ann <b>');
    expect([figure!.dataset['name'], figure!.dataset['label'], figure!.hasAttribute('data-muted')]).to.deep.equal(['Ann <b>', 'camera', true]);
    await until(() => tile.shadowRoot?.querySelector('video')?.videoWidth, 'the picture');
    await until(() => figure!.offsetWidth > 200, 'placed');
    expect(view.shadowRoot!.querySelectorAll('peerix-tile')).to.have.length(0);
    await ann.setMetadata({ name: 'Ann' });
    await until(() => figure!.querySelector('figcaption')!.textContent === 'Ann', 'renamed');
    view.pinned = [...room.remotes.keys()][0]!;
    await until(() => figure!.hasAttribute('data-pinned') && tile.pinned, 'pinned');
    await expect(view).to.be.accessible();
    await ann.leave();
    await until(() => figures().length === 0, 'gone');
  });

  it('goes back to its own tiles without it', async () => {
    const ann = await friend(room.room, 'Ann');
    ann.publish({ stream: canvasStream(), label: 'camera' });
    await until(() => figures().length === 1, 'a figure');
    view.querySelector('template')!.remove();
    await until(() => figures().length === 0 && view.shadowRoot!.querySelectorAll('peerix-tile').length === 1, 'its own');
  });
});
