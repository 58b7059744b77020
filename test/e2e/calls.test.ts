import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints, moving, names } from './sight.js';

const GONE_WITHIN_MS = 3000;

/** Real tabs, three tags and their attributes, nothing else. */
describe('a call between tabs', function () {
  this.timeout(40_000);

  let count = 0;
  let room = '';
  const pages: Page[] = [];

  beforeEach(() => { room = `call ${count += 1}`; });
  afterEach(async () => { await Promise.all(pages.splice(0).map((page) => page.close())); });

  const enter = async (name: string): Promise<Page> => {
    const page = await Page.open(`/test/e2e/pages/call.html?${new URLSearchParams({ room, name })}`);
    pages.push(page);
    return page;
  };
  const enterTogether = (...who: string[]) => Promise.all(who.map(enter));
  const sees = async (page: Page, ...who: string[]) => {
    await eventually(() => names(page), [...who].sort());
    await eventually(() => moving(page), who.length);
    expect(await complaints(page)).to.deep.equal([]);
  };

  it('shows two people to each other who come at once', async () => {
    const [ann, bob] = await enterTogether('Ann', 'Bob');
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
  });

  it('shows three people to each other who come at once', async () => {
    const [ann, bob, eve] = await enterTogether('Ann', 'Bob', 'Eve');
    await sees(ann!, 'Bob', 'Eve');
    await sees(bob!, 'Ann', 'Eve');
    await sees(eve!, 'Ann', 'Bob');
  });

  it('shows three people to each other who come one after the other', async () => {
    const ann = await enter('Ann');
    const bob = await enter('Bob');
    await sees(bob, 'Ann');
    const eve = await enter('Eve');
    await sees(eve, 'Ann', 'Bob');
    await sees(ann, 'Bob', 'Eve');
    await sees(bob, 'Ann', 'Eve');
  });

  it('shows a latecomer what was shared before, replaced included', async () => {
    const [ann, bob] = await enterTogether('Ann', 'Bob');
    await sees(ann!, 'Bob');
    // A board; then another one under the same label, as large as 64 by 32.
    await ann!.eval(() => {
      const board = (width: number) => {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height: 32 });
        const context = canvas.getContext('2d')!;
        setInterval(() => { context.fillStyle = `hsl(${performance.now()} 90% 50%)`; context.fillRect(0, 0, width, 32); }, 50);
        return canvas.captureStream(20);
      };
      const share = () => document.querySelector('peerix-room')!;
      share().publish({ stream: board(48), label: 'board', metadata: { page: 1 } });
      share().publish({ stream: board(64), label: 'board', metadata: { page: 2 } });
    });
    await sees(bob!, 'Ann', 'Ann');
    const eve = await enter('Eve');
    await sees(eve, 'Ann', 'Ann', 'Bob');
    const boards = (page: Page) => page.eval(() => [...document.querySelector('peerix-room')!.remotes.values()]
      .flatMap(({ publications }) => [...publications.values()])
      .filter(({ label }) => label === 'board')
      .map(({ metadata, stream }) => [(metadata as { page: number }).page, stream.getVideoTracks()[0]?.getSettings().width]));
    await eventually(() => boards(eve), [[2, 64]]);
    await eventually(() => boards(bob!), [[2, 64]]);
  });

  it('ends where the room element is removed, and begins anew where it is put back', async () => {
    const [ann, bob] = await enterTogether('Ann', 'Bob');
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
    await bob!.eval(() => {
      const element = document.querySelector('peerix-room')!;
      element.remove();
      (globalThis as unknown as { kept: Element }).kept = element;
    });
    await sees(ann!);
    await bob!.eval(() => document.body.append((globalThis as unknown as { kept: Element }).kept));
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
  });

  it('follows the attribute room to another room and back', async () => {
    const [ann, bob] = await enterTogether('Ann', 'Bob');
    await sees(ann!, 'Bob');
    const goTo = (page: Page, name: string) => page.eval((value) => document.querySelector('peerix-room')!.setAttribute('room', value), name);
    await goTo(bob!, `${room} upstairs`);
    await sees(ann!);
    await sees(bob!);
    await goTo(bob!, room);
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
  });

  it('survives someone leaving and coming back many times', async () => {
    const [ann, bob] = await enterTogether('Ann', 'Bob');
    await sees(ann!, 'Bob');
    for (let time = 0; time < 5; time += 1) {
      await bob!.eval(() => document.querySelector('peerix-room')!.leave());
      await eventually(() => names(ann!), []);
      await bob!.eval(() => document.querySelector('peerix-room')!.join());
      await eventually(() => names(ann!), ['Bob']);
    }
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
  });

  it('holds one of each after a tab was reloaded', async () => {
    const [ann, bob] = await enterTogether('Ann', 'Bob');
    await sees(ann!, 'Bob');
    await bob!.eval(() => { setTimeout(() => location.reload()); });
    await eventually(() => names(ann!), []);
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
  });

  it('shows no picture while a camera is off, and the same stream when it is on again', async () => {
    const [ann, bob] = await enterTogether('Ann', 'Bob');
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
    await ann!.eval(() => {
      const room = document.querySelector('peerix-room')!, noted: string[] = [];
      for (const group of ['mute', 'stream', 'track', 'connection'] as const) room.addEventListener(group, ({ detail }) => noted.push(detail.name));
      Object.assign(globalThis, { noted });
    });
    const switchCamera = (off: boolean) => bob!.eval((isOff) => document.querySelector('peerix-local-media')!.toggleAttribute('camera-off', isOff), off);
    await switchCamera(true);
    await eventually(() => moving(ann!), 0);
    await eventually(() => names(ann!), ['Bob']);
    await switchCamera(false);
    await sees(ann!, 'Bob');
    expect(await ann!.eval(() => (globalThis as unknown as { noted: string[] }).noted)).to.deep.equal(['mute', 'mute']);
    await sees(bob!, 'Ann');
  });

  it('knows at once when a tab is closed', async () => {
    const [ann, bob, eve] = await enterTogether('Ann', 'Bob', 'Eve');
    await Promise.all([sees(ann!, 'Bob', 'Eve'), sees(bob!, 'Ann', 'Eve')]);
    const others = [ann!, bob!];
    await Promise.all(others.map((page) => page.eval(() => {
      document.querySelector('peerix-room')!.addEventListener('connection:closed', ({ detail }) => {
        Object.assign(globalThis, { parting: { at: Date.now(), reason: detail.reason } });
      });
    })));
    const closing = Date.now();
    pages.splice(pages.indexOf(eve!), 1);
    await eve!.close();
    await sees(ann!, 'Bob');
    await sees(bob!, 'Ann');
    for (const page of others) {
      const { at, reason } = await page.eval(() => (globalThis as unknown as { parting: { at: number; reason: string } }).parting);
      expect(reason).to.equal('left');
      expect(at - closing, 'milliseconds').to.be.below(GONE_WITHIN_MS);
    }
  });
});
