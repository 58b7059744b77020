import { expect } from '@open-wc/testing';
import { connect } from 'nats.ws';
import type { NatsConnectionLike } from '../../../src/drivers/nats.js';
import { NatsDriver } from '../../../src/drivers/nats.js';
import { NatsServer } from '../../support/nats.js';
import { loadCommonJs } from './commonjs.js';
import { itIsADriver } from './contract.js';
import { bytes, history, Inbox, rejection, until } from './inbox.js';

interface ReadyConnection extends NatsConnectionLike { close(): Promise<void>; isClosed(): boolean }
type Connect = (options: { servers: string }) => Promise<ReadyConnection>;

const OPTIONS = { maxReconnectAttempts: -1, reconnectTimeWait: 100 };

const libraries: [name: string, connect: Connect][] = [
  ['nats.ws', (options) => connect({ ...OPTIONS, ...options })],
  ['@nats-io/nats-core', async (options) => {
    const core = await loadCommonJs<{ wsconnect: Connect }>('@nats-io/nats-core');
    return core.wsconnect({ ...OPTIONS, ...options });
  }],
];

for (const [name, connect] of libraries) {
  describe(`NatsDriver with a ready connection of ${name}`, () => {
    let server: NatsServer;
    const connections: ReadyConnection[] = [];
    before(async () => {
      server = await NatsServer.start();
      connections.push(...await Promise.all([1, 2, 3].map(() => connect({ servers: server.url }))));
    });
    after(() => Promise.all(connections.map((nc) => nc.close())));

    let next = 0;
    itIsADriver((test) => {
      const nc = connections[next = (next + 1) % connections.length]!;
      return new NatsDriver({ nc, prefix: test });
    });

    it('never closes it', async () => {
      const nc = connections[0]!;
      const driver = new NatsDriver({ nc });
      const inbox = await Inbox.on(driver, 'a');
      await driver.unsubscribe('a', inbox.handler);
      await nc.flush();
      expect(nc.isClosed()).to.equal(false);
    });

    it('takes its subscriptions back from it', async () => {
      const nc = connections[0]!;
      const driver = new NatsDriver({ nc, prefix: 'back' });
      const counted = counting(nc);
      const counter = new NatsDriver({ nc: counted.nc, prefix: 'back' });
      const inbox = await Inbox.on(counter, 'a');
      const other = await Inbox.on(driver, 'a');
      expect(counted.open()).to.equal(1);
      await counter.unsubscribe('a', inbox.handler);
      expect(counted.open()).to.equal(0);
      await driver.unsubscribe('a', other.handler);
    });

    it('says once that the server is away and once that it is back, and hears again', async () => {
      const server = await NatsServer.start();
      const nc = await connect({ servers: server.url });
      const driver = new NatsDriver({ nc });
      const events = history(driver);
      const inbox = await Inbox.on(driver, 'a');
      await server.kill();
      await until(() => !driver.online, 'it never says that it is offline');
      expect(String(driver.reason)).to.contain('`nc`');
      expect(await rejection(driver.publish('a', bytes('lost')))).to.have.property('code', 'SIGNALING_FAILED');
      const late = new Inbox();
      const subscribed = driver.subscribe('late', late.handler);
      await server.restart();
      await subscribed;
      await until(() => driver.online, 'it never comes online');
      const other = await connect({ servers: server.url });
      other.publish('peerix.a', bytes('again'));
      other.publish('peerix.late', bytes('at last'));
      await inbox.hears('again');
      await late.hears('at last');
      expect(events).to.deep.equal(['offline', 'online']);
      await driver.unsubscribe('a', inbox.handler);
      await driver.unsubscribe('late', late.handler);
      await Promise.all([nc.close(), other.close()]);
    });

    it('says that its owner closed it', async () => {
      const nc = await connect({ servers: server.url });
      const driver = new NatsDriver({ nc });
      const inbox = await Inbox.on(driver, 'a');
      await nc.close();
      await until(() => !driver.online, 'it never says that it is offline');
      expect(await rejection(driver.publish('a', bytes('lost')))).to.have.property('code', 'SIGNALING_FAILED');
      const error = await rejection(driver.subscribe('b', inbox.handler));
      expect(error).to.have.property('code', 'SIGNALING_FAILED');
      expect(String(error)).to.contain('`nc` has been closed');
      await driver.unsubscribe('a', inbox.handler);
    });
  });
}

/** `nc`, and how many subscriptions made through it are open. */
function counting(nc: NatsConnectionLike): { nc: NatsConnectionLike; open(): number } {
  let open = 0;
  return {
    open: () => open,
    nc: {
      publish: (subject, data) => nc.publish(subject, data),
      flush: () => nc.flush(),
      status: () => nc.status(),
      subscribe(subject) {
        const subscription = nc.subscribe(subject);
        open += 1;
        return {
          unsubscribe() { subscription.unsubscribe(); open -= 1; },
          [Symbol.asyncIterator]: () => subscription[Symbol.asyncIterator](),
        };
      },
    },
  };
}
