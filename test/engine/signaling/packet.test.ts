import { expect } from '@open-wc/testing';
import type { Bytes } from '../../../src/drivers/driver.js';
import { concat, toBase64url, utf8 } from '../../../src/signaling/bytes.js';
import { createIdentity, idOf, type Identity, leaveHashOf } from '../../../src/signaling/identity.js';
import { type Frame, MAX_MESSAGES, type Message } from '../../../src/signaling/message.js';
import {
  buildFirst, buildJoin, buildLeave, buildMail, checkMac, fit, MAX_PACKET, openFrame, openJoin, type Packet, parsePacket,
} from '../../../src/signaling/packet.js';
import { deriveJoinKey, deriveRoomKey, type RoomKey } from '../../../src/signaling/room-key.js';
import { derivePairKeys, type PairKeys, seal } from '../../../src/signaling/seal.js';
import { fixedNonces, fromHex, member, negated, toHex, vectors } from './members.js';

type Topic = 'all' | 'inbox';

const room = await deriveRoomKey(crypto, vectors.rooms.open.room);
const [alice, bob] = [await member(vectors.alice), await member(vectors.bob)];
const atAlice = await derivePairKeys(crypto, room, alice, bob.pub);
const atBob = await derivePairKeys(crypto, room, bob, alice.pub);
const { frame } = vectors;

/** What a receiver that knows Alice makes of the bytes: the wire steps of protocol §3 in their order. */
async function receive(
  bytes: Uint8Array, topic: Topic, me: Identity = bob, inRoom: RoomKey = room, known: PairKeys = atBob,
): Promise<unknown> {
  const packet = parsePacket(bytes, topic);
  if (typeof packet === 'string') return packet;
  switch (packet.kind) {
    case 'join': return await openJoin(crypto, inRoom, await idOf(crypto, packet.pub), packet) ?? 'refused';
    case 'first': {
      if (!await checkMac(crypto, inRoom, me.idBytes, packet)) return 'mac';
      const keys = await derivePairKeys(crypto, inRoom, me, packet.pub);
      return await openFrame(crypto, keys, packet) ?? 'refused';
    }
    case 'mail': return packet.from === alice.id ? await openFrame(crypto, known, packet) ?? 'refused' : 'unknown';
    case 'leave': {
      const hash = await leaveHashOf(crypto, packet.secret);
      return packet.from === alice.id && toHex(hash) === vectors.alice.leaveHash ? packet : 'leave';
    }
  }
}

const sent: Record<Packet['kind'], { topic: Topic; bytes: Bytes; build: () => Bytes | Promise<Bytes> }> = {
  join: {
    topic: 'all', bytes: fromHex(vectors.packets.join),
    build: () => buildJoin(fixedNonces, room, alice, { h: alice.leaveHash }),
  },
  first: {
    topic: 'inbox', bytes: fromHex(vectors.packets.first),
    build: () => buildFirst(fixedNonces, room, alice, atAlice, bob.idBytes, frame),
  },
  mail: {
    topic: 'inbox', bytes: fromHex(vectors.packets.mail),
    build: () => buildMail(fixedNonces, alice, atAlice, frame),
  },
  leave: { topic: 'all', bytes: fromHex(vectors.packets.leave), build: () => buildLeave(alice) },
};
const kinds = Object.entries(sent);

