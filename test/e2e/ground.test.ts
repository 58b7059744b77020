import { expect } from '@open-wc/testing';
import { NatsServer } from '../support/nats.js';
import { Page } from '../support/pages.js';

const BLANK = '/test/e2e/pages/blank.html';
const CHANNEL = 'ground';

/** What the other tests stand on: tabs are real and near, browsers are apart, nats-servers come and go. */
describe('ground', () => {
  let channel: BroadcastChannel;
  const heard: unknown[] = [];

  before(() => {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => heard.push(data);
  });
  after(() => channel.close());
  beforeEach(() => { heard.length = 0; });

  const hears = async (word: string) => {
    while (!heard.includes(word)) await new Promise((resolve) => channel.addEventListener('message', resolve, { once: true }));
  };
  const say = (page: Page, word: string) => page.eval((name, text) => new BroadcastChannel(name).postMessage(text), CHANNEL, word);
  const sayOnHide = (page: Page, word: string) => page.eval((name, text) => {
    const own = new BroadcastChannel(name);
    addEventListener('pagehide', () => own.postMessage(text));
  }, CHANNEL, word);

  it('opens tabs that share BroadcastChannel with the test, and are visible', async () => {
    const page = await Page.open(BLANK);
    await say(page, 'near');
    await hears('near');
    expect(await page.eval(() => document.visibilityState)).to.equal('visible');
    expect(document.visibilityState).to.equal('visible');
  });

  it('opens tabs of another browser, which do not', async () => {
    const [other, same] = await Promise.all([Page.open(BLANK, { browser: 'other' }), Page.open(BLANK)]);
    await say(other, 'far');
    await say(same, 'near');
    await hears('near');
    expect(heard).to.deep.equal(['near']);
    expect(await other.eval(() => document.visibilityState)).to.equal('visible');
  });

  it('closes a tab as a user does and kills it as a crash does', async () => {
    const [closed, killed, last] = await Promise.all([Page.open(BLANK), Page.open(BLANK), Page.open(BLANK)]);
    await sayOnHide(closed, 'goodbye');
    await sayOnHide(killed, 'never said');
    await killed.kill();
    await closed.close();
    await hears('goodbye');
    await say(last, 'over');
    await hears('over');
    expect(heard).to.deep.equal(['goodbye', 'over']);
  });

  it('passes an error in a page to the test', async () => {
    const page = await Page.open(BLANK);
    const failed = await page.eval(() => { throw new Error('on purpose'); }).then(() => 'no', (error: Error) => error.message);
    expect(failed).to.contain('on purpose');
  });

  it('starts nats-servers, taps them, kills them, and restarts them where they were', async () => {
    const server = await NatsServer.start();
    expect(await reaches(server.url)).to.equal(true);
    await server.tap();
    expect(await server.overheard()).to.deep.equal([]);
    await server.kill();
    expect(await reaches(server.url)).to.equal(false);
    await server.restart();
    expect(await reaches(server.url)).to.equal(true);
  });
});

function reaches(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.onopen = () => { socket.close(); resolve(true); };
    socket.onerror = () => resolve(false);
  });
}
