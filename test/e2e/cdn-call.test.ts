import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints, moving } from './sight.js';

/** Needs dist/cdn (`npm run build`; `npm test` builds it). */
describe('the CDN file alone', function () {
  this.timeout(40_000);

  const three = (url: string) => Promise.all([1, 2, 3].map(() => Page.open(url)));
  const eachSeesTwo = async (pages: Page[]) => {
    for (const page of pages) await eventually(() => moving(page), 2);
  };

  it('shows each of three tabs the two others, moving, with three tags and no other script', async () => {
    const pages = await three('/test/e2e/pages/cdn-call.html');
    await eachSeesTwo(pages);
    expect((await Promise.all(pages.map(complaints))).flat()).to.deep.equal([]);
  });

  it('does so under a strict Content Security Policy with Trusted Types', async () => {
    const pages = await three('/test/e2e/pages/strict.html');
    await eachSeesTwo(pages);
    expect(await pages[0]!.eval(cornersOfTile)).to.equal('14px');
    expect((await Promise.all(pages.map(complaints))).flat()).to.deep.equal([]);
    expect(await pages[0]!.eval(isStrict)).to.equal(true);
  });
});

function cornersOfTile(): string {
  const tile = document.querySelector('peerix-remote-streams')!.shadowRoot!.querySelector('[part=tile]')!;
  return getComputedStyle(tile).borderRadius;
}

/** The policy is in force: text may not become markup. */
function isStrict(): boolean {
  try {
    document.createElement('div').innerHTML = 'text';
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}
