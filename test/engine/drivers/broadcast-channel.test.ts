import { expect } from '@open-wc/testing';
import { BroadcastChannelDriver } from '../../../src/drivers/broadcast-channel.js';
import { PeerixError } from '../../../src/errors.js';
import { Page } from '../../support/pages.js';
import { itIsADriver } from './contract.js';
import { bytes, Inbox } from './inbox.js';

const BLANK = '/test/e2e/pages/blank.html';
const MODULE = new URL('../../../src/drivers/broadcast-channel.ts', import.meta.url).href;

describe('BroadcastChannelDriver', () => {
  itIsADriver((test) => new BroadcastChannelDriver(test));

  it('meets other tabs, by name', async () => {
    const driver = new BroadcastChannelDriver('tabs');
    const inbox = await Inbox.on(driver, 'all');
    const tab = await Page.open(BLANK);
    await tab.eval(async (url) => {
      const { BroadcastChannelDriver } = await import(url);
      const say = (name: string, text: string): void => {
        new BroadcastChannelDriver(name).publish('all', new TextEncoder().encode(text));
      };
      say('other tabs', 'never');
      say('tabs', 'hello');
      const here = new BroadcastChannelDriver('tabs');
      here.subscribe('echo', (message: Uint8Array) => here.publish('all', message));
    }, MODULE);
    await inbox.hears('hello');
    driver.publish('echo', bytes('to the tab and back'));
    await inbox.hears('to the tab and back');
    expect(inbox.heard).to.deep.equal(['hello', 'to the tab and back']);
    driver.unsubscribe('all', inbox.handler);
  });

  it('brings the goodbye of a tab that is closed', async () => {
    const driver = new BroadcastChannelDriver('closing');
    const inbox = await Inbox.on(driver, 'all');
    const tab = await Page.open(BLANK);
    await tab.eval(async (url) => {
      const { BroadcastChannelDriver } = await import(url);
      const leaving = new BroadcastChannelDriver('closing');
      const handler = (): void => undefined;
      leaving.subscribe('all', handler);
      addEventListener('pagehide', () => {
        leaving.publish('all', new TextEncoder().encode('before'));
        leaving.unsubscribe('all', handler);
        leaving.publish('all', new TextEncoder().encode('after'));
      });
    }, MODULE);
    await tab.close();
    await inbox.hears('before');
    await inbox.hears('after');
    driver.unsubscribe('all', inbox.handler);
  });

  it('ignores what others post on its channel', async () => {
    const driver = new BroadcastChannelDriver('hostile');
    const inbox = await Inbox.on(driver, 'all');
    const stranger = new BroadcastChannel('hostile');
    const sound = bytes('sound');
    for (const message of [
      undefined, null, 'all', 7, [], {}, { topic: 'all' }, { topic: 'all', bytes: 'text' },
      { topic: 'all', bytes: [1] }, { topic: 'all', bytes: sound.buffer }, { topic: 'all', bytes: new Uint16Array(1) },
      { topic: ['all'], bytes: sound },
      { topic: 'constructor', bytes: sound }, { topic: '__proto__', bytes: sound },
    ]) stranger.postMessage(message);
    stranger.postMessage({ topic: 'all', bytes: sound });
    stranger.close();
    await inbox.hears('sound');
    expect(inbox.heard).to.deep.equal(['sound']);
    driver.unsubscribe('all', inbox.handler);
  });

  it('has its channel open from the first subscribe to the last unsubscribe only', async () => {
    const { BroadcastChannel: Real } = globalThis;
    let open = 0;
    globalThis.BroadcastChannel = class extends Real {
      constructor(name: string) { super(name); open += 1; }
      override close(): void { super.close(); open -= 1; }
    };
    try {
      const driver = new BroadcastChannelDriver('lifetime');
      expect(open).to.equal(0);
      driver.publish('all', bytes('nobody'));
      expect(open).to.equal(0);
      const [one, two] = [await Inbox.on(driver, 'a'), await Inbox.on(driver, 'b')];
      expect(open).to.equal(1);
      driver.unsubscribe('a', one.handler);
      driver.unsubscribe('a', one.handler);
      expect(open).to.equal(1);
      driver.unsubscribe('b', two.handler);
      expect(open).to.equal(0);
    } finally {
      globalThis.BroadcastChannel = Real;
    }
  });

  it('says so where there is no BroadcastChannel', () => {
    const { BroadcastChannel: Real } = globalThis;
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    try {
      const driver = new BroadcastChannelDriver();
      expect(() => driver.subscribe('all', () => undefined)).to.throw(PeerixError, 'no BroadcastChannel')
        .with.property('code', 'UNSUPPORTED');
    } finally {
      globalThis.BroadcastChannel = Real;
    }
  });
});
