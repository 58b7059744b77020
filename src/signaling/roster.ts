import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { nameOf } from '../errors.js';
import { Lane } from '../lane.js';
import { keepNewest } from '../newest.js';
import { toBase64url } from './bytes.js';
import { Contact, type Acquaintance, type ContactBook, type ContactPlace, type Secrets } from './contact.js';
import { idOf, leaveHashOf, type Identity } from './identity.js';
import { checkMac, openFrame, openJoin, parsePacket, type FirstPacket, type JoinPacket, type LeavePacket } from './packet.js';
import type { RoomKey } from './room-key.js';
import { derivePairKeys, safetyNumber } from './seal.js';

const STRANGERS = 256;
const LEFT = 4096;
const UNKNOWN_LEAVES = 256;

/** Everybody I know of in this room, and how packets find them (protocol §3). */
export class Roster implements ContactBook {
  readonly #environment: Environment;
  readonly #room: RoomKey;
  readonly #me: Identity;
  readonly #place: ContactPlace;
  readonly #contacts = new Map<string, Contact>();
  readonly #left = new Set<string>();
  /** A leave may overtake the join that it belongs to. */
  readonly #earlyLeaves = new Map<string, string>();
  readonly #strangers: Lane;
  /** I left while a packet was being opened. */
  #isOver = false;

  constructor(room: RoomKey, me: Identity, place: ContactPlace) {
    this.#environment = place.environment;
    this.#room = room;
    this.#me = me;
    this.#place = place;
    this.#strangers = new Lane((error) => place.log('packet-failed', { error: nameOf(error) }), STRANGERS);
  }

  get contacts(): Iterable<Contact> { return this.#contacts.values(); }
  hasLeft(id: string): boolean { return this.#left.has(id); }

  /** Takes a packet from the driver. Whatever is wrong with it is counted; nothing is thrown or answered. */
  receive(bytes: unknown, topic: 'all' | 'inbox'): void {
    this.#place.count('received');
    const packet = bytes instanceof Uint8Array ? parsePacket(bytes, topic) : 'size';
    if (typeof packet === 'string') return this.#drop(packet);
    switch (packet.kind) {
      case 'join': return this.#queue(() => this.#onJoin(packet));
      case 'first': return this.#queue(() => this.#onFirst(packet));
      case 'leave': return this.#queue(() => this.#onLeave(packet));
      case 'mail': {
        const contact = this.#contacts.get(packet.from);
        if (contact) contact.open(packet); else this.#drop(this.hasLeft(packet.from) ? 'left' : 'unknown');
      }
    }
  }

  /** It said goodbye: its id is dead. */
  bury(contact: Contact): void {
    this.#contacts.delete(contact.id);
    this.#remember(contact.id);
    contact.end('left');
    this.#place.onClosed();
  }

  forget(contact: Contact): void { this.#contacts.delete(contact.id); }

  clear(): void {
    this.#isOver = true;
    this.#strangers.clear();
    this.#contacts.clear();
  }

  async #onJoin(packet: JoinPacket): Promise<void> {
    const { crypto } = this.#environment;
    const idBytes = await idOf(crypto, packet.pub), id = toBase64url(idBytes);
    if (this.#isDead(id)) return;
    const body = await openJoin(crypto, this.#room, idBytes, packet);
    if (this.#isDead(id)) return;
    if (!body) return this.#drop('seal');
    const hash = toBase64url(body.h);
    if (this.#earlyLeaves.get(id) === hash) {
      this.#earlyLeaves.delete(id);
      return this.#remember(id);
    }
    (this.#contacts.get(id) ?? this.#acquaint(id, idBytes, packet.pub)).onJoin(hash);
  }

  async #onFirst(packet: FirstPacket): Promise<void> {
    const { crypto } = this.#environment;
    const [isMeant, idBytes] = await Promise.all([checkMac(crypto, this.#room, this.#me.idBytes, packet), idOf(crypto, packet.pub)]);
    if (!isMeant) return this.#drop('mac');
    const id = toBase64url(idBytes);
    if (this.#isDead(id)) return;
    const known = this.#contacts.get(id);
    if (known) return known.open(packet);
    const secrets = this.#derive(packet.pub);
    const keys = await secrets.then((derived) => derived.keys, () => undefined); // no point of the curve
    if (!keys) return this.#drop('key');
    const frame = await openFrame(crypto, keys, packet);
    if (this.#isDead(id)) return;
    if (frame) this.#add({ id, idBytes, secrets }).receive(frame); else this.#drop('seal');
  }

  async #onLeave({ from, secret }: LeavePacket): Promise<void> {
    const hash = await leaveHashOf(this.#environment.crypto, secret);
    const contact = this.#contacts.get(from);
    if (!contact) return keepNewest(this.#earlyLeaves.set(from, toBase64url(hash)), UNKNOWN_LEAVES);
    if (contact.leaveHash === toBase64url(hash)) this.bury(contact); else this.#drop('leave');
  }

  // The offer is made while the pair's keys are still being derived.
  #acquaint(id: string, idBytes: Bytes, pub: Bytes): Contact {
    const contact = this.#add({ id, idBytes, secrets: this.#derive(pub) });
    contact.secrets.catch(() => {
      this.#drop('key');
      contact.end('rejected');
      this.forget(contact);
    });
    return contact;
  }

  #add(acquaintance: Acquaintance): Contact {
    const contact = new Contact(acquaintance, this, this.#place);
    this.#contacts.set(contact.id, contact);
    return contact;
  }

  async #derive(pub: Bytes): Promise<Secrets> {
    const { crypto } = this.#environment;
    const [keys, number] = await Promise.all([
      derivePairKeys(crypto, this.#room, this.#me, pub), safetyNumber(crypto, this.#me.pub, pub),
    ]);
    return { keys, safetyNumber: number };
  }

  /** Nothing it says counts: it left, it is me, or I left while its packet was being opened. */
  #isDead(id: string): boolean {
    if (this.#isOver) return true;
    const why = id === this.#me.id ? 'self' : this.hasLeft(id) ? 'left' : undefined;
    if (why) this.#drop(why);
    return why !== undefined;
  }

  #remember(id: string): void { keepNewest(this.#left.add(id), LEFT); }

  #queue(task: () => Promise<void>): void { if (!this.#strangers.push(task)) this.#drop('lane'); }
  #drop(why: string): void { this.#place.count(`dropped:${why}`); }
}

