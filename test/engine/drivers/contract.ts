import { expect } from '@open-wc/testing';
import type { Driver, DriverHandler } from '../../../src/drivers/driver.js';
import { bytes, consoleErrors, Inbox, until } from './inbox.js';

/** What every driver promises. `create` gives a driver that meets all others of the same test, and none of another. */
export function itIsADriver(create: (test: string) => Driver): void {
  let count = 0;
  let bus = '';
  let taken: [Driver, string, DriverHandler][];
  beforeEach(() => {
    bus = `test-${count += 1}`;
    taken = [];
  });
  afterEach(async () => {
    for (const [driver, topic, handler] of taken) await driver.unsubscribe(topic, handler);
  });

  const driver = (): Driver => create(bus);
  const listen = async (to: Driver, topic: string, inbox = new Inbox()): Promise<Inbox> => {
    taken.push([to, topic, inbox.handler]);
    await to.subscribe(topic, inbox.handler);
    return inbox;
  };

  it('is online and brings a message to those who listen to its topic, and to nobody else', async () => {
    const [ann, bob, eve] = [driver(), driver(), driver()];
    const toAnn = await listen(ann, 'room.all');
    const toBob = await listen(bob, 'room.all');
    const elsewhere = await listen(eve, 'room.all2');
    await ann.publish('room.all', bytes('hello'));
    await ann.publish('room.all2', bytes('over'));
    await toBob.hears('hello');
    await elsewhere.hears('over');
    expect(elsewhere.heard).to.deep.equal(['over']);
    expect(toBob.heard).to.deep.equal(['hello']);
    expect(toAnn.heard.every((text) => text === 'hello')).to.equal(true);
    expect(bob.online).to.equal(true);
  });

  it('does not deliver before publish returns', async () => {
    const ann = driver();
    const inbox = await listen(ann, 'a');
    const published = ann.publish('a', bytes('later'));
    expect(inbox.heard).to.deep.equal([]);
    await published;
    await inbox.hears('later');
  });

  it('keeps the order', async () => {
    const [ann, bob] = [driver(), driver()];
    const inbox = await listen(bob, 'a');
    await listen(ann, 'b');
    const sent = Array.from({ length: 200 }, (_, i) => `message ${i}`);
    await Promise.all(sent.map((text) => ann.publish('a', bytes(text))));
    await inbox.hears('message 199');
    expect(inbox.heard).to.deep.equal(sent);
  });

  it('carries 64 KiB, any byte', async () => {
    const [ann, bob] = [driver(), driver()];
    const heard: Uint8Array[] = [];
    const handler = (message: Uint8Array): void => { heard.push(message); };
    taken.push([bob, 'a', handler]);
    await bob.subscribe('a', handler);
    await listen(ann, 'b');
    const large = Uint8Array.from({ length: 65_536 }, (_, i) => i * 7);
    await ann.publish('a', large);
    await until(() => heard.length > 0, 'nothing arrived');
    expect(heard[0]).to.deep.equal(large);
  });

  it('gives every handler bytes of its own', async () => {
    const [ann, bob] = [driver(), driver()];
    const heard: string[] = [];
    const spoil = (message: Uint8Array): void => {
      heard.push(new TextDecoder().decode(message));
      message.fill(0);
    };
    for (const handler of [(m: Uint8Array) => spoil(m), (m: Uint8Array) => spoil(m)]) {
      taken.push([bob, 'a', handler]);
      await bob.subscribe('a', handler);
    }
    await listen(ann, 'b');
    const sent = bytes('mine');
    await ann.publish('a', sent);
    await until(() => heard.length === 2, 'both handlers should hear');
    expect(heard).to.deep.equal(['mine', 'mine']);
    expect(sent).to.deep.equal(bytes('mine'));
  });

  it('lets two peers share one driver', async () => {
    const shared = driver();
    const [first, second] = [await listen(shared, 'all'), await listen(shared, 'all')];
    await shared.publish('all', bytes('from the first'));
    await second.hears('from the first');
    await shared.unsubscribe('all', first.handler);
    await shared.publish('all', bytes('from the second'));
    await second.hears('from the second');
    expect(first.heard).not.to.include('from the second');
  });

  it('calls a handler once however often it is subscribed, and forgets it at once', async () => {
    const [ann, bob] = [driver(), driver()];
    const inbox = await listen(bob, 'a');
    const fence = await listen(bob, 'fence');
    await listen(bob, 'a', inbox);
    await listen(ann, 'b');
    await ann.publish('a', bytes('once'));
    await ann.publish('fence', bytes('1'));
    await fence.hears('1');
    await bob.unsubscribe('a', inbox.handler);
    await bob.unsubscribe('a', inbox.handler);
    await bob.unsubscribe('never', inbox.handler);
    await ann.publish('a', bytes('never'));
    await ann.publish('fence', bytes('2'));
    await fence.hears('2');
    expect(inbox.heard).to.deep.equal(['once']);
  });

  it('gives nothing to a handler that is removed while a message is on its way', async () => {
    const ann = driver();
    const [gone, there] = [await listen(ann, 'a'), await listen(ann, 'a')];
    const published = ann.publish('a', bytes('late'));
    const removed = ann.unsubscribe('a', gone.handler);
    await Promise.all([published, removed]);
    await there.hears('late');
    expect(gone.heard).to.deep.equal([]);
  });

  it('lets a handler that throws disturb nobody, and says so', async () => {
    const [ann, bob] = [driver(), driver()];
    const bug = new Error('a bug in the handler');
    const thrower = (): void => { throw bug; };
    taken.push([bob, 'a', thrower]);
    await bob.subscribe('a', thrower);
    const inbox = await listen(bob, 'a');
    await listen(ann, 'b');
    const written = await consoleErrors(async () => {
      await ann.publish('a', bytes('1'));
      await ann.publish('a', bytes('2'));
      await inbox.hears('2');
    });
    expect(inbox.heard).to.deep.equal(['1', '2']);
    expect(written.flat().filter((arg) => arg === bug)).to.have.lengthOf(2);
  });

  it('brings the last words published right before the last unsubscribe', async () => {
    const [ann, bob] = [driver(), driver()];
    const inbox = await listen(bob, 'all');
    const own = await listen(ann, 'all');
    const published = ann.publish('all', bytes('goodbye'));
    const unsubscribed = ann.unsubscribe('all', own.handler);
    await Promise.all([published, unsubscribed]);
    await inbox.hears('goodbye');
  });

  it('brings the last words published right after the last unsubscribe', async () => {
    const [ann, bob] = [driver(), driver()];
    const inbox = await listen(bob, 'all');
    const own = await listen(ann, 'all');
    const unsubscribed = ann.unsubscribe('all', own.handler);
    const published = ann.publish('all', bytes('goodbye'));
    await Promise.all([published, unsubscribed]);
    await inbox.hears('goodbye');
  });

  it('works again after the last unsubscribe, at once and later', async () => {
    const [ann, bob] = [driver(), driver()];
    await listen(bob, 'b');
    const inbox = await listen(ann, 'a');
    const gone = ann.unsubscribe('a', inbox.handler);
    await ann.subscribe('a', inbox.handler);
    await gone;
    await bob.publish('a', bytes('at once'));
    await inbox.hears('at once');
    await ann.unsubscribe('a', inbox.handler);
    await ann.subscribe('a', inbox.handler);
    await bob.publish('a', bytes('later'));
    await inbox.hears('later');
    expect(inbox.heard).to.deep.equal(['at once', 'later']);
  });
}
