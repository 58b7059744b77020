// The expected bytes of every key and packet of wire version 1, from nothing but the protocol's text and node:crypto
// (OpenSSL). It shares no line with src/, which uses WebCrypto: that is what makes the comparison worth something.
//
//   node test/engine/signaling/vectors.mjs > test/engine/signaling/vectors.json
//
// Run it again only when the wire version changes. Byte strings are hex; private keys are also JWK.
import { createCipheriv, createECDH, createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';

const ROOM = 'Büro 7';
/** Composed and decomposed: the same password once normalised. */
const PASSWORD = 'caf\u00e9 \u212b';
const PASSWORD_DECOMPOSED = 'cafe\u0301 A\u030a';
const SESSION = 258;

const bytes = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const named = (use) => bytes('peerix/1 ', use, [0]);
const sha256 = (...parts) => createHash('sha256').update(bytes(...parts)).digest();
const hash16 = (...parts) => sha256(...parts).subarray(0, 16);
const hkdf = (ikm, salt, info, length) => Buffer.from(hkdfSync('sha256', ikm, salt, info, length));
const hex = (buffer) => buffer.toString('hex');
const url = (buffer) => buffer.toString('base64url');

function roomKeys(room, password) {
  const name = Buffer.from(room);
  const ikm = password === undefined
    ? name
    : pbkdf2Sync(password.normalize('NFC'), sha256(named('pw'), name), 600_000, 32, 'sha256');
  const K = hkdf(ikm, named('room'), bytes([password === undefined ? 0 : 1], name), 32);
  return { K, tag: hkdf(K, Buffer.alloc(16), named('topic'), 16), mac: hkdf(K, Buffer.alloc(16), named('mac'), 32) };
}

function member(seed) {
  const d = sha256('peerix test vector ', seed);
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(d);
  const pub = ecdh.getPublicKey();
  const leaveSecret = hash16('leave ', seed);
  return {
    ecdh, d, pub, leaveSecret,
    id: hash16(named('id'), pub),
    leaveHash: hash16(named('leave'), leaveSecret),
    fingerprint: sha256('certificate ', seed),
  };
}

function jwk({ d, pub }) {
  return { kty: 'EC', crv: 'P-256', d: url(d), x: url(pub.subarray(1, 33)), y: url(pub.subarray(33)) };
}

function pairKey(K, from, to, holder) {
  const other = holder === from ? to : from;
  return hkdf(holder.ecdh.computeSecret(other.pub), K, bytes(named('pair'), from.pub, to.pub), 32);
}

function gcm(key, nonce, head, plain) {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(head);
  return bytes(nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag());
}

function padded(json) {
  const length = Buffer.byteLength(json);
  return bytes(json, Buffer.alloc(Math.ceil(length / 64) * 64 - length, ' '));
}

function safety(a, b) {
  const hash = createHash('sha512').update(bytes(named('safety'), ...[a, b].sort(Buffer.compare))).digest();
  const groups = [];
  for (let i = 0; i < 12; i++) {
    const value = hash.subarray(i * 5, i * 5 + 5).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    groups.push(String(value % 100000n).padStart(5, '0'));
  }
  return groups.join(' ');
}

const published = ({ pub, id, leaveSecret, leaveHash, fingerprint, ...rest }) => ({
  jwk: jwk({ pub, ...rest }), pub: hex(pub), id: url(id), leaveSecret: hex(leaveSecret), leaveHash: hex(leaveHash),
  fingerprint: hex(fingerprint),
});
const room = (input, { K, tag, mac }) => ({ ...input, K: hex(K), tag: url(tag), mac: hex(mac) });

const alice = member('Alice');
const bob = member('Bob');
const open = roomKeys(ROOM);
const locked = roomKeys(ROOM, PASSWORD);
const nonce = sha256('nonce').subarray(0, 12);
const joinKey = hkdf(open.K, alice.id, named('join'), 32);
const aliceToBob = pairKey(open.K, alice, bob, alice);
const bobToAlice = pairKey(open.K, bob, alice, bob);

const frame = {
  e: 1, ae: 0, s: 1, a: 0,
  m: [{ t: 'hello', meta: { name: 'Алиса' }, h: url(alice.leaveHash) }, { t: 'nudge', n: 2147483648 }],
};
const joinHead = bytes([1, 1], alice.pub);
const firstHead = bytes([1, 2], alice.pub);
const mailHead = bytes([1, 3], alice.id);
const firstBeforeMac = bytes(firstHead, gcm(aliceToBob, nonce, firstHead, padded(JSON.stringify(frame))));
const firstMac = createHmac('sha256', open.mac).update(bytes(bob.id, firstBeforeMac)).digest().subarray(0, 16);
const session = Buffer.alloc(4);
session.writeUInt32BE(SESSION);
const claim = bytes(named('proof'), session, alice.fingerprint, bob.fingerprint);

console.log(JSON.stringify({
  nonce: hex(nonce),
  rooms: {
    open: room({ room: ROOM }, open),
    locked: room({ room: ROOM, password: PASSWORD, decomposed: PASSWORD_DECOMPOSED }, locked),
  },
  alice: published(alice),
  bob: published(bob),
  joinKey: hex(joinKey),
  aliceToBob: hex(aliceToBob),
  bobToAlice: hex(bobToAlice),
  safetyNumber: safety(alice.pub, bob.pub),
  session: SESSION,
  proof: hex(gcm(aliceToBob, nonce, claim, Buffer.alloc(0))),
  frame,
  packets: {
    join: hex(bytes(joinHead, gcm(joinKey, nonce, joinHead, padded(JSON.stringify({ h: url(alice.leaveHash) }))))),
    first: hex(bytes(firstBeforeMac, firstMac)),
    mail: hex(bytes(mailHead, gcm(aliceToBob, nonce, mailHead, padded(JSON.stringify(frame))))),
    leave: hex(bytes([1, 4], alice.id, alice.leaveSecret)),
  },
}, null, 2));