describe('packet', () => {
  for (const [kind, { topic, bytes, build }] of kinds) {
    it(`${kind}: is built as the vector`, async () => {
      expect(toHex(await build())).to.equal(vectors.packets[kind as Packet['kind']]);
    });

    it(`${kind}: with any byte changed is refused`, async () => {
      expect(await receive(bytes, topic), 'unchanged').to.be.an('object');
      for (let i = 0; i < bytes.length; i++) {
        for (const bit of [1, 128]) {
          const mutant = bytes.slice();
          mutant[i]! ^= bit;
          expect(await receive(mutant, topic), `byte ${i}, bit ${bit}`).to.be.a('string');
        }
      }
    });

    it(`${kind}: cut short or lengthened is refused`, async () => {
      for (let length = 0; length < bytes.length; length++) {
        expect(await receive(bytes.slice(0, length), topic), `${length} bytes`).to.be.a('string');
      }
      expect(await receive(concat(bytes, Uint8Array.of(0x20)), topic)).to.be.a('string');
    });

    it(`${kind}: belongs to one topic`, () => {
      expect(parsePacket(bytes, topic === 'all' ? 'inbox' : 'all')).to.equal('topic');
    });

    it(`${kind}: of another version or kind is refused before anything else`, () => {
      expect(parsePacket(Uint8Array.of(2, ...bytes.subarray(1)), topic)).to.equal('version');
      expect(parsePacket(Uint8Array.of(1, 0, ...bytes.subarray(2)), topic)).to.equal('kind');
      expect(parsePacket(Uint8Array.of(1, 5, ...bytes.subarray(2)), topic)).to.equal('kind');
    });

    it(`${kind}: is parsed from a copy, so the driver may reuse its buffer`, () => {
      const buffer = bytes.slice();
      const before = JSON.stringify(parsePacket(buffer, topic));
      const packet = parsePacket(buffer, topic);
      buffer.fill(0);
      expect(JSON.stringify(packet)).to.equal(before);
    });
  }

  it('brings the join body and the frame across', async () => {
    const body = await receive(sent.join.bytes, 'all') as { h: Bytes };
    expect(toHex(body.h)).to.equal(vectors.alice.leaveHash);
    for (const kind of ['first', 'mail'] as const) {
      expect(JSON.stringify(await receive(sent[kind].bytes, 'inbox'))).to.equal(JSON.stringify(frame));
    }
  });

  it('has a size between the smallest leave and what drivers carry', () => {
    expect(parsePacket(new Uint8Array(33), 'all')).to.equal('size');
    expect(parsePacket(new Uint8Array(MAX_PACKET + 1), 'all')).to.equal('size');
    expect(parsePacket(new Uint8Array(MAX_PACKET), 'all'), 'largest').to.equal('version');
    const shortest: [number, Topic, number][] = [[1, 'all', 95], [2, 'inbox', 111], [3, 'inbox', 46], [4, 'all', 34]];
    for (const [kind, topic, size] of shortest) {
      const packet = new Uint8Array(size);
      packet.set([1, kind]);
      expect(parsePacket(packet, topic), `kind ${kind}`).to.be.an('object');
      if (size > 34) expect(parsePacket(packet.subarray(0, -1), topic), `kind ${kind}`).to.equal('size');
    }
    expect(parsePacket(concat(sent.leave.bytes, Uint8Array.of(0)), 'all'), 'long leave').to.equal('size');
  });

  it('is noise to the eye: 2,000 random ones are refused', async () => {
    for (let i = 0; i < 2000; i++) {
      const noise = crypto.getRandomValues(new Uint8Array(34 + i % 300));
      noise.set([1, 1 + i % 4]);
      expect(await receive(noise, i % 8 < 4 ? 'all' : 'inbox')).to.be.a('string');
    }
  });

  it('shows no metadata and no description', async () => {
    const text = new TextDecoder('latin1').decode(concat(...kinds.map(([, { bytes }]) => bytes)));
    for (const secret of ['hello', 'nudge', 'meta', '"h"', vectors.rooms.open.room]) expect(text).to.not.include(secret);
  });
});

describe('packet, to the wrong hands', () => {
  it('reflected to its sender does not open', async () => {
    const asAlice = (bytes: Bytes) => receive(bytes, 'inbox', alice, room, atAlice);
    expect(await asAlice(sent.mail.bytes), 'mail').to.equal('refused');
    expect(await asAlice(sent.first.bytes), 'first').to.equal('mac');
    const fromBob = await buildMail(crypto, bob, atBob, frame);
    fromBob.set(alice.idBytes, 2);
    expect(await receive(fromBob, 'inbox'), 'back to Bob under Alice\'s id').to.equal('refused');
  });

  it('redirected to another member fails the MAC, and behind it the seal', async () => {
    const carol = await createIdentity(crypto);
    expect(await receive(sent.first.bytes, 'inbox', carol)).to.equal('mac');
    const resealed = await buildFirst(crypto, room, alice, atAlice, carol.idBytes, frame);
    expect(await receive(resealed, 'inbox', carol), 'MAC for Carol, sealed for Bob').to.equal('refused');
  });

  it('under the negated point is another sender\'s, and does not open', async () => {
    const pub = negated(alice.pub);
    const mirror: Identity = { ...alice, pub, idBytes: await idOf(crypto, pub) };
    const first = await buildFirst(crypto, room, mirror, atAlice, bob.idBytes, frame);
    expect(await receive(first, 'inbox')).to.equal('refused');
  });

  it('from a member that knows the room but not Alice\'s key cannot speak as Alice', async () => {
    const mallory = await createIdentity(crypto);
    const theirs = await derivePairKeys(crypto, room, mallory, bob.pub);
    expect(await receive(await buildMail(crypto, alice, theirs, frame), 'inbox')).to.equal('refused');
    expect(await receive(await buildFirst(crypto, room, alice, theirs, bob.idBytes, frame), 'inbox')).to.equal('refused');
    expect(await receive(buildLeave({ ...mallory, idBytes: alice.idBytes }), 'all')).to.equal('leave');
  });

  it('says nothing to who has another password, or none', async () => {
    const { locked } = vectors.rooms;
    for (const password of ['', 'wrong', locked.password]) {
      const other = await deriveRoomKey(crypto, locked.room, password);
      expect(other.tag).to.not.equal(room.tag);
      expect(await receive(sent.join.bytes, 'all', bob, other), `join, "${password}"`).to.equal('refused');
      expect(await receive(sent.first.bytes, 'inbox', bob, other), `first, "${password}"`).to.equal('mac');
      const keys = await derivePairKeys(crypto, other, bob, alice.pub);
      expect(await receive(sent.mail.bytes, 'inbox', bob, other, keys), `mail, "${password}"`).to.equal('refused');
    }
  });
});

