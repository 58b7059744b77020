import fc from 'fast-check';
import { fromJson } from '../../../src/signaling/bytes.js';
import { parseFrame, parseJoinBody } from '../../../src/signaling/message.js';
import { runs } from '../../support/runs.js';
import { until } from '../support.js';
import { Besieged, ROOM } from './besieged.js';
import { collect, expectFlat, heap } from './heap.js';
import { Insider } from './insider.js';
import { spoiled, textOf } from './json.js';
import { frame, LAST_INCARNATION, messages, OWN_HASH } from './messages.js';
import { parameters, TEST_MS } from './parameters.js';

/** One packet of somebody who holds the room's key. */
interface Saying {
  readonly kind: 'join' | 'first' | 'mail' | 'joinOf' | 'firstOf';
  readonly body: string;
  /** Bytes of the whole packet, padded; 0 = as it comes. */
  readonly size: number;
  readonly pub: Uint8Array<ArrayBuffer>;
}

const PER_RUN = 20;
/** Of those who left or were nobody: 4,096 ids, 256 keys, and how each was last asked (protocol §3, §4). */
const REMEMBERED_MIB = 1.5;
const GOOD_JOIN = JSON.stringify({ h: OWN_HASH });
const OVERHEAD = { join: 95, joinOf: 95, first: 111, firstOf: 111, mail: 46 };

const joinBody = textOf(fc.oneof(fc.constant({ h: OWN_HASH }), spoiled({ h: OWN_HASH })));
const size = fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.constantFrom(65_535, 65_536, 65_537));
/** Mostly no point of the curve, or a compressed or hybrid one. */
const pub = fc.tuple(fc.constantFrom(0, 2, 3, 4, 4, 6), fc.uint8Array({ minLength: 64, maxLength: 64 }))
  .map(([form, point]) => Uint8Array.of(form, ...point));

function sayings(): fc.Arbitrary<Saying[]> {
  const kinds = fc.constantFrom('first', 'first', 'first', 'first', 'first', 'mail', 'mail', 'join', 'joinOf', 'firstOf');
  const saying = kinds.chain((kind) => fc.record({
    kind: fc.constant(kind),
    body: kind.startsWith('join') ? joinBody : fc.oneof({ weight: 4, arbitrary: orderly() }, textOf(frame())),
    size,
    pub,
  }));
  return fc.array(saying as fc.Arbitrary<Saying>, { minLength: 1, maxLength: PER_RUN, size: 'max' });
}

/** Frames that follow each other once `numbered`: only these reach what is behind a mailbox. */
function orderly(): fc.Arbitrary<string> {
  return messages().map((m) => JSON.stringify({ e: 1, ae: 1, s: 'next', a: 0, m }));
}

function numbered(list: readonly Saying[], insider: Insider): Saying[] {
  let next = 1;
  return list.map((saying) => {
    const s = next, json = fromJson(saying.body) as { s?: unknown; m?: unknown[] } | undefined;
    if (json?.s !== 'next') return saying;
    const body = saying.body.replace('"s":"next"', `"s":${s}`);
    if (parseFrame(fromJson(insider.text(body))) && saying.kind !== 'firstOf') next += json.m?.length ?? 0;
    return { ...saying, body };
  });
}

function packetOf(insider: Insider, { kind, body, size: bytes, pub: point }: Saying): Promise<Uint8Array> {
  const text = padded(insider.text(body), bytes - OVERHEAD[kind]);
  return kind === 'joinOf' || kind === 'firstOf' ? insider[kind](point, text) : insider[kind](text);
}

function padded(text: string, length: number): string {
  return text + ' '.repeat(Math.max(0, length - new TextEncoder().encode(text).length));
}

/** Whether the packet must be dropped, whoever is known or not. */
function isMalformed(insider: Insider, { kind, body, size: bytes }: Saying): boolean {
  if (kind === 'joinOf' || kind === 'firstOf' || bytes > 65_536) return true;
  const json = fromJson(new TextEncoder().encode(insider.text(body))); // a lone surrogate becomes U+FFFD on the way
  return (kind === 'join' ? parseJoinBody(json) : parseFrame(json)) === undefined;
}

