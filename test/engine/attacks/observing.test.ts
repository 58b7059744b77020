import { expect } from '@open-wc/testing';
import type { PeerOptions } from '../../../src/index.js';
import { fromBase64url, toBase64url } from '../../../src/signaling/bytes.js';
import { deriveRoomKey } from '../../../src/signaling/room-key.js';
import { formsOf } from '../../e2e/traces.js';
import { until } from '../support.js';
import { fakes } from './flood.js';
import { Intruder } from './intruder.js';
import { Call, Member, together } from './members.js';
import { pour } from './pour.js';
import { isOf, Relay } from './relay.js';
import { secretsOf } from './secrets.js';

const ROOM = 'canary-room-Lw2sYd', PASSWORD = 'canary-password-Fk8jTq', CHAT = 'canary-chat-Gn3vBc', NAME = 'canary-name-Zp6hMr', LABEL = 'canary-label-Xc1dWu';

type Entry = Parameters<NonNullable<PeerOptions['log']>>[0];

/** Everything that somebody who prints a value could see, errors and bytes included. */
function printed(value: unknown, seen = new Set<unknown>()): string {
  if (value instanceof Uint8Array || value instanceof ArrayBuffer) return toBase64url(new Uint8Array(value));
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  const own = Object.getOwnPropertyNames(value).map((name) => `${name}: ${printed((value as Record<string, unknown>)[name], seen)}`);
  return [value instanceof Error ? `${value.name} ${value.message} ${value.stack}` : '', ...own].join('\n');
}

/** Whatever an engine might complain of: descriptions that are none, altered packets, a verify of the application that fails. */
async function provoke(relay: Relay, target: Member, options: { log: PeerOptions['log']; room: string; password: string }): Promise<void> {
  const intruder = await Intruder.at(relay, ROOM, PASSWORD), fingerprint = 'AB:'.repeat(31);
  const offer = { t: 'offer', d: 1, meta: { name: NAME }, h: intruder.leaveHash, slots: [], channels: [] } as const;
  await intruder.say(target.id, { ...offer, n: 1, sdp: `v=0\r\n${CHAT}\r\na=fingerprint:sha-256 ${fingerprint}AB\r\n` });
  await intruder.say(target.id, { ...offer, n: 2, sdp: CHAT });
  const altered = relay.published.map((packet) => ({ ...packet, bytes: packet.bytes.map((byte, i) => (i % 50 === 49 ? byte ^ 1 : byte)) }));
  await pour(relay, altered, async () => {});
  const judge = await Member.enter(relay, { ...options, metadata: { name: NAME }, verify: () => { throw new Error(CHAT); } });
  await until('it has failed', () => judge.errors.includes('VERIFY_FAILED'));
}

