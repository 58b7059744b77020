import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { OrderedAssembly, UnorderedAssembly, UnreliableAssembly } from '../../../src/data/assembly.js';
import { CHUNK, orderedPart, parsePart, partsOf, unorderedPart } from '../../../src/data/framing.js';
import { decode, encode } from '../../../src/data/value.js';
import { fingerprintOf } from '../../../src/link/fingerprint.js';
import { concat, fromBase64url, fromJson, fromUtf8, toBase64url, utf8 } from '../../../src/signaling/bytes.js';
import {
  MAX_MESSAGES, metadataFits, parseChannelSpec, parseFrame, parseJoinBody, parseRoster, parseSlots, type Frame, type Message,
} from '../../../src/signaling/message.js';
import { buildMail, fit, MAX_PACKET, parsePacket } from '../../../src/signaling/packet.js';
import { deriveRoomKey } from '../../../src/signaling/room-key.js';
import { derivePairKeys } from '../../../src/signaling/seal.js';
import { runs } from '../../support/runs.js';
import { member, vectors } from '../signaling/members.js';
import { junk, mostly, textOf } from './json.js';
import { channelSpec, frame, message } from './messages.js';
import { parameters, TEST_MS } from './parameters.js';
import { part } from './parts.js';

type Bytes = Uint8Array<ArrayBuffer>;
const bytes = (maxLength: number): fc.Arbitrary<Bytes> => fc.uint8Array({ maxLength }).map((list) => new Uint8Array(list));
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void) => fc.assert(fc.property(arbitrary, holds), parameters(runs(1000)));
/** As it is after the wire. */
const again = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

describe('for any input', function () {
  this.timeout(TEST_MS);

  it('bytes, text and JSON come back, or are refused', () => {
    check(bytes(300), (value) => {
      expect([...fromBase64url(toBase64url(value))!]).to.deep.equal([...value]);
      const text = fromUtf8(value);
      if (text !== undefined) expect([...utf8(text)]).to.deep.equal([...value]);
    });
    check(fc.string({ unit: fc.constantFrom(...'AZaz09-_=+/ \n.é') }), (text) => {
      const value = fromBase64url(text);
      if (value) expect(toBase64url(value), 'one spelling a value').to.equal(text);
    });
    check(textOf(junk), (text) => { expect(() => [fromJson(text), fromJson(utf8(text))]).to.not.throw(); });
  });

  it('packets are told apart and taken apart without loss', () => {
    const packet = fc.tuple(fc.constantFrom(0, 1, 2), fc.nat(5), bytes(300)).map(([version, kind, rest]) => concat(Uint8Array.of(version, kind), rest));
    check(fc.tuple(fc.oneof(bytes(300), packet), fc.constantFrom<'all' | 'inbox'>('all', 'inbox')), ([value, topic]) => {
      const parsed = parsePacket(value, topic);
      if (typeof parsed === 'string') return;
      const whole = {
        join: () => parsed.kind === 'join' && concat(parsed.head, parsed.sealed),
        first: () => parsed.kind === 'first' && concat(parsed.head, parsed.sealed, parsed.mac),
        mail: () => parsed.kind === 'mail' && concat(parsed.head, parsed.sealed),
        leave: () => parsed.kind === 'leave' && concat(Uint8Array.of(1, 4), fromBase64url(parsed.from)!, parsed.secret),
      }[parsed.kind]();
      expect([...(whole || [])]).to.deep.equal([...value]);
    });
  });

  it('what a body says is refused whole, or copied: what was parsed parses to the same', () => {
    const specs = fc.array(mostly(channelSpec), { maxLength: 4 });
    for (const [parse, values] of [
      [parseFrame, frame()], [parseJoinBody, junk], [parseRoster, junk], [parseSlots, junk], [parseChannelSpec, mostly(channelSpec)],
      [(json: unknown) => (json as unknown[]).map(parseChannelSpec), specs],
    ] as [(json: unknown) => unknown, fc.Arbitrary<unknown>][]) {
      check(values, (json) => {
        const parsed = parse(again(json));
        if (parsed === undefined || parse === parseJoinBody) return;
        expect(JSON.stringify(parse(again(parsed)))).to.equal(JSON.stringify(parsed));
      });
    }
  });

  it('metadata fits by the bytes of its JSON', () => {
    const long = fc.tuple(fc.constantFrom('x', 'é', '漢', '"', '\ud800', '🎥'), fc.integer({ min: 1000, max: 8200 })).map(([char, n]) => char.repeat(n));
    const value = fc.oneof(junk, long);
    check(value, (json) => { expect(metadataFits(json)).to.equal(new Blob([JSON.stringify(json)]).size <= 8192); });
  });

  it('a description has one fingerprint, or none', () => {
    const line = fc.constantFrom(
      'v=0', '', `a=fingerprint:sha-256 ${'AA:'.repeat(31)}AA`, `A=FINGERPRINT:SHA-256 ${'bb:'.repeat(31)}bb`, 'a=fingerprint:sha-256 AA', 'a=fingerprint:sha-1 AA',
      `a=fingerprint:sha-256 ${'AAA:'.repeat(31)}AA`, `a=fingerprint:${'\t'.repeat(3)}`,
    );
    check(fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\r\n')), (sdp) => {
      const shown = fingerprintOf(sdp);
      if (!shown) return;
      expect(shown.length).to.equal(32);
      expect(new Set(sdp.toLowerCase().match(/^a=fingerprint:.*$/gm)).size).to.equal(1);
    });
  });

  it('parts are refused or put together, whatever they say, and no more comes out than went in', () => {
    check(fc.array(part, { maxLength: 30 }), (parts) => {
      for (const assembly of [new OrderedAssembly(), new UnorderedAssembly(), new UnreliableAssembly()]) {
        const values = parts.flatMap((value) => {
          const parsed = parsePart(value), arrival = parsed ? assembly.take(parsed) : 'violation';
          return arrival === 'violation' ? [] : arrival.values;
        });
        expect(values.length).to.be.at.most(parts.length);
        expect(() => values.map(decode)).to.not.throw();
      }
    });
  });

  it('messages arrive as they were, in parts of any size, in any order where it does not matter', () => {
    const size = fc.oneof({ weight: 5, arbitrary: fc.nat(50) }, fc.constantFrom(CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1));
    const value = fc.oneof(
      size.map((length) => new Uint8Array(length).map((_, i) => i)), fc.string({ unit: 'binary-ascii' }), fc.jsonValue({ noUnicodeString: false }),
    );
    check(fc.tuple(fc.array(fc.tuple(value, fc.option(fc.jsonValue(), { nil: undefined })), { minLength: 1, maxLength: 4 }), fc.func(fc.nat())), ([list, order]) => {
      const encoded = list.map(([data, info]) => encode(data, info)), ordered = new OrderedAssembly(), unordered = new UnorderedAssembly();
      const partsBy = (build: typeof orderedPart) => encoded.flatMap((one, i) => Array.from({ length: partsOf(one) }, (_, n) => build(i + 1, one, n)));
      const taken = (assembly: OrderedAssembly | UnorderedAssembly, parts: Bytes[]) => parts.flatMap((one) => {
        const arrival = assembly.take(parsePart(one)!);
        return arrival === 'violation' ? [] : arrival.values.map((whole) => text(decode(whole)));
      });
      const wanted = encoded.map((one) => text(decode(one)));
      expect(taken(ordered, partsBy(orderedPart))).to.deep.equal(wanted);
      const shuffled = partsBy(unorderedPart).map((one, i) => [order(i), one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);
      expect(taken(unordered, shuffled).sort()).to.deep.equal(wanted.sort());
    });
  });
});

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (ArrayBuffer.isView(inner) ? [inner.constructor.name, inner.byteLength, (inner as Uint8Array).at(-1)] : inner));
}