describe('packet, padding and fit', () => {
  const query: Frame = { e: 0, ae: 0, s: 0, a: 0, m: [] };
  const hello = (name: string): Message => ({ t: 'hello', meta: { name }, h: toBase64url(alice.leaveHash) });
  const offer = (length: number): Message => ({
    t: 'offer', n: 1, d: 1, sdp: 'x'.repeat(length), slots: [], channels: [],
  });

  it('has plaintexts of whole blocks of 64 bytes', async () => {
    const lengths = new Set<number>();
    for (let length = 0; length < 130; length++) {
      const packet = await buildMail(crypto, alice, atAlice, { ...frame, m: [hello('n'.repeat(length))] });
      lengths.add(packet.length);
      expect((packet.length - 18 - 28) % 64).to.equal(0);
      expect(await receive(packet, 'inbox')).to.be.an('object');
    }
    expect(lengths.size).to.be.within(3, 4);
    expect((await buildMail(crypto, alice, atAlice, query)).length, 'query').to.equal(18 + 28 + 64);
    expect(sent.join.bytes.length, 'join').to.equal(2 + 65 + 28 + 64);
  });

  it('refuses a body that is no JSON, no UTF-8 or no frame, though well sealed', async () => {
    const bodies = [
      new Uint8Array(0), utf8('null'), utf8('[]'), utf8('{}'), utf8('{'), utf8('{"e":1}'), Uint8Array.of(0x22, 0xff, 0x22),
      utf8(`\ufeff${JSON.stringify(frame)}`), utf8('['.repeat(60_000)),
    ];
    const head = concat(Uint8Array.of(1, 3), alice.idBytes);
    const joinHead = concat(Uint8Array.of(1, 1), alice.pub);
    const joinKey = await deriveJoinKey(crypto, room, alice.idBytes);
    for (const [i, body] of bodies.entries()) {
      const mail = concat(head, await seal(crypto, atAlice.tx, head, body));
      expect(await receive(mail, 'inbox'), `mail ${i}`).to.equal('refused');
      const join = concat(joinHead, await seal(crypto, joinKey, joinHead, body));
      expect(await receive(join, 'all'), `join ${i}`).to.equal('refused');
    }
  });

  it('leaves a frame that fits as it is', () => {
    expect(fit(frame)).to.equal(frame);
    expect(fit(query)).to.equal(query);
  });

  it('keeps the longest prefix that fits, in order, and the frame\'s counters', () => {
    const messages = [offer(30_000), hello('Ann'), offer(30_000), offer(9_000), hello('Bob')];
    const whole: Frame = { e: 3, ae: 2, s: 7, a: 5, m: messages };
    const { m, ...counters } = fit(whole);
    expect(counters).to.deep.equal({ e: 3, ae: 2, s: 7, a: 5 });
    expect(m).to.deep.equal(whole.m.slice(0, 3));
    expect(fit({ ...whole, m: [offer(70_000), hello('Ann')] }).m, 'too large by itself').to.deep.equal([]);
  });

  it('never gives a packet that drivers need not carry, at any size, and it opens', async () => {
    for (let length = 65_150; length < 65_450; length += 10) {
      const big: Frame = { ...frame, m: [hello('Ann'), offer(length)] };
      const first = await buildFirst(crypto, room, alice, atAlice, bob.idBytes, big);
      const mail = await buildMail(crypto, alice, atAlice, big);
      for (const packet of [first, mail]) {
        expect(packet.length, `${length}`).to.be.at.most(MAX_PACKET);
        const { m } = await receive(packet, 'inbox') as Frame;
        expect(m.length, `${length}`).to.equal(fit(big).m.length);
      }
    }
  });

  it('wastes at most one block of the largest packet', async () => {
    const offers = Array.from({ length: 300 }, (_, i) => offer(65_100 + i));
    const largest = offers.findLast((message) => fit({ ...frame, m: [message] }).m.length === 1)!;
    const packet = await buildFirst(crypto, room, alice, atAlice, bob.idBytes, { ...frame, m: [largest] });
    expect(packet.length).to.be.within(MAX_PACKET - 64, MAX_PACKET);
  });

  it('counts bytes, not characters', async () => {
    const m = Array.from({ length: 12 }, () => hello('漢'.repeat(2_600)));
    const packet = await buildMail(crypto, alice, atAlice, { ...frame, m });
    expect(packet.length).to.be.at.most(MAX_PACKET);
    expect((await receive(packet, 'inbox') as Frame).m.length).to.equal(8);
  });

  it('carries no more messages than a receiver takes', async () => {
    const m = Array.from({ length: MAX_MESSAGES + 50 }, (): Message => ({ t: 'nudge', n: 1 }));
    const packet = await buildMail(crypto, alice, atAlice, { ...frame, m });
    expect((await receive(packet, 'inbox') as Frame).m.length).to.equal(MAX_MESSAGES);
  });
});
