import { expect } from '@open-wc/testing';
import { NatsDriver } from '../../../src/drivers/nats.js';
import { NatsServer } from '../../support/nats.js';
import { Page } from '../../support/pages.js';
import { itIsADriver } from './contract.js';
import { bytes, Inbox, rejection, until } from './inbox.js';
import { recording } from './sockets.js';

const BLANK = '/test/e2e/pages/blank.html';
const MODULE = new URL('../../../src/drivers/nats.ts', import.meta.url).href;

describe('NatsDriver', () => {
  let server: NatsServer;
  before(async () => { server = await NatsServer.start(); });

  itIsADriver((test) => new NatsDriver({ servers: server.url, prefix: test }));

  describe('with an echo from the server', () => {
    itIsADriver((test) => new NatsDriver({ servers: server.url, prefix: `echo-${test}`, noEcho: false }));
  });

  it('publishes on <prefix>.<topic>, the prefix being "peerix" unless given', async () => {
    await server.tap();
    const drivers = [new NatsDriver({ servers: server.url }), new NatsDriver({ servers: server.url, prefix: 'a.b' })];
    for (const driver of drivers) {
      const inbox = await Inbox.on(driver, 'room.all');
      await driver.publish('room.all', bytes('where?'));
      await driver.unsubscribe('room.all', inbox.handler);
    }
    await untilOverheard(server, ['peerix.room.all', 'a.b.room.all']);
  });

  it('hears itself once', async () => {
    const driver = new NatsDriver({ servers: server.url });
    const inbox = await Inbox.on(driver, 'echo');
    await driver.publish('echo', bytes('one'));
    await driver.publish('echo', bytes('two'));
    await driver.subscribe('later', inbox.handler);
    await inbox.hears('two');
    expect(inbox.heard).to.deep.equal(['one', 'two']);
    await driver.unsubscribe('echo', inbox.handler);
    await driver.unsubscribe('later', inbox.handler);
  });

  it('opens one connection at the first subscribe and closes it after the last unsubscribe', async () => {
    const sockets: WebSocket[] = [];
    const driver = new NatsDriver({ servers: server.url, wsFactory: recording(sockets) });
    expect(sockets).to.have.lengthOf(0);
    const [one, two] = await Promise.all([Inbox.on(driver, 'a'), Inbox.on(driver, 'b')]);
    expect(sockets).to.have.lengthOf(1);
    await driver.unsubscribe('a', one.handler);
    expect(sockets[0]?.readyState).to.equal(WebSocket.OPEN);
    await driver.unsubscribe('b', two.handler);
    await until(() => sockets[0]?.readyState === WebSocket.CLOSED, 'the socket stays open');
    await driver.subscribe('a', one.handler);
    expect(sockets).to.have.lengthOf(2);
    await driver.unsubscribe('a', one.handler);
  });

  it('keeps its connection when it is wanted again in the same breath', async () => {
    const sockets: WebSocket[] = [];
    const driver = new NatsDriver({ servers: server.url, wsFactory: recording(sockets) });
    const inbox = await Inbox.on(driver, 'a');
    await Promise.all([driver.unsubscribe('a', inbox.handler), driver.subscribe('a', inbox.handler)]);
    expect(sockets.map((socket) => socket.readyState)).to.deep.equal([WebSocket.OPEN]);
    await driver.unsubscribe('a', inbox.handler);
  });

  it('hangs up when nobody wants it any more while it still connects', async () => {
    const sockets: WebSocket[] = [];
    const driver = new NatsDriver({ servers: server.url, wsFactory: recording(sockets) });
    const inbox = new Inbox();
    const subscribed = driver.subscribe('a', inbox.handler);
    await until(() => sockets.length === 1, 'it never dialled');
    await Promise.all([driver.unsubscribe('a', inbox.handler), subscribed]);
    await until(() => sockets[0]?.readyState === WebSocket.CLOSED, 'the socket stays open');
    expect(sockets).to.have.lengthOf(1);
  });

  it('never dials for a subscription that is taken back at once', async () => {
    const sockets: WebSocket[] = [];
    const driver = new NatsDriver({ servers: server.url, wsFactory: recording(sockets) });
    const [gone, kept] = [new Inbox(), new Inbox()];
    const subscribed = driver.subscribe('a', gone.handler);
    await Promise.all([driver.unsubscribe('a', gone.handler), subscribed]);
    // Another one is served, so the first would have been.
    await driver.subscribe('a', kept.handler);
    expect(sockets).to.have.lengthOf(1);
    await driver.publish('a', bytes('to whom it concerns'));
    await kept.hears('to whom it concerns');
    expect(gone.heard).to.deep.equal([]);
    await driver.unsubscribe('a', kept.handler);
  });

  it('subscribes, unsubscribes and subscribes while it connects', async () => {
    const [ann, bob] = [new NatsDriver({ servers: server.url }), new NatsDriver({ servers: server.url })];
    const inbox = new Inbox();
    const first = ann.subscribe('hasty', inbox.handler);
    const gone = ann.unsubscribe('hasty', inbox.handler);
    await Promise.all([first, gone]);
    await ann.subscribe('hasty', inbox.handler);
    const other = await Inbox.on(bob, 'other');
    await bob.publish('hasty', bytes('there'));
    await inbox.hears('there');
    await ann.unsubscribe('hasty', inbox.handler);
    await bob.unsubscribe('other', other.handler);
  });

  it('hands the message to the socket before the task ends', async () => {
    const sockets: WebSocket[] = [];
    const driver = new NatsDriver({ servers: server.url, wsFactory: recording(sockets) });
    const inbox = await Inbox.on(driver, 'a');
    const written: string[] = [];
    const { send } = sockets[0]!;
    sockets[0]!.send = function (data) {
      written.push(new TextDecoder().decode(data as ArrayBuffer));
      send.call(this, data);
    };
    const nextTask = new Promise<string>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(written.join(''));
      port2.postMessage('');
    });
    void driver.publish('b', bytes('now'));
    expect(await nextTask).to.contain('PUB peerix.b 3\r\nnow\r\n');
    await driver.unsubscribe('a', inbox.handler);
  });

  it('brings the goodbye of a tab that is closed', async () => {
    const driver = new NatsDriver({ servers: server.url });
    const inbox = await Inbox.on(driver, 'closing');
    const tab = await Page.open(BLANK, { browser: 'other' });
    await tab.eval(async (url, servers) => {
      const { NatsDriver } = await import(url);
      const leaving = new NatsDriver({ servers });
      const handler = (): void => undefined;
      await leaving.subscribe('closing', handler);
      addEventListener('pagehide', () => {
        leaving.publish('closing', new TextEncoder().encode('goodbye'));
        leaving.unsubscribe('closing', handler);
      });
    }, MODULE, server.url);
    await tab.close();
    await inbox.hears('goodbye');
    await driver.unsubscribe('closing', inbox.handler);
  });

  it('rejects to publish what would be lost: nobody has subscribed', async () => {
    const driver = new NatsDriver({ servers: server.url });
    expect(await rejection(driver.publish('a', bytes('lost')))).to.have.property('code', 'SIGNALING_FAILED');
  });

  it('rejects a message that is too large for the server', async () => {
    const driver = new NatsDriver({ servers: server.url });
    const inbox = await Inbox.on(driver, 'a');
    const error = await rejection(driver.publish('a', new Uint8Array(2 ** 21)));
    expect(error).to.have.property('code', 'SIGNALING_FAILED');
    expect(driver.online).to.equal(true);
    await driver.unsubscribe('a', inbox.handler);
  });

  it('rejects subscribe where trying again cannot help, and starts anew at the next one', async () => {
    const options = { servers: server.url, reconnectDelayHandler: 'soon' as unknown };
    const driver = new NatsDriver(options);
    const error = await rejection(driver.subscribe('a', () => undefined));
    expect(error).to.have.property('code', 'SIGNALING_FAILED');
    expect(String(error)).to.contain('reconnectDelayHandler');
    expect(driver.online).to.equal(false);
    expect(driver.reason).to.equal(error);
    expect(await rejection(driver.subscribe('a', () => undefined))).to.have.property('code', 'SIGNALING_FAILED');
  });

  it('says which address the page may not open', async () => {
    const wsFactory = async (): Promise<never> => { throw new DOMException('blocked by the page', 'SecurityError'); };
    const driver = new NatsDriver({ servers: server.url, wsFactory });
    const said = new Promise<unknown>((resolve) => {
      driver.addEventListener('offline', () => resolve(driver.reason), { once: true });
    });
    const handler = (): void => undefined;
    const subscribed = driver.subscribe('a', handler);
    expect(String(await said)).to.contain(server.url).and.to.contain('blocked by the page');
    await driver.unsubscribe('a', handler);
    await subscribed;
  });
});

async function untilOverheard(server: NatsServer, subjects: string[]): Promise<void> {
  for (;;) {
    const overheard = (await server.overheard()).map(({ subject }) => subject);
    if (subjects.every((subject) => overheard.includes(subject))) return;
  }
}