describe('a frame', function () {
  this.timeout(TEST_MS);

  it('carries the longest prefix of its messages that fits a packet', async () => {
    const [alice, bob] = [await member(vectors.alice), await member(vectors.bob)];
    const keys = await derivePairKeys(crypto, await deriveRoomKey(crypto, 'r'), alice, bob.pub);
    const lengths = fc.oneof(fc.nat(40_000), fc.integer({ min: 65_000, max: 65_400 }));
    const heavy = fc.tuple(fc.constantFrom('x', '漢', '"', '\ud800'), lengths).map(([char, length]): Message => (
      { t: 'offer', n: 1, d: 1, sdp: char.repeat(length), slots: [], channels: [] }
    ));
    const valid = message().filter((json) => parseFrame({ e: 1, ae: 0, s: 1, a: 0, m: [json] }) !== undefined) as fc.Arbitrary<Message>;
    const many = fc.integer({ min: 250, max: 300 }).map((length) => Array<Message>(length).fill({ t: 'nudge', n: 1 }));
    const m = fc.oneof({ weight: 6, arbitrary: fc.array(fc.oneof(heavy, valid), { maxLength: 8 }) }, many);
    await fc.assert(fc.asyncProperty(m, async (messages) => {
      const whole: Frame = { e: 2 ** 31, ae: 2 ** 31, s: 2 ** 31, a: 2 ** 31, m: messages }, carried = fit(whole).m;
      expect(carried).to.deep.equal(messages.slice(0, carried.length));
      expect((await buildMail(crypto, alice, keys, whole)).length).to.be.at.most(MAX_PACKET - 65); // a first has 65 more
      if (carried.length === messages.length || carried.length === MAX_MESSAGES) return;
      const next = new Blob([JSON.stringify({ ...whole, m: messages.slice(0, carried.length + 1) })]).size;
      expect(next, 'one more would fit').to.be.above(MAX_PACKET - 65 - 110 - 64);
    }), parameters(Math.ceil(runs(1000) / 5)));
  });
});
