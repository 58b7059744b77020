import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints } from './sight.js';

const STATES = ['new', 'connecting', 'connected'];
const LEAVE = '\n// later, if you want to leave the room\npeer.leave();\n';

/** Needs dist/cdn (`npm run build`; `npm test` builds it). */
describe('the example of the documentation', () => {
  let example = '';
  const pages: Page[] = [];

  before(async () => {
    // Not a script to the test server, which would resolve 'peerix' itself: the browser's import map shall.
    example = await (await fetch('/test/e2e/pages/engine-example.js.txt')).text();
  });
  afterEach(async () => { await Promise.all(pages.splice(0).map((page) => page.close())); });

  const run = async (source: string): Promise<Page> => {
    const page = await Page.open('/test/e2e/pages/blank.html');
    pages.push(page);
    await page.eval((code, imports) => {
      const script = (type: string, text: string) => document.head.append(Object.assign(document.createElement('script'), { type, text }));
      script('importmap', JSON.stringify({ imports }));
      script('module', code);
    }, source, { peerix: '/dist/cdn/peerix.js' });
    return page;
  };
  const states = async (page: Page) => (await page.logs()).flatMap((line) => /^log: Peer: \S+, State: (\w+)$/.exec(line)?.[1] ?? []);

  it('connects two tabs, as it is written', async () => {
    const both = await Promise.all([run(example), run(example)]);
    for (const page of both) await eventually(() => states(page), STATES);
    expect((await Promise.all(both.map(complaints))).flat()).to.deep.equal([]);
  });

  it('tells the others when one leaves', async () => {
    const [stays, leaves] = await Promise.all([run(example), run(example.replace('const peer', 'const peer = globalThis.peer'))]);
    await eventually(() => states(stays!), STATES);
    await leaves!.eval(() => (globalThis as unknown as { peer: { leave(): Promise<void> } }).peer.leave());
    await eventually(() => states(stays!), [...STATES, 'closed']);
    expect(await complaints(stays!)).to.deep.equal([]);
  });

  it('stays silent when it leaves before it has joined', async () => {
    const [stays, overtaken] = [await run(example), await run(example + LEAVE)];
    const later = await run(example);
    await eventually(() => states(later), STATES);
    await eventually(() => states(stays), STATES);
    expect(await states(overtaken)).to.deep.equal([]);
    expect((await Promise.all(pages.map(complaints))).flat()).to.deep.equal([]);
  });
});
