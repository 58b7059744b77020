import { fromBase64url } from '../../../src/signaling/bytes.js';
import { leaveHashOf, type Identity } from '../../../src/signaling/identity.js';
import { buildJoin, buildLeave } from '../../../src/signaling/packet.js';
import type { Intruder } from './intruder.js';
import type { Packet } from './relay.js';

export interface Forgery { readonly join: Packet; readonly leave: Packet }

/** Whoever knows the room can write a join in another's name, with a leave secret of its own making. */
export async function forge(intruder: Intruder, join: Packet): Promise<Forgery> {
  const leaveSecret = crypto.getRandomValues(new Uint8Array(16)), leaveHash = await leaveHashOf(crypto, leaveSecret);
  const pub = join.bytes.slice(2, 67), { topic } = join;
  const idBytes = fromBase64url(await intruder.idOf(pub))!;
  const identity: Identity = { ...intruder.me, id: '', idBytes, pub, leaveSecret, leaveHash };
  return {
    join: { topic, bytes: await buildJoin(crypto, intruder.room, identity, { h: leaveHash }) },
    leave: { topic, bytes: buildLeave(identity) },
  };
}
