import { concat, fromBase64url, fromJson, fromUtf8, toBase64url } from '../../../src/signaling/bytes.js';
import { createIdentity, idOf, type Identity } from '../../../src/signaling/identity.js';
import type { Frame, Message } from '../../../src/signaling/message.js';
import { buildFirst, buildJoin, buildLeave, buildMail, parsePacket } from '../../../src/signaling/packet.js';
import { deriveRoomKey, inboxTopic, type RoomKey } from '../../../src/signaling/room-key.js';
import { derivePairKeys, open, type PairKeys } from '../../../src/signaling/seal.js';
import type { Bytes } from '../../../src/index.js';
import { until } from '../support.js';
import type { Packet, Relay } from './relay.js';

/** Somebody who knows the room's name, hence K, and speaks the wire protocol by hand. */
export class Intruder {
  readonly room: RoomKey;
  readonly me: Identity;
  readonly #relay: Relay;
  /** What came to its inbox, sealed. */
  readonly #inbox: Bytes[] = [];
  readonly #pubs = new Map<string, Bytes>();
  readonly #keys = new Map<string, Promise<PairKeys>>();
  readonly #sequences = new Map<string, number>();

  constructor(relay: Relay, room: RoomKey, me: Identity) {
    this.#relay = relay;
    this.room = room;
    this.me = me;
    relay.listen(this.inboxOf(this.id), (bytes) => { this.#inbox.push(new Uint8Array(bytes)); });
  }

  static async at(relay: Relay, room = 'room', password?: string): Promise<Intruder> {
    return new Intruder(relay, await deriveRoomKey(crypto, room, password), await createIdentity(crypto));
  }

  get id(): string { return this.me.id; }
  async idOf(pub: Uint8Array): Promise<string> { return toBase64url(await idOf(crypto, pub)); }
  get leaveHash(): string { return toBase64url(this.me.leaveHash); }
  inboxOf(id: string): string { return inboxTopic(this.room, id); }
  get heardCount(): number { return this.#inbox.length; }

  // ── packets, to be delivered or kept ──

  async buildJoin(): Promise<Packet> {
    return { topic: this.room.allTopic, bytes: await buildJoin(crypto, this.room, this.me, { h: this.me.leaveHash }) };
  }

  buildLeave(): Packet { return { topic: this.room.allTopic, bytes: buildLeave(this.me) }; }

  async buildFirst(to: string, frame: Frame): Promise<Packet> {
    const pub = await this.#pubOf(to), keys = await this.#keysWith(to);
    const bytes = await buildFirst(crypto, this.room, this.me, keys, await idOf(crypto, pub), frame);
    return { topic: this.inboxOf(to), bytes };
  }

  async buildMail(to: string, frame: Frame): Promise<Packet> {
    return { topic: this.inboxOf(to), bytes: await buildMail(crypto, this.me, await this.#keysWith(to), frame) };
  }

  /** With the room's MAC, whatever it claims to be sealed with: `pub` need be no key, `sealed` opens for nobody. */
  async buildHollowFirst(to: string, pub: Uint8Array): Promise<Packet> {
    const sealed = crypto.getRandomValues(new Uint8Array(12 + 64 + 16));
    const authenticated = concat(Uint8Array.of(1, 2), pub, sealed);
    const mac = await crypto.subtle.sign('HMAC', this.room.mac, concat(fromBase64url(to)!, authenticated));
    return { topic: this.inboxOf(to), bytes: concat(authenticated, new Uint8Array(mac, 0, 16)) };
  }

  /** A frame with these as its next messages to `to`. */
  frame(to: string, ...m: Message[]): Frame {
    const s = this.#sequences.get(to) ?? 1;
    this.#sequences.set(to, s + m.length);
    return { e: 1, ae: 0, s, a: 0, m };
  }

  // ── what it does ──

  async join(): Promise<void> { this.#relay.inject(await this.buildJoin()); }
  leave(): void { this.#relay.inject(this.buildLeave()); }
  async query(to: string): Promise<void> { this.#relay.inject(await this.buildFirst(to, { e: 0, ae: 0, s: 1, a: 0, m: [] })); }
  async say(to: string, ...messages: Message[]): Promise<void> {
    this.#relay.inject(await this.buildFirst(to, this.frame(to, ...messages)));
  }

  hello(to: string, meta: unknown): Promise<void> { return this.say(to, { t: 'hello', meta, h: this.leaveHash }); }

  // ── what it hears ──

  /** Everything that came to its inbox and opens, as JSON text. */
  async texts(): Promise<string[]> { return (await this.#opened()).map(({ text }) => text); }

  async frames(): Promise<Frame[]> { return (await this.#opened()).map(({ text }) => fromJson(text) as Frame); }

  /** The messages of one member, each once. */
  async messages(from: string): Promise<Message[]> {
    const bySequence = new Map<string, Message>();
    for (const { id, text } of await this.#opened()) {
      if (id !== from) continue;
      const { e, s, m } = fromJson(text) as Frame;
      m.forEach((message, i) => bySequence.set(`${e} ${s + i}`, message));
    }
    return [...bySequence.values()];
  }

  /** Resolves with the first such message of that member. */
  async hear<T extends Message['t']>(from: string, t: T): Promise<Extract<Message, { t: T }>> {
    let found: Message | undefined;
    await until(`the intruder hears "${t}"`, async () => {
      found = (await this.messages(from)).find((message) => message.t === t);
      return found !== undefined;
    });
    return found as Extract<Message, { t: T }>;
  }

  // ── inside ──

  async #opened(): Promise<{ id: string; text: string }[]> {
    const opened = await Promise.all(this.#inbox.map((bytes) => this.#open(bytes)));
    return opened.filter((one) => one !== undefined);
  }

  async #open(bytes: Bytes): Promise<{ id: string; text: string } | undefined> {
    const packet = parsePacket(bytes, 'inbox');
    if (typeof packet === 'string' || (packet.kind !== 'first' && packet.kind !== 'mail')) return undefined;
    const id = packet.kind === 'mail' ? packet.from : toBase64url(await idOf(crypto, packet.pub));
    if (packet.kind === 'first') this.#pubs.set(id, packet.pub);
    const body = await open(crypto, (await this.#keysWith(id)).rx, packet.head, packet.sealed);
    const text = body && fromUtf8(body);
    return text === undefined ? undefined : { id, text };
  }

  async #keysWith(id: string): Promise<PairKeys> {
    const keys = this.#keys.get(id) ?? this.#pubOf(id).then((pub) => derivePairKeys(crypto, this.room, this.me, pub));
    this.#keys.set(id, keys);
    return keys;
  }

  /** Every join shows its sender's key. */
  async #pubOf(id: string): Promise<Bytes> {
    for (const { bytes } of this.#pubs.has(id) ? [] : this.#relay.published) {
      const packet = parsePacket(bytes, 'all');
      if (typeof packet === 'object' && packet.kind === 'join') this.#pubs.set(toBase64url(await idOf(crypto, packet.pub)), packet.pub);
    }
    const pub = this.#pubs.get(id);
    if (!pub) throw new Error('it has not joined');
    return pub;
  }
}
