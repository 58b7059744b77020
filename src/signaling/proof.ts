import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { concat, u32 } from './bytes.js';
import { label } from './derive.js';
import { NONCE_BYTES, open, type PairKeys, seal, TAG_BYTES } from './seal.js';

type Crypto = Environment['crypto'];

const NOTHING = new Uint8Array(0);

/**
 * The first message on a control channel: "I hold the pair's key, and this connection runs between these two
 * certificates". Without it a member who forwards A's description to B as its own makes each take the other for it.
 * `n` is the session, fingerprints are SHA-256 (32 bytes, RFC 8122).
 */
export function sealProof(
  crypto: Crypto, keys: PairKeys, n: number, ownFingerprint: Bytes, peerFingerprint: Bytes,
): Promise<Bytes> {
  return seal(crypto, keys.tx, claim(n, ownFingerprint, peerFingerprint), NOTHING);
}

/** Fingerprints as I see them: mine, then theirs. */
export async function checkProof(
  crypto: Crypto, keys: PairKeys, n: number, ownFingerprint: Bytes, peerFingerprint: Bytes, proof: Uint8Array,
): Promise<boolean> {
  if (proof.length !== NONCE_BYTES + TAG_BYTES) return false;
  const head = claim(n, peerFingerprint, ownFingerprint);
  return await open(crypto, keys.rx, head, new Uint8Array(proof)) !== undefined;
}

function claim(n: number, senderFingerprint: Bytes, receiverFingerprint: Bytes): Bytes {
  return concat(label('proof'), u32(n), senderFingerprint, receiverFingerprint);
}
