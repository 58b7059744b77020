import { expect } from '@open-wc/testing';
import { NatsDriver } from '../../../src/index.js';
import { deriveRoomKey } from '../../../src/signaling/room-key.js';
import { Chaos } from '../../support/chaos-driver.js';
import { NatsServer } from '../../support/nats.js';
import { haveMet, gaps, joinAll, member, until } from './rooms.js';

const MAX_ROOM_BYTES = 4096;
const KIBI_4 = 'r'.repeat(MAX_ROOM_BYTES);
const NAMES = [
  'a', 'A', 'a ', ' a', 'a.b', 'a..b', '.', 'a b', 'a\tb', '*', 'a.*', '>', 'a.>', '$SYS.>', '_INBOX.x',
  'a\r\nb', 'a\nb', 'a\r\nSUB > 9\r\n', 'a\r\nPUB foreign.subject 2\r\nhi\r\n', '\0', '🦜', '🦜🦜', 'é', 'e\u0301', '../a', 'a/b', 'a%00',
  KIBI_4, `s${KIBI_4.slice(1)}`, '🦜'.repeat(MAX_ROOM_BYTES / 4),
];
const LEGAL = /^peerix\.[A-Za-z0-9_-]{22}\.(all|[A-Za-z0-9_-]{22})$/;

describe('a room name', function () {
  this.timeout(60_000);

  it('of any characters is a room of its own, and touches its own subjects only', async () => {
    const server = await NatsServer.start(), chaos = new Chaos({ seed: 1 });
    await server.tap();
    const drivers = [new NatsDriver({ servers: server.url }), new NatsDriver({ servers: server.url })];
    const rooms = NAMES.map((name, i) => ({ name, members: drivers.map((driver, j) => member(chaos, `${i}/${j}`, driver)) }));
    await Promise.all(rooms.map(({ name, members }) => joinAll(members, name)));
    await until('those of each room have met', () => rooms.every(({ members }) => haveMet(members)))
      .catch((error: Error) => { throw new Error(`${error.message}: ${rooms.map(({ members }) => gaps(members)).join(' ')}`); });
    for (const { name, members } of rooms) expect(members.map(({ peer }) => peer.remotes.size), JSON.stringify(name.slice(0, 20))).to.deep.equal([1, 1]);

    const tags = await Promise.all(NAMES.map(async (name) => (await deriveRoomKey(crypto, name)).tag));
    const own = new Set(rooms.flatMap(({ members }, i) => ['all', ...members.map(({ peer }) => peer.id)].map((end) => `peerix.${tags[i]}.${end}`)));
    const touched = [...new Set((await server.overheard()).map(({ subject }) => subject))];
    expect(new Set(tags).size).to.equal(NAMES.length);
    expect(touched.filter((subject) => !own.has(subject)), 'foreign').to.deep.equal([]);
    expect(touched.filter((subject) => !LEGAL.test(subject)), 'illegal').to.deep.equal([]);
    expect(tags.filter((tag) => !touched.includes(`peerix.${tag}.all`)), 'never used').to.deep.equal([]);
  });
});
