import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints, moving, names } from './sight.js';

/** The target is half a second; alone it takes 15 to 30 ms, from the browser's command to the word of the others. */
const CLOSED_TAB_MS = 1000;
const REMOVED_MS = 300;
const UNPLUGGED_MS = 1000;

/** A tab's going away, as one who stays saw it. */
interface Parting { readonly at: number; readonly reason: string; readonly names: string[] }

describe('somebody who goes', function () {
  this.timeout(60_000);

  let count = 0, room = '';
  const pages: Page[] = [];
  beforeEach(() => { room = `leaving ${count += 1}`; });
  afterEach(async () => { await Promise.all(pages.splice(0).map((page) => page.close())); });

  const enter = async (name: string): Promise<Page> => {
    const page = await Page.open(`/test/e2e/pages/call.html?${new URLSearchParams({ room, name })}`);
    pages.push(page);
    return page;
  };
  const sees = async (page: Page, ...who: string[]) => {
    await eventually(() => names(page), [...who].sort());
    await eventually(() => moving(page), who.length);
  };
  const three = async (): Promise<[Page, Page, Page]> => {
    const [ann, bob, eve] = await Promise.all(['Ann', 'Bob', 'Eve'].map(enter)) as [Page, Page, Page];
    await Promise.all([sees(ann, 'Bob', 'Eve'), sees(bob, 'Ann', 'Eve'), sees(eve, 'Ann', 'Bob')]);
    await eve.eval(() => document.querySelector('peerix-room')!.open({ label: 'chat' }));
    for (const page of [ann, bob]) {
      await page.until(() => [...document.querySelector('peerix-room')!.remotes.values()].some(({ channels }) => channels.get('chat')?.state === 'open'));
      await page.eval(watchPartings);
    }
    return [ann, bob, eve];
  };
  const partingsSeenBy = (page: Page): Promise<Parting[]> => page.eval(() => partings);
  const silent = async (...who: Page[]) => expect((await Promise.all(who.map(complaints))).flat()).to.deep.equal([]);

  it('closes the tab: the others see everything go in order, at once', async () => {
    const [ann, bob, eve] = await three();
    const closing = Date.now();
    pages.splice(pages.indexOf(eve), 1);
    await eve.close();
    for (const page of [ann, bob]) {
      await eventually(async () => (await partingsSeenBy(page)).length, 1);
      const [{ at, reason, names: seen }] = await partingsSeenBy(page) as [Parting];
      console.warn(`closed tab: gone after ${at - closing} ms`);
      expect(reason).to.equal('left');
      expect(seen).to.deep.equal(['track:remove', 'track:remove', 'stream:remove', 'channel:close', 'connection:closed']);
      expect(at - closing, 'ms').to.be.below(CLOSED_TAB_MS);
    }
    await silent(ann, bob);
  });

  it('removes the element: gone for the others at once', async () => {
    const [ann, bob, eve] = await three();
    const removedAt = await eve.eval(() => {
      document.querySelector('peerix-room')!.remove();
      return Date.now();
    });
    for (const page of [ann, bob]) {
      await eventually(async () => (await partingsSeenBy(page)).map(({ reason }) => reason), ['left']);
      const [{ at }] = await partingsSeenBy(page) as [Parting];
      console.warn(`removed element: gone after ${at - removedAt} ms`);
      expect(at - removedAt, 'ms').to.be.below(REMOVED_MS);
      await sees(page, page === ann ? 'Bob' : 'Ann');
    }
    await silent(ann, bob, eve);
  });

  // Chromium keeps no page that had a call, nor one that is driven by a test: it loads it anew.
  it('goes to another page and comes back: gone at once, and in the room once again', async () => {
    const [ann, bob, eve] = await three();
    await eve.eval(() => {
      setTimeout(() => { location.href = '/test/e2e/pages/blank.html'; });
    });
    for (const page of [ann, bob]) await eventually(async () => (await partingsSeenBy(page)).map(({ reason }) => reason), ['left']);
    await eventually(() => titleOf(eve), 'Blank');
    await eve.eval(() => { setTimeout(() => history.back()); });
    await Promise.all([sees(ann, 'Bob', 'Eve'), sees(bob, 'Ann', 'Eve')]);
    await sees(eve, 'Ann', 'Bob');
    for (const page of [ann, bob]) expect(await page.eval(() => document.querySelector('peerix-room')!.remotes.size)).to.equal(2);
    await silent(ann, bob, eve);
  });

  it('is put aside by the browser and brought back: gone, and in the room again with its picture', async () => {
    const [ann, bob, eve] = await three();
    const id = await eve.eval(() => {
      const before = document.querySelector('peerix-room')!.peer.id;
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      return before;
    });
    for (const page of [ann, bob]) await eventually(async () => (await partingsSeenBy(page)).map(({ reason }) => reason), ['left']);
    await Promise.all([sees(ann, 'Bob'), sees(bob, 'Ann')]);
    await eve.eval(() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await Promise.all([sees(ann, 'Bob', 'Eve'), sees(bob, 'Ann', 'Eve'), sees(eve, 'Ann', 'Bob')]);
    expect(await eve.eval(() => document.querySelector('peerix-room')!.peer.id)).not.to.equal(id);
    await silent(ann, bob, eve);
  });

  it('closes the tab while it is joining: nobody keeps it', async () => {
    const ann = await enter('Ann'), bob = await enter('Bob');
    await sees(ann, 'Bob');
    for (let time = 0; time < 4; time++) {
      const hasty = await Page.open('/test/e2e/pages/elements.html');
      await hasty.eval((name) => {
        const element = document.createElement('peerix-room');
        Object.assign(element, { room: name, name: 'Hasty' });
        document.body.append(element);
      }, room);
      if (time % 2) await new Promise((resolve) => { setTimeout(resolve, 15 * time); });
      await hasty.close();
    }
    const eve = await enter('Eve'); // whoever might still come has come before her
    await Promise.all([sees(ann, 'Bob', 'Eve'), sees(bob, 'Ann', 'Eve'), sees(eve, 'Ann', 'Bob')]);
    for (const page of [ann, bob, eve]) {
      await eventually(() => page.eval(() => [...document.querySelector('peerix-room')!.remotes.values()].map(({ state }) => state)), ['connected', 'connected']);
    }
    await silent(ann, bob);
  });

  it('pulls out the camera, then stops its screen from the browser\'s bar: gone for everybody within a second', async () => {
    const [ann, bob, eve] = await three();
    await Promise.all([ann, bob].map((page) => page.eval(watchTracks)));
    const gone = async (what: string, at: number) => {
      for (const page of [ann, bob]) {
        await eventually(() => page.eval((name) => tracksGone.filter((one) => one.what === name).length, what), 1);
        const took = await page.eval((name) => tracksGone.find((one) => one.what === name)!.at, what) - at;
        console.warn(`${what}: gone after ${took} ms`);
        expect(took, 'ms').to.be.below(UNPLUGGED_MS);
      }
    };
    await gone('camera video', await eve.eval(() => {
      const [camera] = document.querySelector('peerix-local-media')!.stream!.getVideoTracks();
      navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
      camera!.stop();
      camera!.dispatchEvent(new Event('ended'));
      return Date.now();
    }));
    await eve.eval(async () => {
      const canvas = document.createElement('canvas'), context = canvas.getContext('2d')!;
      setInterval(() => { context.fillStyle = `hsl(${performance.now()} 90% 50%)`; context.fillRect(0, 0, canvas.width, canvas.height); }, 50);
      navigator.mediaDevices.getDisplayMedia = () => Promise.resolve(canvas.captureStream(20));
      const screen = document.createElement('peerix-local-media');
      screen.screen = true;
      document.querySelector('peerix-room')!.append(screen);
      await screen.start();
      Object.assign(globalThis, { screenTrack: screen.stream!.getVideoTracks()[0] });
    });
    for (const page of [ann, bob]) {
      await page.until(() => [...document.querySelector('peerix-room')!.remotes.values()].some(({ streams }) => streams.has('screen')));
    }
    await gone('screen video', await eve.eval(() => {
      const { screenTrack } = globalThis as unknown as { screenTrack: MediaStreamTrack };
      screenTrack.stop();
      screenTrack.dispatchEvent(new Event('ended'));
      return Date.now();
    }));
    for (const page of [ann, bob]) {
      await eventually(() => page.eval(() => [...document.querySelector('peerix-room')!.remotes.values()]
        .filter(({ metadata }) => metadata.name === 'Eve').flatMap(({ streams }) => [...streams.keys()])), ['camera']);
    }
  });
});

/** `''` while it goes from one page to another. */
const titleOf = (page: Page): Promise<string> => page.eval(() => document.title).catch(() => '');

// In the page.

declare const partings: Parting[];
declare const tracksGone: { readonly what: string; readonly at: number }[];

/** Each `connection:closed`, with what went before it of the same remote. */
function watchPartings(): void {
  const gone = new Map<object, string[]>(), partings: Parting[] = [];
  Object.assign(globalThis, { partings });
  const element = document.querySelector('peerix-room')!;
  for (const group of ['connection', 'channel', 'stream', 'track'] as const) {
    element.on(group, (event) => {
      const names = gone.get(event.remote) ?? [];
      gone.set(event.remote, [...names, event.name]);
      if (event.name === 'connection:closed') partings.push({ at: Date.now(), reason: event.reason ?? '', names: [...names, event.name] });
    });
  }
}

function watchTracks(): void {
  const tracksGone: { what: string; at: number }[] = [];
  Object.assign(globalThis, { tracksGone });
  document.querySelector('peerix-room')!.on('track:remove', ({ label, track }) => tracksGone.push({ what: `${label} ${track.kind}`, at: Date.now() }));
}
