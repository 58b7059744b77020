import { expect } from '@open-wc/testing';
import { checkProof, sealProof } from '../../../src/signaling/proof.js';
import { deriveRoomKey } from '../../../src/signaling/room-key.js';
import { derivePairKeys, seal } from '../../../src/signaling/seal.js';
import { concat, u32, utf8 } from '../../../src/signaling/bytes.js';
import { createIdentity } from '../../../src/signaling/identity.js';
import { fixedNonces, fromHex, member, toHex, vectors } from './members.js';

const n = vectors.session;
const [fpA, fpB] = [fromHex(vectors.alice.fingerprint), fromHex(vectors.bob.fingerprint)];
const room = await deriveRoomKey(crypto, vectors.rooms.open.room);
const [alice, bob] = [await member(vectors.alice), await member(vectors.bob)];
const atAlice = await derivePairKeys(crypto, room, alice, bob.pub);
const atBob = await derivePairKeys(crypto, room, bob, alice.pub);
const proof = await sealProof(fixedNonces, atAlice, n, fpA, fpB);

describe('proof', () => {
  it('equals the vector: 28 bytes', () => {
    expect(toHex(proof)).to.equal(vectors.proof);
    expect(proof.length).to.equal(28);
  });

  it('convinces the other side, which names its own fingerprint first', async () => {
    expect(await checkProof(crypto, atBob, n, fpB, fpA, proof)).to.equal(true);
    expect(await checkProof(crypto, atAlice, n, fpA, fpB, await sealProof(crypto, atBob, n, fpB, fpA))).to.equal(true);
  });

  it('holds in one direction only', async () => {
    expect(await checkProof(crypto, atAlice, n, fpA, fpB, proof), 'reflected').to.equal(false);
    expect(await checkProof(crypto, atAlice, n, fpB, fpA, proof), 'reflected, roles swapped').to.equal(false);
    expect(await checkProof(crypto, atBob, n, fpA, fpB, proof), 'roles swapped').to.equal(false);
  });

  it('holds for one session only', async () => {
    for (const other of [n - 1, n + 1, 2 ** 31]) {
      expect(await checkProof(crypto, atBob, other, fpB, fpA, proof), `session ${other}`).to.equal(false);
    }
  });

  it('holds for one pair of certificates only', async () => {
    const other = crypto.getRandomValues(new Uint8Array(32));
    expect(await checkProof(crypto, atBob, n, other, fpA, proof)).to.equal(false);
    expect(await checkProof(crypto, atBob, n, fpB, other, proof)).to.equal(false);
  });

  it('exposes a member that forwards Alice\'s description to Bob as its own', async () => {
    const between = await createIdentity(crypto);
    const aliceToBetween = await derivePairKeys(crypto, room, alice, between.pub);
    const bobToBetween = await derivePairKeys(crypto, room, bob, between.pub);
    const sent = await sealProof(crypto, aliceToBetween, n, fpA, fpB);
    expect(await checkProof(crypto, bobToBetween, n, fpB, fpA, sent)).to.equal(false);
  });

  it('is void with any byte changed, missing or added', async () => {
    for (let i = 0; i < proof.length; i++) {
      const mutant = proof.slice();
      mutant[i]! ^= 1;
      expect(await checkProof(crypto, atBob, n, fpB, fpA, mutant), `byte ${i}`).to.equal(false);
      expect(await checkProof(crypto, atBob, n, fpB, fpA, proof.slice(0, i)), `${i} bytes`).to.equal(false);
    }
    expect(await checkProof(crypto, atBob, n, fpB, fpA, concat(proof, Uint8Array.of(0)))).to.equal(false);
  });

  it('has nothing inside', async () => {
    const head = concat(utf8('peerix/1 proof\0'), u32(n), fpA, fpB);
    const stuffed = await seal(crypto, atAlice.tx, head, utf8('more'));
    expect(await checkProof(crypto, atBob, n, fpB, fpA, stuffed)).to.equal(false);
  });
});
