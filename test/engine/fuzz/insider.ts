import type { Bytes } from '../../../src/index.js';
import { concat, toBase64url, utf8 } from '../../../src/signaling/bytes.js';
import { createIdentity, idOf, type Identity } from '../../../src/signaling/identity.js';
import { buildLeave } from '../../../src/signaling/packet.js';
import { deriveJoinKey, deriveRoomKey, type RoomKey } from '../../../src/signaling/room-key.js';
import { derivePairKeys, type PairKeys, seal } from '../../../src/signaling/seal.js';
import type { Receiver } from './besieged.js';
import { OWN_HASH } from './messages.js';

/** Seals whatever it is given, so a packet may be larger than any that a driver must carry. */
export class Insider {
  readonly id: string;
  readonly #me: Identity;
  readonly #room: RoomKey;
  readonly #joinKey: CryptoKey;
  readonly #keys: PairKeys;
  readonly #receiver: Bytes;

  /** Somebody who knows the room, and the key of the one member it talks to. */
  static async create(room: string, receiver: Receiver): Promise<Insider> {
    const [key, me] = await Promise.all([deriveRoomKey(crypto, room), createIdentity(crypto)]);
    const [joinKey, keys] = await Promise.all([
      deriveJoinKey(crypto, key, me.idBytes), derivePairKeys(crypto, key, me, receiver.pub),
    ]);
    return new Insider(me, key, joinKey, keys, receiver.idBytes);
  }

  private constructor(me: Identity, room: RoomKey, joinKey: CryptoKey, keys: PairKeys, receiver: Bytes) {
    this.id = me.id;
    this.#me = me;
    this.#room = room;
    this.#joinKey = joinKey;
    this.#keys = keys;
    this.#receiver = receiver;
  }

  /** The hash that its leave proves. */
  get leaveHash(): string { return toBase64url(this.#me.leaveHash); }

  join(body: string): Promise<Bytes> { return this.#join(this.#me.pub, this.#joinKey, body); }
  first(body: string): Promise<Bytes> { return this.#first(this.#me.pub, body); }

  /** What everybody in the room can say of any key, be it a point of the curve or not. */
  async joinOf(pub: Bytes, body: string): Promise<Bytes> {
    return this.#join(pub, await deriveJoinKey(crypto, this.#room, await idOf(crypto, pub)), body);
  }

  firstOf(pub: Bytes, body: string): Promise<Bytes> { return this.#first(pub, body); }

  async mail(body: string): Promise<Bytes> {
    const head = concat(Uint8Array.of(1, 3), this.#me.idBytes);
    return concat(head, await seal(crypto, this.#keys.tx, head, this.#signed(body)));
  }

  leave(): Bytes { return buildLeave(this.#me); }

  /** The body as it is sent: with its own hash where a body asks for it. */
  text(body: string): string { return body.replaceAll(OWN_HASH, this.leaveHash); }

  async #join(pub: Bytes, key: CryptoKey, body: string): Promise<Bytes> {
    const head = concat(Uint8Array.of(1, 1), pub);
    return concat(head, await seal(crypto, key, head, this.#signed(body)));
  }

  async #first(pub: Bytes, body: string): Promise<Bytes> {
    const head = concat(Uint8Array.of(1, 2), pub);
    const authenticated = concat(head, await seal(crypto, this.#keys.tx, head, this.#signed(body)));
    const mac = await crypto.subtle.sign('HMAC', this.#room.mac, concat(this.#receiver, authenticated));
    return concat(authenticated, new Uint8Array(mac, 0, 16));
  }

  #signed(body: string): Bytes { return utf8(this.text(body)); }
}
