import { expect } from '@open-wc/testing';
import { MemoryDriver } from '../../../src/drivers/memory.js';
import { itIsADriver } from './contract.js';
import { bytes, Inbox } from './inbox.js';

describe('MemoryDriver', () => {
  itIsADriver((test) => new MemoryDriver(test));

  it('meets by name, which is "peerix" unless given', async () => {
    const [unnamed, named, other] = [new MemoryDriver(), new MemoryDriver('peerix'), new MemoryDriver('other')];
    const inbox = await Inbox.on(named, 'all');
    const stranger = await Inbox.on(other, 'all');
    unnamed.publish('all', bytes('to peerix'));
    other.publish('all', bytes('to other'));
    await inbox.hears('to peerix');
    await stranger.hears('to other');
    expect(inbox.heard).to.deep.equal(['to peerix']);
    named.unsubscribe('all', inbox.handler);
    other.unsubscribe('all', stranger.handler);
  });

  it('meets the drivers of another copy of the library on the page', async () => {
    const url = new URL('../../../src/drivers/memory.ts?second-copy', import.meta.url).href;
    const copy = await import(url) as typeof import('../../../src/drivers/memory.js');
    expect(copy.MemoryDriver).not.to.equal(MemoryDriver);
    const [here, there] = [new MemoryDriver('copies'), new copy.MemoryDriver('copies')];
    const [inboxHere, inboxThere] = [await Inbox.on(here, 'all'), await Inbox.on(there, 'all')];
    here.publish('all', bytes('to the copy'));
    there.publish('all', bytes('from the copy'));
    await inboxThere.hears('to the copy');
    await inboxHere.hears('from the copy');
    here.unsubscribe('all', inboxHere.handler);
    there.unsubscribe('all', inboxThere.handler);
  });

  it('needs no subscription to publish', async () => {
    const inbox = await Inbox.on(new MemoryDriver('publisher'), 'all');
    new MemoryDriver('publisher').publish('all', bytes('hello'));
    await inbox.hears('hello');
  });

  it('gives what was published, whatever becomes of the buffer', async () => {
    const inbox = await Inbox.on(new MemoryDriver('buffer'), 'all');
    const buffer = bytes('first');
    new MemoryDriver('buffer').publish('all', buffer);
    buffer.fill(0);
    await inbox.hears('first');
  });
});
