import { expect } from '@open-wc/testing';
import type { Bytes } from '../../../src/drivers/driver.js';
import { equal, toBase64url, utf8 } from '../../../src/signaling/bytes.js';
import { createIdentity, idOf, leaveHashOf } from '../../../src/signaling/identity.js';
import { deriveJoinKey, deriveRoomKey, inboxTopic } from '../../../src/signaling/room-key.js';
import { derivePairKeys, open, safetyNumber, seal } from '../../../src/signaling/seal.js';
import { fixedNonces, fromHex, member, negated, toHex, vectors } from './members.js';

const head = utf8('head');
const body = utf8('body');

/** Whether `key`, which shows no bytes, is the AES key `expected`. */
async function isKey(key: CryptoKey, expected: string): Promise<boolean> {
  const known = await crypto.subtle.importKey('raw', fromHex(expected), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return equal(await seal(fixedNonces, key, head, body), await seal(fixedNonces, known, head, body));
}

describe('room key', () => {
  for (const [kind, vector] of Object.entries(vectors.rooms)) {
    it(`equals the vector of the ${kind} room`, async () => {
      const password = 'password' in vector ? vector.password as string : undefined;
      const room = await deriveRoomKey(crypto, vector.room, password);
      expect(toHex(room.K)).to.equal(vector.K);
      expect(room.tag).to.equal(vector.tag);
      expect(room.allTopic).to.equal(`${vector.tag}.all`);
      expect(inboxTopic(room, vectors.bob.id)).to.equal(`${vector.tag}.${vectors.bob.id}`);
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      const known = await crypto.subtle.importKey('raw', fromHex(vector.mac), hmac, false, ['sign']);
      const [ours, theirs] = [await crypto.subtle.sign(hmac, room.mac, body), await crypto.subtle.sign(hmac, known, body)];
      expect(equal(new Uint8Array(ours), new Uint8Array(theirs))).to.equal(true);
    });
  }

  it('is the same however the keyboard composes the password', async () => {
    const { room, decomposed, K } = vectors.rooms.locked;
    expect(toHex((await deriveRoomKey(crypto, room, decomposed)).K)).to.equal(K);
  });

  it('differs by name and by password, and an empty password is one', async () => {
    const rooms = await Promise.all([
      deriveRoomKey(crypto, 'a'), deriveRoomKey(crypto, 'b'),
      deriveRoomKey(crypto, 'a', ''), deriveRoomKey(crypto, 'a', 'b'), deriveRoomKey(crypto, 'b', 'b'),
    ]);
    expect(new Set(rooms.map(({ K }) => toHex(K))).size).to.equal(5);
    expect(new Set(rooms.map(({ tag }) => tag)).size).to.equal(5);
  });

  it('gives topics that every driver takes', async () => {
    const room = await deriveRoomKey(crypto, 'a b\r\nPUB x 0\r\n> * .');
    expect(room.allTopic).to.match(/^[\w.-]{1,200}$/);
  });

  it('gives each sender of joins the vector\'s key, and another sender another', async () => {
    const room = await deriveRoomKey(crypto, vectors.rooms.open.room);
    const { alice, bob, joinKey } = vectors;
    expect(await isKey(await deriveJoinKey(crypto, room, await idOf(crypto, fromHex(alice.pub))), joinKey)).to.equal(true);
    expect(await isKey(await deriveJoinKey(crypto, room, await idOf(crypto, fromHex(bob.pub))), joinKey)).to.equal(false);
  });
});

describe('identity', () => {
  it('has the ids and leave hashes of the vectors', async () => {
    for (const vector of [vectors.alice, vectors.bob]) {
      expect(toBase64url(await idOf(crypto, fromHex(vector.pub)))).to.equal(vector.id);
      expect(toHex(await leaveHashOf(crypto, fromHex(vector.leaveSecret)))).to.equal(vector.leaveHash);
    }
  });

  it('is new each time, consistent, and keeps its private key', async () => {
    const [a, b] = [await createIdentity(crypto), await createIdentity(crypto)];
    expect(a.id).to.not.equal(b.id);
    expect(toHex(a.leaveSecret)).to.not.equal(toHex(b.leaveSecret));
    expect(a.id).to.equal(toBase64url(a.idBytes));
    expect(a.id).to.match(/^[\w-]{22}$/);
    expect(toHex(a.idBytes)).to.equal(toHex(await idOf(crypto, a.pub)));
    expect(toHex(a.leaveHash)).to.equal(toHex(await leaveHashOf(crypto, a.leaveSecret)));
    expect([a.pub.length, a.pub[0], a.leaveSecret.length, a.leaveHash.length]).to.deep.equal([65, 4, 16, 16]);
    expect(a.privateKey.extractable).to.equal(false);
  });
});

describe('pair keys', () => {
  it('are the vectors\', crossed on the two sides', async () => {
    const room = await deriveRoomKey(crypto, vectors.rooms.open.room);
    const [alice, bob] = [await member(vectors.alice), await member(vectors.bob)];
    const [atAlice, atBob] = [
      await derivePairKeys(crypto, room, alice, bob.pub), await derivePairKeys(crypto, room, bob, alice.pub),
    ];
    expect(await isKey(atAlice.tx, vectors.aliceToBob)).to.equal(true);
    expect(await isKey(atBob.rx, vectors.aliceToBob)).to.equal(true);
    expect(await isKey(atBob.tx, vectors.bobToAlice)).to.equal(true);
    expect(await isKey(atAlice.rx, vectors.bobToAlice)).to.equal(true);
    expect(await isKey(atAlice.tx, vectors.bobToAlice)).to.equal(false);
  });

  it('differ for the negated point, whose ECDH secret is the same', async () => {
    const room = await deriveRoomKey(crypto, vectors.rooms.open.room);
    const bob = await member(vectors.bob);
    const mirrored = await derivePairKeys(crypto, room, bob, negated(fromHex(vectors.alice.pub)));
    expect(await isKey(mirrored.rx, vectors.aliceToBob)).to.equal(false);
    expect(await isKey(mirrored.tx, vectors.bobToAlice)).to.equal(false);
  });

  it('differ from room to room', async () => {
    const locked = await deriveRoomKey(crypto, vectors.rooms.locked.room, vectors.rooms.locked.password);
    const keys = await derivePairKeys(crypto, locked, await member(vectors.alice), fromHex(vectors.bob.pub));
    expect(await isKey(keys.tx, vectors.aliceToBob)).to.equal(false);
  });

  it('show their bytes to nobody', async () => {
    const room = await deriveRoomKey(crypto, 'r');
    const { tx, rx } = await derivePairKeys(crypto, room, await member(vectors.alice), fromHex(vectors.bob.pub));
    expect([tx.extractable, rx.extractable, room.mac.extractable]).to.deep.equal([false, false, false]);
  });

  it('exist only for a point of the curve in its one encoding', async () => {
    const room = await deriveRoomKey(crypto, 'r');
    const me = await member(vectors.alice);
    const good = fromHex(vectors.bob.pub);
    const offCurve = Uint8Array.from(good, (byte, i) => i === 64 ? byte ^ 1 : byte);
    const compressed = Uint8Array.of(2 + (good[64]! & 1), ...good.subarray(1, 33));
    const hybrid = Uint8Array.of(6 + (good[64]! & 1), ...good.subarray(1));
    const bad: Record<string, Bytes> = {
      offCurve, compressed, hybrid, zero: new Uint8Array(65), origin: Uint8Array.of(4, ...new Uint8Array(64)),
      infinity: new Uint8Array(1), empty: new Uint8Array(0), long: Uint8Array.of(...good, 0),
    };
    for (const [what, point] of Object.entries(bad)) {
      const outcome = await derivePairKeys(crypto, room, me, point).then(() => 'keys', (error: Error) => error.name);
      expect(outcome, what).to.equal('DataError');
    }
  });
});

describe('seal', () => {
  async function key(): Promise<CryptoKey> {
    return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  }

  it('opens with the same key and head, never twice the same bytes', async () => {
    const k = await key();
    const [one, two] = [await seal(crypto, k, head, body), await seal(crypto, k, head, body)];
    expect(toHex(one)).to.not.equal(toHex(two));
    expect(toHex(one.slice(0, 12)), 'nonce').to.not.equal(toHex(two.slice(0, 12)));
    for (const sealed of [one, two]) expect(toHex((await open(crypto, k, head, sealed))!)).to.equal(toHex(body));
  });

  it('does not open with another key or head, cut short, or of any length too small', async () => {
    const k = await key();
    const sealed = await seal(crypto, k, head, body);
    expect(await open(crypto, await key(), head, sealed)).to.equal(undefined);
    expect(await open(crypto, k, utf8('Head'), sealed)).to.equal(undefined);
    for (let length = 0; length < sealed.length; length++) {
      expect(await open(crypto, k, head, sealed.slice(0, length)), `${length} bytes`).to.equal(undefined);
    }
  });

  it('does not hide a programming error as a failed seal', async () => {
    const encryptOnly = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    const sealed = await seal(crypto, encryptOnly, head, body);
    const outcome = await open(crypto, encryptOnly, head, sealed).then(() => 'opened', (error: Error) => error.name);
    expect(outcome).to.equal('InvalidAccessError');
  });
});

describe('safety number', () => {
  const [a, b] = [fromHex(vectors.alice.pub), fromHex(vectors.bob.pub)];

  it('equals the vector from both sides: twelve groups of five digits', async () => {
    expect(await safetyNumber(crypto, a, b)).to.equal(vectors.safetyNumber);
    expect(await safetyNumber(crypto, b, a)).to.equal(vectors.safetyNumber);
    expect(vectors.safetyNumber).to.match(/^\d{5}( \d{5}){11}$/);
  });

  it('has sixty digits for any keys, small groups zero-padded', async () => {
    for (let i = 0; i < 500; i++) {
      const pub = crypto.getRandomValues(new Uint8Array(65));
      expect(await safetyNumber(crypto, a, pub)).to.match(/^\d{5}( \d{5}){11}$/);
    }
  });

  it('differs when somebody stands between', async () => {
    const between = (await createIdentity(crypto)).pub;
    expect(await safetyNumber(crypto, a, between)).to.not.equal(await safetyNumber(crypto, between, b));
    expect(await safetyNumber(crypto, negated(a), b)).to.not.equal(vectors.safetyNumber);
  });
});
