import type { Bytes } from '../drivers/driver.js';
import type { Environment, Timers } from '../environment.js';
import { nameOf, type PeerixError } from '../errors.js';
import { Lane } from '../lane.js';
import type { ControlMessage } from '../link/control.js';
import { keepNewest } from '../newest.js';
import { toBase64url } from './bytes.js';
import { Contact } from './contact.js';
import { Crowd, type CrowdHost } from './crowd.js';
import { Gossip, type GossipHost } from './gossip.js';
import { idOf, leaveHashOf, type Identity } from './identity.js';
import { checkMac, openFrame, openJoin, parsePacket, type FirstPacket, type JoinPacket, type LeavePacket } from './packet.js';
import type { Acquaintance, ContactBook, ContactPlace } from './place.js';
import { Refusals } from './refusals.js';
import type { RoomKey } from './room-key.js';
import { Strangers, type StrangersPlace } from './strangers.js';

const LANE = 256;
const LEFT = 4096;
const UNKNOWN_LEAVES = 256;
/** Of ids that I have no link with: whoever holds the room's key can make up any number. */
const UNLINKED = 1024;
/** Those that wait for a place come one after another. */
const PLACE_MS = 300;

export interface RosterPlace extends ContactPlace, Pick<StrangersPlace, 'certified'> {
  readonly timers: Timers;
  onError(error: PeerixError): void;
  /** My last link is gone. */
  onAlone(): void;
}

/** Everybody I know of in this room, and how packets find them (protocol §3). */
export class Roster implements ContactBook, GossipHost, CrowdHost {
  readonly environment: Environment;
  readonly timers: Timers;
  readonly #room: RoomKey;
  readonly #me: Identity;
  readonly #place: RosterPlace;
  readonly #contacts = new Map<string, Contact>();
  readonly #strangers: Strangers;
  readonly #gossip: Gossip;
  readonly #refusals: Refusals;
  readonly #crowd = new Crowd(this);
  readonly #left = new Set<string>();
  /** Hashes of secrets: a leave may overtake whatever its member said before. */
  readonly #earlyLeaves = new Set<string>();
  readonly #lane: Lane;
  /** I left while a packet was being opened. */
  #isOver = false;

  constructor(room: RoomKey, me: Identity, place: RosterPlace) {
    this.environment = place.environment;
    this.timers = place.timers;
    this.#room = room;
    this.#me = me;
    this.#place = place;
    this.#strangers = new Strangers(room, me, place);
    this.#gossip = new Gossip(this);
    this.#refusals = new Refusals({ timers: place.timers, contacts: this, onError: (error) => place.onError(error) });
    this.#lane = new Lane((error) => place.log('packet-failed', { error: nameOf(error) }), LANE);
  }