it('whatever somebody seals who knows the room, nothing escapes, and others do not notice', async function () {
  this.timeout(TEST_MS);
  const besieged = await Besieged.start(), { line, escapes } = besieged;
  let count = 0;
  besieged.wire.isCut = true; // only what is made up here is counted

  const property = fc.asyncProperty(sayings(), async (given) => {
    const insider = await Insider.create(ROOM, besieged.receiver), list = numbered(given, insider), { received, dropped } = besieged;
    const packets = await Promise.all(list.map((saying) => packetOf(insider, saying)));
    packets.forEach((bytes, i) => line.say(list[i]!.kind.startsWith('join') ? line.allTopic : line.inboxTopic, bytes));
    const malformed = list.filter((saying) => isMalformed(insider, saying)).length;
    await until('what is malformed is dropped', () => besieged.dropped - dropped >= malformed);
    if (besieged.received - received !== list.length) throw new Error('not every packet is counted as received');
    await handled(besieged, insider);
    await leave(besieged, insider);
    check(besieged, insider);
    if (++count % 10 === 0) await collect();
  });

  try {
    await fc.assert(property, parameters(Math.ceil(runs(150) / 3)));
    const before = await heap();
    await fc.assert(property, parameters(Math.ceil(runs(150) * 2 / 3)));
    const after = await heap();
    expectFlat(before, after, REMEMBERED_MIB);
    await besieged.checkNewcomer();
    escapes.check();
  } finally {
    await besieged.end();
  }
});

it('joins under keys that are none are dropped, each, however many', async function () {
  this.timeout(TEST_MS);
  const besieged = await Besieged.start(), { line, wire, escapes } = besieged, insider = await Insider.create(ROOM, besieged.receiver);
  wire.isCut = true;
  const joins = await Promise.all(Array.from({ length: 200 }, () => {
    return insider.joinOf(Uint8Array.of(4, ...crypto.getRandomValues(new Uint8Array(64))), GOOD_JOIN);
  }));
  const { dropped } = besieged;
  for (const join of joins) line.say(line.allTopic, join);
  try {
    await until('each is dropped', () => besieged.dropped - dropped >= joins.length);
    escapes.check();
  } finally {
    await besieged.end();
  }
});

it('one session that is nudged many times is begun once more', async function () {
  this.timeout(TEST_MS);
  const besieged = await Besieged.start(), { line, wire } = besieged, insider = await Insider.create(ROOM, besieged.receiver);
  wire.isCut = true;
  const say = async (e: number, ...m: object[]) => line.say(line.inboxTopic, await insider.first(JSON.stringify({ e, ae: 0, s: 1, a: 0, m })));
  const { made } = besieged;
  try {
    await say(1, { t: 'hello', meta: {}, h: OWN_HASH });
    await until('it is offered a session', () => besieged.made === made + 1);
    await say(2, ...Array<object>(32).fill({ t: 'nudge', n: 1 })); // it forgot that session
    await handled(besieged, insider);
    if (besieged.made > made + 3) throw new Error(`${besieged.made - made} connections were made for it`);
  } finally {
    await besieged.end();
  }
});

/** Its messages are handled one after another; the last is of a type that is counted. */
async function handled({ line, peer }: Besieged, insider: Insider): Promise<void> {
  const { 'ignored:unknown': before = 0 } = peer.counters;
  line.say(line.inboxTopic, await insider.first(JSON.stringify({ e: LAST_INCARNATION, ae: 0, s: 1, a: 0, m: [{ t: 'last' }] })));
  await until('all that was said is handled', () => (peer.counters['ignored:unknown'] ?? 0) > before);
}

/** A leave counts with the hash of a hello: then nothing of the one who left is kept but its id, and its joins are dropped. */
async function leave(besieged: Besieged, insider: Insider): Promise<void> {
  const { line, peer } = besieged;
  const { 'dropped:left': before = 0 } = peer.counters;
  const hello = JSON.stringify({ e: LAST_INCARNATION, ae: 0, s: 1, a: 0, m: [{ t: 'last' }, { t: 'hello', meta: {}, h: OWN_HASH }] });
  await until('one who left is dead', async () => {
    line.say(line.inboxTopic, await insider.first(hello));
    line.say(line.allTopic, await insider.join(GOOD_JOIN));
    line.say(line.allTopic, insider.leave());
    return (peer.counters['dropped:left'] ?? 0) > before;
  });
  await until('its connections are closed', () => besieged.open === 1);
}

function check(besieged: Besieged, insider: Insider): void {
  besieged.escapes.check();
  besieged.checkCall();
  for (const event of besieged.events.splice(0)) {
    if (!('remote' in event) || event.remote?.id !== insider.id) throw new Error(`${event.name} of somebody else`);
    if (event.name === 'connection:connected') throw new Error('connected to nobody');
  }
}
