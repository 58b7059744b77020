import { expect } from '@open-wc/testing';
import { NatsServer } from '../support/nats.js';
import type { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { connectedTo, connectionsOf, join, open, openMember, publishedBy, seenBy, send, share, sharedWith, type Entry } from './member.js';

/** Nothing can be waited for where nothing shall happen. */
const REST_MS = 4000;
const LABELS = ['one', 'two', 'three'];
const MAX_MESSAGES_A_PAIR = 5;
const MAX_BYTES_A_PAIR = 3 * 1024;

const rest = () => new Promise((resolve) => { setTimeout(resolve, REST_MS); });
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

describe('what a room costs', function () {
  this.timeout(60_000);

  const pages: Page[] = [];
  let count = 0;

  afterEach(async () => { await Promise.all(pages.splice(0).map((page) => page.close())); });

  const tabs = async (number: number): Promise<Page[]> => {
    const opened = await Promise.all(Array.from({ length: number }, () => openMember()));
    pages.push(...opened);
    return opened;
  };
  const room = (): Entry => ({ room: `rest ${count += 1}` });
  const met = async (members: readonly Page[]) => {
    for (const page of members) await eventually(() => connectedTo(page), members.length - 1);
  };
  const published = async (members: readonly Page[]) => (await Promise.all(members.map(publishedBy))).flat();

  it('is one connection a pair, for three streams and three channels in both directions', async () => {
    const members = await tabs(3), entry = room();
    await Promise.all(members.map((page) => join(page, entry)));
    await Promise.all(members.map((page) => share(page, ...LABELS)));
    await Promise.all(members.map((page) => open(page, ...LABELS)));
    const all = { streams: [...LABELS].sort(), channels: [...LABELS].sort() };
    for (const page of members) await eventually(() => sharedWith(page), [all, all], 25_000);
    for (const page of members) {
      const { made, used, spare } = await connectionsOf(page);
      expect(used, 'in use').to.equal(2);
      expect(spare, 'spare').to.be.at.most(1);
      expect(made, 'ever made').to.be.at.most(4);
      expect(await seenBy(page)).to.deep.equal([]);
    }
  });

  it('is nothing on the driver once everybody is connected, whatever they do then', async () => {
    const members = await tabs(3), entry = room();
    await Promise.all(members.map((page) => join(page, entry)));
    await met(members);
    await rest();
    const before = await published(members);
    await Promise.all(members.map((page) => share(page, ...LABELS)));
    await Promise.all(members.map((page) => open(page, ...LABELS)));
    const all = { streams: [...LABELS].sort(), channels: [...LABELS].sort() };
    for (const page of members) await eventually(() => sharedWith(page), [all, all], 25_000);
    expect(await send(members[0]!, 'one', 'hello')).to.deep.equal(['delivered', 'delivered']);
    await rest();
    expect(await published(members)).to.deep.equal(before);
  });

  it('is nothing on a NATS server at rest', async () => {
    const server = await NatsServer.start();
    const members = await tabs(3), entry = { ...room(), servers: server.url };
    await Promise.all(members.map((page) => join(page, entry)));
    await met(members);
    await rest();
    await server.tap();
    await share(members[0]!, 'one');
    for (const page of members.slice(1)) await eventually(async () => (await sharedWith(page)).flatMap(({ streams }) => streams), ['one']);
    await rest();
    expect(await server.overheard()).to.deep.equal([]);
    // The tap works.
    await members[2]!.close();
    await eventually(async () => (await server.overheard()).length > 0, true);
    await server.stop();
  });

  it('is five messages and three kilobytes for one who joins somebody', async () => {
    const [first, second] = await tabs(2), entry = room();
    await join(first!, entry);
    await rest(); // Within two seconds both count as newcomers, and one more message decides who offers.
    await join(second!, entry);
    await met([first!, second!]);
    await rest();
    const sizes = [...(await publishedBy(first!)).slice(1), ...await publishedBy(second!)];
    console.log(`one joins another: ${sizes.length} messages, ${sum(sizes)} bytes (${sizes.join(', ')})`);
    expect(sizes.length).to.be.at.most(MAX_MESSAGES_A_PAIR);
    expect(sum(sizes)).to.be.at.most(MAX_BYTES_A_PAIR);
  });

  for (const number of [2, 4]) {
    it(`is little more for ${number} who join at once`, async () => {
      const members = await tabs(number), entry = room(), pairs = number * (number - 1) / 2;
      await Promise.all(members.map((page) => join(page, entry)));
      await met(members);
      await rest();
      const sizes = await published(members);
      console.log(`${number} at once, ${pairs} pairs: ${sizes.length} messages, ${sum(sizes)} bytes (${sizes.join(', ')})`);
      // One join each; a pair, besides its four: at most a hello and an acknowledgement.
      expect(sizes.length).to.be.at.most(number + pairs * (MAX_MESSAGES_A_PAIR + 1));
      expect(sum(sizes) / pairs).to.be.at.most(MAX_BYTES_A_PAIR * 1.25);
    });
  }
});
