import { expect } from '@open-wc/testing';
import type { PeerixRoom } from '../../components/elements.js';
import { shadow, until } from './support.js';

type Global = Window & typeof globalThis & { readonly violations: string[]; readonly joins: string[] };

const frames: HTMLIFrameElement[] = [];
afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

async function open(page: string): Promise<Global> {
  const frame = Object.assign(document.createElement('iframe'), { src: `/test/components/pages/${page}`, allow: 'camera; microphone' });
  frames.push(frame);
  const loaded = new Promise((resolve) => { frame.addEventListener('load', resolve); });
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as Global;
}

describe('on a page of its own', () => {
  it('the elements work under a strict Content Security Policy with Trusted Types', async () => {
    const page = await open('strict.html');
    const room = page.document.querySelector<PeerixRoom>('peerix-room')!;
    const view = page.document.querySelector('peerix-remote-streams')!;
    const media = page.document.querySelector('peerix-local-media')!;
    await until(() => room.matches(':state(joined)'), 'joined');
    await until(() => shadow(view, '[part=name] bdi')?.textContent === 'Ann', 'an avatar');
    const tile = shadow(view, '[part=tile]')!;
    await until(() => tile.offsetWidth > 100 && page.getComputedStyle(tile).position === 'absolute', 'placed and styled');
    await until(() => media.matches(':state(live)'), 'live');
    const chat = page.document.querySelector('peerix-chat')!;
    chat.send('https://example.org');
    await until(() => shadow(chat, 'a') && shadow(chat, '[part=note]')?.textContent.trim() === 'Delivered', 'a message');
    const files = page.document.querySelector('peerix-files')!;
    await until(() => shadow(files, '[part=save]'), 'a file');
    expect(page.getComputedStyle(shadow(files, '[part=file]')!).display).to.equal('grid');
    const controls = page.document.querySelector('peerix-controls')!;
    await until(() => shadow(controls, 'peerix-toggle')?.matches(':state(on)'), 'a toggle');
    expect(shadow(shadow(controls, 'peerix-toggle')!, 'button')!.getBoundingClientRect().height).to.equal(48);
    const peers = page.document.querySelector('peerix-peers')!;
    await until(() => shadow(peers, '.person:nth-child(2) .flag'), 'people');
    const stats = page.document.querySelector('peerix-stats')!;
    stats.scrollIntoView();
    await until(() => shadow(stats, '[part=chart] > path'), 'a chart');
    await until(() => shadow(page.document.querySelector('peerix-invite')!, '[part=code] path'), 'a QR code');
    await until(() => page.document.querySelector('peerix-status')!.matches(':state(news)'), 'news');
    expect(page.violations).to.deep.equal([]);
  });

  it('a room waits for later modules before it joins', async () => {
    const page = await open('parsing.html');
    await until(() => page.joins.some((join) => join.startsWith('joined')), 'joined');
    expect(page.joins).to.deep.equal(['joining secret', 'joined secret']);
  });

  it('for finds a room that stands further down the page', async () => {
    const page = await open('parsing.html');
    const view = page.document.querySelector('peerix-remote-streams')!;
    await until(() => shadow(view, '.title')?.textContent === 'Only you are here.', 'found');
  });
});
