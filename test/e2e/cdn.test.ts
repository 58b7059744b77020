import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';

const TAGS = [
  'peerix-room', 'peerix-local-media', 'peerix-remote-streams', 'peerix-tile', 'peerix-data-channel', 'peerix-chat', 'peerix-files',
  'peerix-peers', 'peerix-prejoin', 'peerix-stats', 'peerix-toggle', 'peerix-device-select', 'peerix-leave', 'peerix-controls',
  'peerix-audio', 'peerix-start-audio', 'peerix-invite', 'peerix-status', 'peerix-conference',
];

/** Needs dist/cdn (`npm run build`; `npm test` builds it). */
describe('the CDN file', () => {
  const open = () => Page.open('/test/e2e/pages/cdn.html');

  it('registers every element, silently', async () => {
    const page = await open();
    expect(await page.eval((tags) => tags.filter((tag) => !customElements.get(tag)), TAGS)).to.deep.equal([]);
    expect(await page.logs()).to.deep.equal([]);
  });

  it('loads nothing beside itself', async () => {
    const page = await open();
    const scripts = await page.eval(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
      // The test server adds a script of its own to every page.
      .filter((path) => path.endsWith('.js') && !path.startsWith('/__web-dev-server')));
    expect(scripts).to.deep.equal(['/dist/cdn/peerix.js']);
  });

  it('loads a language and QR codes from beside itself when they are needed', async () => {
    const page = await open();
    await page.eval(() => {
      document.documentElement.lang = 'de';
      const invite = Object.assign(document.createElement('peerix-invite'), { qr: true });
      document.body.append(invite);
    });
    await page.until(() => document.querySelector('peerix-invite')!.shadowRoot?.querySelector('[part=code] path'));
    await page.until(() => document.querySelector('peerix-invite')!.shadowRoot!.textContent.includes('Link kopieren'));
    const scripts = await page.eval(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
      .filter((path) => path.startsWith('/dist/')));
    expect(scripts.sort()).to.deep.equal(['/dist/cdn/lean-qr.js', '/dist/cdn/peerix.js', '/dist/cdn/words-de.js']);
    expect(await page.logs()).to.deep.equal([]);
  });

  it('leaves the elements alone where a second copy is on the page, and says so', async () => {
    const page = await open();
    const same = await page.eval(async (tags) => {
      const before = tags.map((tag) => customElements.get(tag));
      const copy = document.createElement('script');
      copy.type = 'module';
      copy.src = '/dist/cdn/peerix.js?copy';
      const loaded = new Promise((resolve, reject) => { copy.onload = resolve; copy.onerror = reject; });
      document.head.append(copy);
      await loaded;
      return tags.every((tag, index) => customElements.get(tag) === before[index]);
    }, TAGS);
    expect(same).to.equal(true);
    const logs = await page.logs();
    expect(logs.filter((line) => line.startsWith('warn'))).to.have.length(TAGS.length);
    expect(logs.filter((line) => line.startsWith('uncaught'))).to.deep.equal([]);
  });
});
