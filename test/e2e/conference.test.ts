import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints } from './sight.js';

/** What test/e2e/pages/conference.html has. */
declare const button: (name: string) => HTMLElement | undefined;
declare const seen: () => string[];
declare const areas: () => number[];
declare const kept: MediaStream[];

/** Three tabs, one tag in each, and nothing but what a person sees and presses. */
describe('a conference between tabs', function () {
  this.timeout(60_000);

  let count = 0;
  const pages: Page[] = [];
  afterEach(async () => { await Promise.all(pages.splice(0).map((page) => page.close())); });

  const enter = async (room: string, name: string): Promise<Page> => {
    const page = await Page.open(`/test/e2e/pages/conference.html?${new URLSearchParams({ room, name })}`);
    pages.push(page);
    return page;
  };
  /** Ann, Bob and Eve, who see each other. */
  const call = async (): Promise<[Page, Page, Page]> => {
    const room = `conference ${count += 1}`;
    const all = await Promise.all(['Ann', 'Bob', 'Eve'].map((name) => enter(room, name)));
    const [ann, bob, eve] = all as [Page, Page, Page];
    await sees(ann, 'Bob', 'Eve');
    await sees(bob, 'Ann', 'Eve');
    await sees(eve, 'Ann', 'Bob');
    return [ann, bob, eve];
  };
  const press = async (page: Page, name: string): Promise<void> => {
    await page.until((label) => button(label), name);
    await page.eval((label) => button(label)!.click(), name);
  };
  const sees = (page: Page, ...labels: string[]) => eventually(() => page.eval(() => seen()), [...labels].sort());
  /** Some tile is much larger than another. */
  const hasLarge = (page: Page) => page.eval(() => Math.max(...areas()) > 2 * Math.min(...areas()));

  it('shows whose microphone or camera is off', async () => {
    const [ann, bob, eve] = await call();
    await press(ann, 'Microphone');
    await sees(bob, 'Ann Muted', 'Eve');
    await sees(eve, 'Ann Muted', 'Bob');
    await press(ann, 'Microphone');
    await sees(bob, 'Ann', 'Eve');
    await press(ann, 'Camera');
    await sees(eve, 'Ann Camera off', 'Bob');
    await press(ann, 'Camera');
    await sees(eve, 'Ann', 'Bob');
    for (const page of pages) expect(await complaints(page)).to.deep.equal([]);
  });

  it('shows who is pinned large, and nobody who is hidden', async () => {
    const [ann] = await call();
    expect(await hasLarge(ann)).to.equal(false);
    await press(ann, 'Pin: Bob');
    await eventually(() => hasLarge(ann), true);
    await press(ann, 'Pin: Bob');
    await eventually(() => hasLarge(ann), false);
    await press(ann, 'People');
    await press(ann, 'More for Eve');
    await press(ann, 'Hide their picture for you');
    await sees(ann, 'Bob', 'Eve Camera off');
  });

  it('shows a screen large, until it is stopped in the browser’s own bar', async () => {
    const [ann, bob, eve] = await call();
    await press(bob, 'Share screen');
    await sees(ann, 'Bob', 'Bob · screen', 'Eve');
    await sees(eve, 'Ann', 'Bob', 'Bob · screen');
    await bob.eval(() => {
      const [track] = kept[0]!.getTracks();
      track!.stop();
      track!.dispatchEvent(new Event('ended'));
    });
    await sees(ann, 'Bob', 'Eve');
    await sees(eve, 'Ann', 'Bob');
    await press(bob, 'Share screen');
    await sees(eve, 'Ann', 'Bob', 'Bob · screen');
    await press(bob, 'Share screen');
    await sees(eve, 'Ann', 'Bob');
  });

  it('lets somebody leave and come back, as muted as before', async () => {
    const [ann, bob, eve] = await call();
    await press(eve, 'Microphone');
    await sees(ann, 'Bob', 'Eve Muted');
    await press(eve, 'Leave');
    await sees(ann, 'Bob');
    await sees(bob, 'Ann');
    await press(eve, 'Join again');
    await sees(ann, 'Bob', 'Eve Muted');
    await sees(eve, 'Ann', 'Bob');
  });
});
