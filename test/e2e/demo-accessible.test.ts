import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';

const opened: Page[] = [];

/** What axe-core finds on the demo's pages, by day and by night. */
describe('the demo, for everybody', function () {
  this.timeout(90_000);

  afterEach(() => Promise.all(opened.splice(0).map((page) => page.close())));

  for (const colours of ['light', 'dark']) {
    it(`has nothing for axe to find on the landing, ${colours}`, async () => {
      const page = await open('index.html', colours);
      expect(await violations(page)).to.deep.equal([]);
      await page.eval(() => {
        document.querySelector('details')!.open = true;
        document.querySelector<HTMLElement>('[value=nats]')!.click();
        document.querySelector<HTMLElement>('[data-make-up]')!.click();
        document.querySelector<HTMLElement>('form .primary')!.click();
      });
      expect(await page.eval(() => document.activeElement!.id)).to.equal('servers');
      expect(await violations(page)).to.deep.equal([]);
    });

    it(`has nothing for axe to find before and in a call, whichever panel is open, ${colours}`, async () => {
      const page = await open('index.html?room=seen&name=Ann', colours);
      await page.until(() => document.querySelector('peerix-prejoin')?.shadowRoot?.querySelector('[part=join]'));
      expect(await violations(page)).to.deep.equal([]);
      await join(page);
      await eventually(() => here(page), '1 here');
      expect(await violations(page)).to.deep.equal([]);
      const other = await open('index.html?room=seen&name=Li', colours);
      await join(other);
      await eventually(() => here(page), '2 here');
      for (const panel of ['chat', 'files', 'people', 'invite', 'details']) {
        await page.eval((id) => document.querySelector<HTMLElement>(`[aria-controls=${id}]`)!.click(), panel);
        expect(await violations(page), panel).to.deep.equal([]);
      }
    });

    it(`has nothing for axe to find in the gallery, ${colours}`, async () => {
      const page = await open('gallery/index.html', colours);
      await page.until(() => document.querySelector<HTMLElement & { remotes: Map<string, unknown> }>('#harbour')?.remotes?.size === 3);
      expect(await violations(page)).to.deep.equal([]);
    });
  }
});

async function open(path: string, colours: string): Promise<Page> {
  const page = await Page.open(`/demo/${path}`);
  opened.push(page);
  await page.eval((chosen) => { document.documentElement.dataset['colours'] = chosen; }, colours);
  return page;
}

const here = (page: Page) => page.eval(() => document.querySelector('[data-here]')?.textContent ?? '');

async function join(page: Page): Promise<void> {
  await page.until(() => document.querySelector('peerix-prejoin')?.shadowRoot?.querySelector('[part=join]'));
  await page.eval(() => document.querySelector('peerix-prejoin')!.shadowRoot!.querySelector<HTMLElement>('[part=join]')!.click());
}

interface Axe { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> }

/** Each as the rule and where it is broken, after what moves has come to rest. */
function violations(page: Page): Promise<string[]> {
  return page.eval(async () => {
    const there = window as unknown as { axe?: Axe };
    if (!there.axe) {
      const script = Object.assign(document.createElement('script'), { src: '/node_modules/axe-core/axe.min.js' });
      const loaded = new Promise((resolve, reject) => { Object.assign(script, { onload: resolve, onerror: reject }); });
      document.head.append(script);
      await loaded;
    }
    await Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished));
    const { violations: found } = await there.axe!.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`));
  });
}