  [Symbol.iterator](): Iterator<Contact> { return this.#contacts.values(); }
  get contacts(): Iterable<Contact> { return this; }
  get links(): number { return [...this].filter(({ link }) => link.state === 'up').length; }
  hasLeft(id: string): boolean { return this.#left.has(id); }

  /** Takes a packet from the driver. Whatever is wrong with it is counted; nothing is thrown or answered. */
  receive(bytes: unknown, topic: 'all' | 'inbox'): void {
    this.count('received');
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

  /** The driver is back: what got lost meanwhile is sent again, and who was given up is tried again. */
  afterReturn(): void {
    for (const contact of [...this]) {
      if (contact.link.state === 'closed') this.#gossip.retryFromStart(contact); else contact.flush();
    }
  }

  /** There may be places: whoever was turned away for want of one hears of it. */
  offerPlaces(): void {
    for (const contact of [...this].filter(({ isOwedPlace, link }) => isOwedPlace && !link.isBusy)) {
      this.timers.after(PLACE_MS * this.environment.random(), () => { if (!contact.link.isBusy) contact.revive(); });
    }
  }

  clear(): void {
    this.#isOver = true;
    this.#lane.clear();
    this.#contacts.clear();
  }

  // ── ContactBook ──

  bury(contact: Contact): void {
    this.forget(contact);
    this.#remember(contact.id);
    const wasShown = contact.remote !== undefined;
    contact.end('left');
    if (wasShown) this.onParted(contact);
  }

  forget(contact: Contact): void {
    if (this.#contacts.get(contact.id) === contact) this.#contacts.delete(contact.id);
  }

  hasHeardLeave(leaveHash: string): boolean { return this.#earlyLeaves.has(leaveHash); }

  turn(contact: Contact): Promise<void> | undefined { return this.#crowd.turn(contact); }

  mayBegin(): boolean {
    const alive = [...this].filter(({ link, isProved }) => link.state === 'attempt' && !isProved).length;
    return this.#strangers.admit(alive);
  }

  query(stranger: Acquaintance): void { if (!this.#isOver) this.#strangers.query(stranger); }
  onUp(contact: Contact): void {
    this.#place.log('up', { remote: contact.id });
    this.#gossip.onUp(contact);
  }
  onTrouble(contact: Contact): void {
    this.#place.log('trouble', { remote: contact.id });
    if (this.links === 0) this.#place.onAlone();
    this.#gossip.changed();
  }
  onUnanswered(contact: Contact): void { this.#gossip.retry(contact); }
  onRefused(): void { this.#refusals.heard(); }
  onRoster(contact: Contact, message: ControlMessage): Promise<void> { return this.#gossip.onRoster(contact, message); }

  onParted(contact: Contact): void {
    if (this.#isOver) return;
    this.#place.log('parted', { remote: contact.id });
    this.#gossip.onParted(contact);
    if (this.links === 0) this.#place.onAlone(); else if (contact.link.state === 'closed') this.#gossip.retry(contact);
    this.#gossip.changed();
    this.offerPlaces();
  }

  // ── GossipHost ──

  find(id: string): Contact | undefined { return this.#contacts.get(id); }
  acquaint(id: string, idBytes: Bytes, pub: Bytes): Contact { return this.#add(this.#strangers.meet(id, idBytes, pub)); }
  count(what: string): void { this.#place.count(what); }

  /** Nothing it says counts: it left, it is me, or I left while its packet was being opened. */
  isDead(id: string): boolean { return this.#isOver || id === this.#me.id || this.hasLeft(id); }

  // ── packets ──

  async #onJoin(packet: JoinPacket): Promise<void> {
    const { crypto } = this.environment;
    const idBytes = await idOf(crypto, packet.pub), id = toBase64url(idBytes);
    if (this.#dropDead(id)) return;
    const body = await openJoin(crypto, this.#room, idBytes, packet);
    if (this.#dropDead(id)) return;
    if (!body) return this.#drop('seal');
    const known = this.#contacts.get(id);
    if (known) return known.onJoin();
    if (this.hasHeardLeave(toBase64url(body.h))) return this.#drop('left');
    this.#hint(this.acquaint(id, idBytes, packet.pub));
  }

  #hint(contact: Contact): void {
    contact.onJoin();
    if (contact.isUntouched) this.forget(contact); // a query is all that it got
  }

  async #onFirst(packet: FirstPacket): Promise<void> {
    const { crypto } = this.environment;
    const [isMeant, idBytes] = await Promise.all([checkMac(crypto, this.#room, this.#me.idBytes, packet), idOf(crypto, packet.pub)]);
    if (!isMeant) return this.#drop('mac');
    const id = toBase64url(idBytes);
    if (this.#dropDead(id)) return;
    const known = this.#contacts.get(id);
    if (known) return known.open(packet);
    const stranger = this.#strangers.meet(id, idBytes, packet.pub);
    const keys = await stranger.secrets.then((secrets) => secrets.keys, () => undefined); // no point of the curve
    if (!keys) return this.#drop('key');
    const frame = await openFrame(crypto, keys, packet);
    if (this.#dropDead(id)) return;
    if (frame) (this.#contacts.get(id) ?? this.#add(stranger)).receive(frame); else this.#drop('seal');
  }

  async #onLeave({ from, secret }: LeavePacket): Promise<void> {
    const hash = toBase64url(await leaveHashOf(this.environment.crypto, secret));
    const contact = this.#contacts.get(from);
    if (!contact?.leaveHash) return keepNewest(this.#earlyLeaves.add(hash), UNKNOWN_LEAVES);
    if (contact.leaveHash === hash) this.bury(contact); else this.#drop('leave');
  }

  // ── inside ──

  // The offer is made while the pair's keys are still being derived.
  #add(acquaintance: Acquaintance): Contact {
    const contact = new Contact(acquaintance, this, this.#place);
    this.#makeRoom();
    this.#contacts.set(contact.id, contact);
    contact.secrets.catch(() => {
      this.#drop('key');
      if (this.#contacts.get(contact.id) !== contact) return;
      contact.end('rejected');
      this.forget(contact);
    });
    return contact;
  }

  #makeRoom(): void {
    const unlinked = [...this].filter(({ link }) => !link.isBusy);
    if (unlinked.length < UNLINKED) return;
    const oldest = unlinked.find(({ isPending }) => !isPending) ?? unlinked[0];
    oldest?.end('rejected');
    if (oldest) this.forget(oldest);
  }

  #dropDead(id: string): boolean {
    if (!this.isDead(id)) return false;
    if (!this.#isOver) this.#drop(id === this.#me.id ? 'self' : 'left');
    return true;
  }

  #remember(id: string): void { keepNewest(this.#left.add(id), LEFT); }
  #queue(task: () => Promise<void>): void { if (!this.#lane.push(task)) this.#drop('lane'); }
  #drop(why: string): void {
    this.count(`dropped:${why}`);
    this.#place.log('dropped', { why });
  }
}
