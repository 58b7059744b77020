import { expect } from '@open-wc/testing';
import { NatsServer, type Overheard } from '../support/nats.js';
import type { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { connectedTo, join, open, openMember, seenBy, send, share, sharedWith, type Entry } from './member.js';
import { tracesOf } from './traces.js';

const SUBJECT = /^peerix(\.[A-Za-z0-9_-]+)+$/;
const CANARIES = {
  room: 'canary-room-Zq7vLm', password: 'canary-secret-Wk3xPt', name: 'canary-name-Hy8rBd', changed: 'canary-change-Nf5sGc',
  chat: 'canary-chat-Tj2wQe', stream: 'canary-stream-Lx9mVa', channel: 'canary-channel-Rp4kUz', later: 'canary-later-Cd6nYi',
};
const SDP = ['v=0', 'a=candidate', 'candidate:', 'ice-ufrag', 'ice-pwd', 'fingerprint', 'webrtc-datachannel', 'sha-256', 'typ host'];

const latin1 = (text: string): Overheard => ({ subject: 'test', bytes: new TextEncoder().encode(text) });

describe('what the operator of the NATS server sees', function () {
  this.timeout(60_000);

  let server: NatsServer;
  const pages: Page[] = [];

  before(async () => { server = await NatsServer.start(); });
  beforeEach(() => server.restart());
  afterEach(async () => { await Promise.all(pages.splice(0).map((page) => page.close())); });

  const member = async (browser?: 'other'): Promise<Page> => {
    const page = await openMember(browser);
    pages.push(page);
    return page;
  };
  const enter = async (page: Page, entry: Omit<Entry, 'servers'>) => join(page, { ...entry, servers: server.url });

  it('would be found by this test: plain, in base64, in UTF-16, in hex', () => {
    const { room } = CANARIES;
    const utf16 = { subject: '', bytes: new Uint8Array(new Uint16Array(Array.from(room, (c) => c.charCodeAt(0))).buffer) };
    const hex = Array.from(room, (c) => c.charCodeAt(0).toString(16)).join('');
    const hidden = [latin1(room), latin1(btoa(`x${room}`)), latin1(btoa(`{"room":"${room}"}`)), latin1(hex), utf16, { subject: room, bytes: new Uint8Array() }];
    for (const packet of hidden) expect(tracesOf([room], [packet])).to.deep.equal([room]);
    expect(tracesOf([room], [latin1('canary-room')])).to.deep.equal([]);
  });

  for (const password of ['', CANARIES.password]) {
    it(`is no word of anybody${password && ', with a password'}`, async () => {
      await server.tap();
      const [here, there] = await Promise.all([member(), member('other')]);
      const entry = { room: CANARIES.room, ...(password && { password }), metadata: { name: CANARIES.name } };
      await Promise.all([enter(here, entry), enter(there, entry)]);
      await open(here, CANARIES.channel);
      await share(here, CANARIES.stream);
      await eventually(() => sharedWith(there), [{ streams: [CANARIES.stream], channels: [CANARIES.channel] }]);
      await send(here, CANARIES.channel, CANARIES.chat);
      await here.eval((name) => (globalThis as unknown as { member: { setMetadata(metadata: object): Promise<void> } }).member.setMetadata({ name }), CANARIES.changed);
      await eventually(() => seenBy(there), [`${CANARIES.channel} ${CANARIES.chat}`, `metadata {"name":"${CANARIES.changed}"}`]);
      const latecomer = await member('other');
      await enter(latecomer, { ...entry, metadata: { name: CANARIES.later } });
      await eventually(() => connectedTo(latecomer), 2);
      await there.close();
      pages.splice(pages.indexOf(there), 1);
      await eventually(() => connectedTo(latecomer), 1);

      const overheard = await server.overheard();
      expect(overheard.length).to.be.above(10);
      expect(tracesOf([...Object.values(CANARIES), ...SDP], overheard)).to.deep.equal([]);
      expect(overheard.map(({ subject }) => subject).filter((subject) => !SUBJECT.test(subject))).to.deep.equal([]);
    });
  }

  it('is well-formed subjects, whatever the rooms are called, and each name is a room of its own', async () => {
    await server.tap();
    const long = 'a'.repeat(4096);
    const rooms = ['a.b', 'a b', 'ab', 'a*', '*', '>', 'a.>', 'a\r\nb', 'x\r\nPUB a 1\r\n!', '🦜', '🦜🦜', 'é', 'e\u0301', 'A', 'a', ' a', '\0', `${long}1`, `${long}2`];
    const [here, there] = await Promise.all([member(), member('other')]);
    const together = { rooms, servers: server.url };
    await Promise.all([here.eval(joinAll, together), there.eval(joinAll, together)]);
    const one = rooms.map((room) => [room.slice(-20), 1] as const);
    await eventually(() => here.eval(company), one, 25_000);
    await eventually(() => there.eval(company), one, 25_000);
    const subjects = (await server.overheard()).map(({ subject }) => subject);
    expect(subjects.filter((subject) => !SUBJECT.test(subject))).to.deep.equal([]);
    expect(new Set(subjects.filter((subject) => subject.endsWith('.all'))).size).to.equal(rooms.length);
  });

  it('does not let those meet who know another password, or none', async () => {
    const secrets = ['sesame', 'sesame', 'Sesame', undefined];
    const [knows, knowsToo, errs, hasNone] = await Promise.all(secrets.map(() => member()));
    const members = [knows!, knowsToo!, errs!, hasNone!];
    await Promise.all(members.map((page, i) => enter(page, { room: 'locked', ...(secrets[i] && { password: secrets[i] }) })));
    await eventually(() => connectedTo(knows!), 1);
    await eventually(() => connectedTo(knowsToo!), 1);
    // Who comes last and finds its like has had time enough to find the others.
    const alsoNone = await member();
    await enter(alsoNone, { room: 'locked' });
    await eventually(() => connectedTo(alsoNone), 1);
    expect(await Promise.all([...members, alsoNone].map((page) => page.eval(everKnown)))).to.deep.equal([1, 1, 0, 1, 1]);
  });
});

// In the page.

declare const engine: typeof import('../../src/index.js');
declare const all: import('../../src/index.js').Peer[];
declare const member: import('../../src/index.js').Peer;

async function joinAll({ rooms, servers }: { readonly rooms: readonly string[]; readonly servers: string }): Promise<void> {
  const driver = new engine.NatsDriver({ servers });
  const all = rooms.map(() => new engine.Peer({ driver }));
  Object.assign(globalThis, { all });
  await Promise.all(all.map((peer, i) => peer.join({ room: rooms[i]! })));
}

const company = () => all.map((peer) => [peer.room!.slice(-20), [...peer.remotes.values()].filter(({ state }) => state === 'connected').length] as const);
const everKnown = () => member.remotes.size;
