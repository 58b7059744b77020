import { expect } from '@open-wc/testing';
import { NatsServer } from '../support/nats.js';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints, moving } from './sight.js';

const GONE_WITHIN_MS = 5000;

/** Two machines are two browsers here: they share nothing but a nats-server. */
describe('a call over NATS', function () {
  this.timeout(60_000);

  let server: NatsServer;
  const pages: Page[] = [];

  beforeEach(async () => { server = await NatsServer.start(); });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    await server.stop();
  });

  const enter = async (browser: 'same' | 'other' = 'same'): Promise<Page> => {
    const attributes = { room: 'far apart', driver: 'nats', servers: server.url };
    const page = await Page.open(`/test/e2e/pages/call.html?${new URLSearchParams(attributes)}`, { browser });
    pages.push(page);
    await page.eval(takeNotes);
    return page;
  };
  const sees = (page: Page, count: number) => eventually(() => moving(page), count, 25_000);
  const met = async (): Promise<[Page, Page]> => {
    const [here, there] = await Promise.all([enter('same'), enter('other')]);
    await Promise.all([sees(here, 1), sees(there, 1)]);
    return [here, there];
  };

  it('connects two browsers by attributes alone', async () => {
    const both = await met();
    expect((await Promise.all(both.map(complaints))).flat()).to.deep.equal([]);
  });

  it('goes on in full when the server dies', async () => {
    const [here, there] = await met();
    await here.eval(() => document.querySelector('peerix-room')!.open({ label: 'chat' }));
    await eventually(() => openChannels(there), ['chat']);
    await server.kill();
    await eventually(() => isOffline(here), true);
    await eventually(() => isOffline(there), true);

    expect(await say(here, 'chat', 'still there?')).to.deep.equal(['delivered']);
    expect(await say(there, 'chat', 'yes')).to.deep.equal(['delivered']);
    expect(await heard(there)).to.deep.equal(['chat: still there?']);
    expect(await heard(here)).to.deep.equal(['chat: yes']);

    await there.eval(() => document.querySelector('peerix-room')!.open({ label: 'late' }));
    await eventually(() => openChannels(here), ['chat', 'late']);
    expect(await say(here, 'late', 'a new channel')).to.deep.equal(['delivered']);
    await eventually(() => heard(there), ['chat: still there?', 'late: a new channel']);

    await here.eval(shareBoard);
    await sees(there, 2);
    await there.eval(shareBoard);
    await sees(here, 2);
    expect([await errors(here), await errors(there)]).to.deep.equal([[], []]);
  });

  it('tells of a closed tab when the server is gone too', async () => {
    const [here, there] = await met();
    await server.kill();
    await eventually(() => isOffline(here), true);
    await there.close();
    pages.splice(pages.indexOf(there), 1);
    await eventually(() => here.eval(() => document.querySelector('peerix-room')!.remotes.size), 0, GONE_WITHIN_MS);
    expect(await errors(here)).to.deep.equal([]);
  });

  it('is left and entered again while the server is gone, and goes on when it is back', async () => {
    const [here, there] = await met();
    await server.kill();
    await eventually(() => isOffline(there), true);
    await there.eval(() => document.querySelector('peerix-room')!.leave());
    await eventually(() => here.eval(() => document.querySelector('peerix-room')!.remotes.size), 0, GONE_WITHIN_MS);
    await there.eval(() => {
      const room = document.querySelector('peerix-room')!;
      room.join().catch((error: Error) => notes.errors.push(String(error)));
    });
    await server.restart();
    await Promise.all([sees(here, 1), sees(there, 1)]);
    expect([await errors(here), await errors(there)]).to.deep.equal([[], []]);
  });

  it('is entered by attribute with the CDN file, which then loads its NATS part', async () => {
    const strangers = await Promise.all((['same', 'other'] as const).map((browser) => Page.open('/test/e2e/pages/cdn-call.html', { browser })));
    pages.push(...strangers);
    const parts = (page: Page) => page.eval(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('/nats.js')).length);
    for (const page of strangers) {
      expect(await parts(page)).to.equal(0);
      await page.eval((servers) => {
        const room = document.querySelector('peerix-room')!;
        room.setAttribute('driver', 'nats');
        room.setAttribute('servers', servers);
      }, server.url);
    }
    for (const page of strangers) {
      await sees(page, 1);
      expect(await parts(page)).to.equal(1);
    }
    expect((await Promise.all(strangers.map(complaints))).flat()).to.deep.equal([]);
  });

  it('lets a newcomer meet both once the server is back', async () => {
    const [here, there] = await met();
    await server.kill();
    await eventually(() => isOffline(here), true);
    await server.restart();
    const newcomer = await enter('other');
    await sees(newcomer, 2);
    await Promise.all([sees(here, 2), sees(there, 2)]);
    await eventually(() => isOffline(here), false);
    await eventually(() => isOffline(there), false);
    expect((await Promise.all(pages.map(errors))).flat()).to.deep.equal([]);
  });

  it('waits for a server that is not there yet, and says so', async () => {
    await server.kill();
    const [here, there] = await Promise.all([enter('same'), enter('other')]);
    for (const page of [here, there]) {
      await eventually(() => isOffline(page), true);
      expect(await page.eval(() => document.querySelector('peerix-room')!.state)).to.equal('joining');
    }
    await server.restart();
    await Promise.all([sees(here, 1), sees(there, 1)]);
    expect(await here.eval(() => document.querySelector('peerix-room')!.matches(':state(joined):not(:state(offline))'))).to.equal(true);
    expect([await errors(here), await errors(there)]).to.deep.equal([[], []]);
  });
});

// In the page.

interface Notes { heard: string[]; errors: string[] }
declare const notes: Notes;

function takeNotes(): void {
  const room = document.querySelector('peerix-room')!;
  const notes: Notes = { heard: [], errors: [] };
  Object.assign(globalThis, { notes });
  room.addEventListener('channel:message', ({ detail }) => notes.heard.push(`${detail.label}: ${detail.data}`));
  room.addEventListener('error', ({ detail }) => notes.errors.push(`${detail.error.code}: ${detail.error.message}`));
}

function shareBoard(): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  setInterval(() => { context.fillStyle = `hsl(${performance.now()} 90% 50%)`; context.fillRect(0, 0, canvas.width, canvas.height); }, 50);
  document.querySelector('peerix-room')!.publish({ stream: canvas.captureStream(20), label: 'board' });
}

const heard = (page: Page) => page.eval(() => notes.heard);
const errors = (page: Page) => page.eval(() => notes.errors);
const isOffline = (page: Page) => page.eval(() => document.querySelector('peerix-room')!.matches(':state(offline)'));
const say = (page: Page, label: string, text: string) => page.eval(async (channel, message) => {
  const report = await document.querySelector('peerix-room')!.send(message, { label: channel });
  return [...report.values()];
}, label, text);
const openChannels = (page: Page) => page.eval(() => [...document.querySelector('peerix-room')!.remotes.values()]
  .flatMap(({ channels }) => [...channels.values()])
  .filter(({ state }) => state === 'open').map(({ label }) => label).sort());