describe('the log', function () {
  this.timeout(30_000);

  it('tells what goes wrong, and no word of what was said, by whom it was said, or from where', async () => {
    const relay = new Relay(), entries: Entry[] = [];
    const options = { room: ROOM, password: PASSWORD, log: (entry: Entry) => { entries.push(entry); } };
    const members = await Promise.all([1, 2, 3].map(() => Member.enter(relay, { ...options, metadata: { name: NAME } })));
    await together(...members);
    for (const { peer } of members) peer.open({ label: LABEL });
    await Promise.all(members.map(({ peer }) => peer.send(CHAT, { label: LABEL })));
    await members[0]!.peer.setMetadata({ name: NAME, more: NAME });
    await provoke(relay, members[0]!, options);
    await until('something was logged', () => entries.length > 0);
    const ofBrowser = members.flatMap((member) => secretsOf(member).texts);
    const numbers = members.flatMap(({ peer }) => [...peer.remotes.values()].flatMap(({ safetyNumber }) => safetyNumber ?? []));
    await members[2]!.peer.leave();

    const { K, tag } = await deriveRoomKey(crypto, ROOM, PASSWORD), hex = Array.from(K, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const secrets = [ROOM, PASSWORD, CHAT, NAME, LABEL, 'v=0', tag, toBase64url(K), hex, ...numbers, ...ofBrowser];
    const told = entries.map((entry) => printed(entry)).join('\n');
    expect(secrets.filter((secret) => formsOf(secret).some((form) => told.includes(form)))).to.deep.equal([]);
    for (const { event } of entries) expect(event).to.match(/^[a-z][a-z-]*$/);
  });
});

describe('the counters', function () {
  this.timeout(30_000);

  it('agree with what passed the server', async () => {
    const relay = new Relay(), heard = new Map<string, number>();
    const [a, b] = await Promise.all([Member.enter(relay), Member.enter(relay)]);
    for (const topic of relay.topics) relay.listen(topic, () => heard.set(topic, (heard.get(topic) ?? 0) + 1));
    const before = [a, b].map((member) => member.count('received'));
    const call = await Call.of(a, b), third = await Member.enter(relay);
    await together(a, b, third);
    await third.peer.leave();
    await until('they know', () => call.members.every(({ peer }) => peer.remotes.size === 1));
    for (const [i, member] of [a, b].entries()) {
      expect(member.count('sent')).to.equal(relay.publishedBy(member.driver).length);
      const topics = relay.topics.filter((topic) => topic.endsWith('.all') || topic.endsWith(member.id));
      expect(member.count('received') - before[i]!).to.equal(topics.reduce((sum, topic) => sum + (heard.get(topic) ?? 0), 0));
    }
  });

  it('tell of what was lost, and what came twice', async () => {
    const relay = new Relay(), seen = new Set<string>();
    // Of everything directed the first is lost, and all that follows comes twice.
    relay.pass = (packet) => {
      if (isOf('join')(packet)) return [packet];
      const isFirst = !seen.has(packet.topic);
      seen.add(packet.topic);
      return isFirst ? [] : [packet, packet];
    };
    const { a, b } = await Call.between(relay);
    expect(a.count('resent') + b.count('resent')).to.be.above(0);
    expect(a.count('duplicate') + b.count('duplicate')).to.be.above(0);
  });

  it('tell why each packet was dropped, and nothing twice', async () => {
    const relay = new Relay(), { a, b } = await Call.between(relay);
    const [intruder, stranger, [fake]] = await Promise.all([Intruder.at(relay), Intruder.at(relay, 'another room'), fakes(relay, 1)]);
    const { bytes: join, topic: all } = await fake!.buildJoin(), inbox = intruder.inboxOf(a.id);
    const firstOf = async (sender: Intruder, pub: Uint8Array) => (await sender.buildHollowFirst(a.id, pub)).bytes;
    const own = relay.publishedBy(a.driver).find(isOf('join'))!.bytes, zeros = (length: number) => new Uint8Array(length);
    const cases: [string, string, Uint8Array][] = [
      ['size', all, zeros(33)], ['version', all, join.with(0, 2)], ['kind', all, join.with(1, 9)], ['topic', inbox, join], ['self', all, own],
      ['mac', inbox, await firstOf(stranger, fake!.me.pub)], ['key', inbox, await firstOf(intruder, Uint8Array.of(4, ...zeros(64)))],
      ['seal', inbox, await firstOf(intruder, fake!.me.pub)], ['unknown', inbox, Uint8Array.of(1, 3, ...zeros(100))],
      ['leave', all, Uint8Array.of(1, 4, ...fromBase64url(b.id)!, ...zeros(16))],
    ];
    for (const [reason, topic, bytes] of cases) {
      const before = a.peer.counters, what = `dropped:${reason}`;
      relay.inject({ topic, bytes: new Uint8Array(bytes) });
      await until(`"${what}" is counted`, () => a.count(what) > (before[what] ?? 0));
      const more = Object.entries(a.peer.counters).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
      expect(Object.fromEntries(more.filter(([, count]) => count > 0))).to.deep.equal({ received: 1, [what]: 1 });
    }
  });
});
