import { expect } from '@open-wc/testing';
import { connect } from 'nats.ws';
import { NatsDriver } from '../../../src/drivers/nats.js';
import { PeerixError } from '../../../src/errors.js';
import { NatsServer } from '../../support/nats.js';
import { bytes, history, Inbox, rejection, until } from './inbox.js';
import { recording } from './sockets.js';

describe('NatsDriver and a server in trouble', () => {
  const leaving: (() => Promise<void>)[] = [];
  afterEach(async () => { await Promise.all(leaving.splice(0).map((leave) => leave())); });

  const driverFor = (server: NatsServer, options = {}): NatsDriver => new NatsDriver({ servers: server.url, ...options });
  /** Unsubscribed after the test, whether it ever got through or not. */
  const subscribe = (driver: NatsDriver, topic: string): { inbox: Inbox; subscribed: Promise<void> } => {
    const inbox = new Inbox();
    leaving.push(() => driver.unsubscribe(topic, inbox.handler));
    return { inbox, subscribed: driver.subscribe(topic, inbox.handler) };
  };
  const said = (driver: NatsDriver): string => {
    expect(driver.reason).to.be.instanceOf(PeerixError);
    const { code, message, hint } = driver.reason as PeerixError;
    expect(code).to.equal('SIGNALING_FAILED');
    expect(hint).to.match(/\.$/);
    return message;
  };
  const untilOnline = (driver: NatsDriver): Promise<void> => until(() => driver.online, 'it never comes online');
  const untilOffline = (driver: NatsDriver): Promise<void> => {
    return until(() => !driver.online, 'it never says that it is offline');
  };

  it('waits for a server that is not there yet, saying so at once', async () => {
    const server = await NatsServer.start();
    await server.stop();
    const driver = driverFor(server);
    const events = history(driver);
    const { inbox, subscribed } = subscribe(driver, 'a');
    let ready = false;
    void subscribed.then(() => { ready = true; });
    await until(() => !driver.online, 'it never says that it is offline', 2000);
    expect(said(driver)).to.equal(`Cannot reach the NATS server ${server.url}.`);
    expect(await rejection(driver.publish('a', bytes('lost')))).to.have.property('code', 'SIGNALING_FAILED');
    expect(ready).to.equal(false);
    await server.restart();
    await subscribed;
    expect(driver.online).to.equal(true);
    expect(events).to.deep.equal(['offline', 'online']);
    await driver.publish('a', bytes('here'));
    await inbox.hears('here');
  });

  it('stops trying when nobody wants it any more, without waiting for the server', async () => {
    const server = await NatsServer.start();
    await server.stop();
    const hasty = { reconnectTimeWait: 50, reconnectJitter: 0 };
    const [mine, others]: WebSocket[][] = [[], []];
    const driver = driverFor(server, { ...hasty, wsFactory: recording(mine!) });
    const inbox = new Inbox();
    const subscribed = driver.subscribe('a', inbox.handler);
    await until(() => mine!.length >= 3, 'it gives up');
    await driver.unsubscribe('a', inbox.handler);
    await subscribed;
    const attempts = mine!.length;
    // Another driver's attempts take as long as this one's next would.
    subscribe(driverFor(server, { ...hasty, wsFactory: recording(others!) }), 'a');
    await until(() => others!.length >= 4, 'the other gives up');
    expect(mine).to.have.lengthOf(attempts);
  });

  it('says once that a killed server is away and once that it is back, and hears again', async () => {
    const server = await NatsServer.start();
    const [ann, bob] = [driverFor(server), driverFor(server)];
    const events = history(ann);
    const [toAnn, toBob] = [subscribe(ann, 'a'), subscribe(bob, 'b')];
    await Promise.all([toAnn.subscribed, toBob.subscribed]);
    await server.kill();
    await Promise.all([ann, bob].map(untilOffline));
    expect(said(ann)).to.equal(`Lost the NATS server ${server.url}.`);
    expect(await rejection(ann.publish('b', bytes('lost')))).to.have.property('code', 'SIGNALING_FAILED');
    const late = subscribe(ann, 'late');
    await server.restart();
    await Promise.all([ann, bob].map(untilOnline));
    await late.subscribed;
    await bob.publish('a', bytes('again'));
    await bob.publish('late', bytes('for the first time'));
    await toAnn.inbox.hears('again');
    await late.inbox.hears('for the first time');
    await ann.publish('b', bytes('and back'));
    await toBob.inbox.hears('and back');
    expect(events).to.deep.equal(['offline', 'online']);
    expect(toAnn.inbox.heard).to.deep.equal(['again']);
    expect(toBob.inbox.heard).to.deep.equal(['and back']);
  });

  it('survives one restart after another', async () => {
    const server = await NatsServer.start();
    const driver = driverFor(server);
    const events = history(driver);
    const { inbox, subscribed } = subscribe(driver, 'a');
    await subscribed;
    for (const round of ['1', '2', '3']) {
      await server.kill();
      await untilOffline(driver);
      await server.restart();
      await untilOnline(driver);
      await driver.publish('a', bytes(round));
      await inbox.hears(round);
    }
    expect(events).to.deep.equal(['offline', 'online', 'offline', 'online', 'offline', 'online']);
  });

  it('takes back a subscription while the server is away', async () => {
    const server = await NatsServer.start();
    const driver = driverFor(server);
    const kept = subscribe(driver, 'kept');
    const inbox = await Inbox.on(driver, 'gone');
    await kept.subscribed;
    await server.kill();
    await untilOffline(driver);
    await driver.unsubscribe('gone', inbox.handler);
    await server.restart();
    await untilOnline(driver);
    const other = driverFor(server);
    await subscribe(other, 'b').subscribed;
    await other.publish('gone', bytes('to nobody'));
    await other.publish('kept', bytes('to somebody'));
    await kept.inbox.hears('to somebody');
    expect(inbox.heard).to.deep.equal([]);
  });

  it('notices within seconds that the server hangs, and when it is back', async () => {
    const server = await NatsServer.start();
    const driver = driverFor(server);
    const events = history(driver);
    const { inbox, subscribed } = subscribe(driver, 'a');
    await subscribed;
    await server.freeze();
    const late = subscribe(driver, 'late');
    await until(() => !driver.online, 'it never notices', 8000);
    await server.thaw();
    await untilOnline(driver);
    await late.subscribed;
    await driver.publish('a', bytes('thawed'));
    await inbox.hears('thawed');
    expect(events).to.deep.equal(['offline', 'online']);
  });

  it('waits for a server that hangs from the start', async () => {
    const server = await NatsServer.start();
    await server.freeze();
    const sockets: WebSocket[] = [];
    const driver = driverFor(server, { timeout: 1000, wsFactory: recording(sockets) });
    const { subscribed } = subscribe(driver, 'a');
    await until(() => !driver.online, 'it never notices', 5000);
    expect(said(driver)).to.equal(`No answer from the NATS server ${server.url}.`);
    await until(() => sockets.length === 2, 'it gives up');
    await server.thaw();
    await subscribed;
    expect(driver.online).to.equal(true);
    expect(sockets.filter((socket) => socket.readyState === WebSocket.OPEN)).to.have.lengthOf(1);
  });

  it('hangs up on a server that hangs while it dials, when nobody wants it any more', async () => {
    const server = await NatsServer.start();
    await server.freeze();
    const sockets: WebSocket[] = [];
    const driver = driverFor(server, { wsFactory: recording(sockets) });
    const inbox = new Inbox();
    const subscribed = driver.subscribe('a', inbox.handler);
    await until(() => sockets.length === 1, 'it never dialled');
    await Promise.all([driver.unsubscribe('a', inbox.handler), subscribed]);
    await until(() => sockets[0]?.readyState === WebSocket.CLOSED, 'the socket stays open', 2000);
    await server.thaw();
  });

  it('does not let a hung server hold up unsubscribe', async () => {
    const server = await NatsServer.start();
    const driver = driverFor(server);
    const inbox = await Inbox.on(driver, 'a');
    await server.freeze();
    const late = new Inbox();
    const subscribed = driver.subscribe('late', late.handler);
    await Promise.all([driver.unsubscribe('a', inbox.handler), driver.unsubscribe('late', late.handler), subscribed]);
    await server.thaw();
  });

  it('keeps trying when its credentials are refused, and says so', async () => {
    const server = await NatsServer.start({ token: 'right' });
    const driver = driverFor(server, { token: 'wrong' });
    const events = history(driver);
    const { subscribed } = subscribe(driver, 'a');
    await untilOffline(driver);
    expect(said(driver)).to.contain('Credentials refused by the NATS server').and.to.contain(server.url);
    expect(said(driver)).not.to.contain('wrong');
    await server.restart({ token: 'wrong' });
    await subscribed;
    expect(events).to.deep.equal(['offline', 'online']);
  });

  it('keeps trying when its credentials are refused after a restart', async () => {
    const server = await NatsServer.start({ token: 'first' });
    const driver = driverFor(server, { token: 'first' });
    await subscribe(driver, 'a').subscribed;
    await server.restart({ token: 'second' });
    await untilOffline(driver);
    await server.restart({ token: 'first' });
    await untilOnline(driver);
  });

  const refusePublish = (socket: WebSocket, subject: string): void => {
    const complaint = `-ERR 'Permissions Violation for Publish to "${subject}"'\r\n`;
    socket.dispatchEvent(new MessageEvent('message', { data: bytes(complaint).buffer }));
  };

  it('says that the server refuses a subject, and tries again', async () => {
    const server = await NatsServer.start();
    const sockets: WebSocket[] = [];
    const driver = driverFor(server, { prefix: 'no.entry', wsFactory: recording(sockets) });
    const { inbox, subscribed } = subscribe(driver, 'a');
    await subscribed;
    refusePublish(sockets[0]!, 'no.entry.b');
    await untilOffline(driver);
    expect(said(driver)).to.contain('Refused by the NATS server').and.to.contain('no.entry.b');
    expect((driver.reason as PeerixError).hint).to.contain('"no.entry.>"');
    await untilOnline(driver);
    await driver.publish('a', bytes('allowed now'));
    await inbox.hears('allowed now');
  });

  it('leaves to the owner of a ready connection what the server refuses to others on it', async () => {
    const server = await NatsServer.start();
    const sockets: WebSocket[] = [];
    const options = { servers: server.url, wsFactory: recording(sockets) };
    const nc = await connect(options);
    leaving.push(() => nc.close());
    const driver = new NatsDriver({ nc });
    const events = history(driver);
    await subscribe(driver, 'a').subscribed;
    refusePublish(sockets[0]!, 'somebody.else');
    refusePublish(sockets[0]!, 'peerix.b');
    await untilOffline(driver);
    expect(said(driver)).to.contain('peerix.b');
    expect(events).to.deep.equal(['offline']);
  });

  it('goes to the server that is there', async () => {
    const [gone, there] = [await NatsServer.start(), await NatsServer.start()];
    await gone.stop();
    const driver = new NatsDriver({ servers: [gone.url, there.url] });
    await subscribe(driver, 'a').subscribed;
    await there.kill();
    await untilOffline(driver);
    await gone.restart();
    await untilOnline(driver);
  });
});
