import type { CloseReason } from '../types/index.js';
import { Timers, type Environment } from '../environment.js';
import type { Bytes } from '../drivers/driver.js';
import { nameOf } from '../errors.js';
import { Lane } from '../lane.js';
import type { ControlMessage } from '../link/control.js';
import { fingerprintOf } from '../link/fingerprint.js';
import type { LinkHost, LinkPlace } from '../link/host.js';
import { Link } from '../link/link.js';
import type { RemoteContact, RemoteMember } from '../remote.js';
import { equal } from './bytes.js';
import { Mailbox, type MailboxHost, type MailboxPlace } from './mailbox.js';
import { parseFrame, type Frame, type Hello, type Message } from './message.js';
import { openFrame, type FirstPacket, type MailPacket } from './packet.js';
import type { PairKeys } from './seal.js';

/** Who somebody is, and what only the two of us know. */
export interface Acquaintance {
  readonly id: string;
  readonly idBytes: Bytes;
  /** Derived beside whatever else a first contact has to do. */
  readonly secrets: Promise<Secrets>;
}
export interface Secrets { readonly keys: PairKeys; readonly safetyNumber: string }

/** What every contact of one membership shares. */
export interface ContactPlace extends LinkPlace, MailboxPlace {
  readonly myId: string;
  /** Milliseconds since I announced myself. */
  readonly age: number;
  readonly introduction: { readonly meta: unknown; readonly h: string };
  createRemote(contact: RemoteContact): RemoteMember;
  /** Over the driver; `first` brings my key along. */
  publishFrame(contact: Contact, frame: Frame, kind: 'first' | 'mail'): void;
  /** Redacted: no SDP, address, key, password or metadata. */
  log(event: string, fields: { readonly [field: string]: unknown }): void;
}

/** Where a contact is kept. */
export interface ContactBook {
  /** It said goodbye in-band. */
  bury(contact: Contact): void;
  forget(contact: Contact): void;
}

const HELLO_MS = 8000;
const FLUSH_MS = 1000;
const ELDER_MS = 2000;
const TWIN_MS = 100;
const QUEUE = 256;

/** One record per remote id, kept until I leave: mailbox, who offers (protocol §4, §5), and the link beneath. */
export class Contact implements MailboxHost, LinkHost, RemoteContact {
  readonly id: string;
  readonly idBytes: Bytes;
  readonly timers: Timers;
  readonly secrets: Promise<Secrets>;
  readonly link: Link;
  readonly #environment: Environment;
  readonly #book: ContactBook;
  readonly #place: ContactPlace;
  readonly #mailbox: Mailbox;
  readonly #incoming: Lane;
  readonly #lane: Lane;
  #isProved = false;
  #isIntroduced = false;
  #isGone = false;
  #metadata: unknown = {};
  #leaveHash: string | undefined;
  #hintedLeaveHash: string | undefined;
  #fingerprint: Bytes | undefined;
  #told: unknown;
  #flushedAt = -Infinity;

  constructor({ id, idBytes, secrets }: Acquaintance, book: ContactBook, place: ContactPlace) {
    this.id = id;
    this.idBytes = idBytes;
    this.secrets = secrets;
    this.#book = book;
    this.#place = place;
    this.#environment = place.environment;
    this.timers = new Timers(place.environment);
    this.#incoming = new Lane((error) => this.#broken(error), QUEUE);
    this.#lane = new Lane((error) => this.#broken(error), QUEUE);
    this.#mailbox = new Mailbox(this, place);
    this.link = new Link(this, place);
  }

  get remote(): RemoteMember | undefined { return this.link.remote; }
  /** Base64url hash that its leave secret must have: what it said itself, else what its join said. */
  get leaveHash(): string | undefined { return this.#leaveHash ?? this.#hintedLeaveHash; }

  /** Something is under way that may yet make a link. */
  get isPending(): boolean {
    const { state } = this.link;
    return state === 'attempt' || state === 'wait' || (state === 'idle' && this.#mailbox.has('hello'));
  }

  // ── what comes ──

  /** A join is a hint, never proof: anybody in the room can replay one. */
  onJoin(leaveHash: string): void {
    this.#hintedLeaveHash = leaveHash;
    if (this.link.state === 'up') return;
    if (this.link.isBusy) return this.#flush();
    if (this.link.state === 'closed') {
      this.link.revive();
      return this.#hello();
    }
    if (this.#place.age > ELDER_MS || this.isLower) this.run(() => this.link.start()); else this.#helloUnlessOffered();
  }

  /** A packet in this id's name. */
  open(packet: FirstPacket | MailPacket): void {
    const isQueued = this.#incoming.push(async () => {
      const { keys } = await this.secrets;
      const frame = await openFrame(this.#environment.crypto, keys, packet);
      if (frame) this.receive(frame); else this.#place.count('dropped:seal');
    });
    if (!isQueued) this.#place.count('dropped:lane');
  }

  receive(frame: Frame): void {
    if (this.#isGone) return;
    if (frame.e === 0) return this.#onQuery();
    const messages = this.#mailbox.receive(frame);
    this.#prove();
    for (const message of messages) this.run(() => this.#onMessage(message));
  }

  /** Tells the other side if what it knows of me is old. */
  tellMetadata(): void {
    const { meta } = this.#place.introduction;
    if (this.link.state !== 'up' || meta === this.#told) return;
    this.#told = meta;
    this.remote?.tellMetadata(meta);
  }

  /** The driver is back: what got lost meanwhile is sent again. */
  flush(): void { if (!this.#mailbox.empty && this.link.state !== 'up') this.#mailbox.flush(); }

  end(reason: CloseReason): void {
    this.#dispose();
    this.link.end(reason);
  }

  sayGoodbye(): void { this.link.sayGoodbye(); }

  /** Resolves once the other side has heard my goodbye, or after `flushMs`. */
  leave(flushMs: number): Promise<void> {
    this.#dispose();
    return this.link.leave(flushMs);
  }

  // ── MailboxHost ──

  get isConnecting(): boolean { return this.link.state === 'attempt'; }
  get patience(): number { return this.link.state === 'closed' ? 6 : this.#isProved ? 20 : 12; }
  onIncarnation(): void { this.run(() => this.link.awaitOffer()); }
  deliver(frame: Frame, attempt: number): boolean {
    const isSent = this.link.send({ t: 'frame', ...frame });
    if (isSent && this.link.state === 'up') return true;
    this.#place.publishFrame(this, frame, this.#isProved && attempt < 3 ? 'mail' : 'first');
    return false;
  }

  // ── LinkHost ──

  get isLower(): boolean { return this.#place.myId < this.id; }
  get isProved(): boolean { return this.#isProved && this.#isIntroduced; }
  introduce(): { readonly meta: unknown; readonly h: string } {
    this.#told = this.#place.introduction.meta;
    return this.#place.introduction;
  }

  createRemote(): RemoteMember {
    const remote = this.#place.createRemote(this);
    remote.learn(this.#metadata);
    return remote;
  }

  acceptsFingerprint(sdp: string): boolean {
    const shown = fingerprintOf(sdp);
    this.#fingerprint ??= shown;
    const isSame = shown !== undefined && this.#fingerprint !== undefined && equal(shown, this.#fingerprint);
    if (!isSame) this.#place.count('dropped:fingerprint');
    return isSame;
  }

  post(message: Message): void { if (!this.#isGone) this.#mailbox.post(message); }
  run(task: () => void | Promise<void>): void {
    if (!this.#isGone && !this.#lane.push(task)) this.#place.count('dropped:lane');
  }

  onControlOpen(): void { this.link.send({ t: 'frame', ...this.#mailbox.state() }); }
  onUp(): void {
    this.#mailbox.rest();
    this.tellMetadata();
  }

  onControl(message: ControlMessage): void {
    if (message.t === 'leave') return this.#book.bury(this);
    if (message.t !== 'frame') return this.remote?.onControl(message);
    const frame = parseFrame(message);
    if (frame) this.receive(frame); else this.#place.count('dropped:body');
  }

  onUnproved(): void {
    this.#dispose();
    this.#book.forget(this);
  }

  // ── inside ──

  async #onMessage(message: Message): Promise<void> {
    if (this.#isGone) return;
    switch (message.t) {
      case 'hello': return this.#onHello(message);
      case 'offer':
      case 'answer': {
        if (message.d === 1) this.#learn(message);
        return this.link.onDescription(message);
      }
      case 'cand': return this.link.onCandidates(message);
      case 'gone': return this.link.onGone(message);
      case 'nudge': return this.link.onNudge(message);
      default: this.#place.count(`ignored:${message.t}`);
    }
  }

  async #onHello(message: Hello): Promise<void> {
    this.#learn(message);
    if (this.link.state === 'closed') this.link.revive();
    if (this.link.isBusy) return this.link.announce();
    if (!this.isLower && this.#mailbox.has('hello')) return; // its offer is on the way
    await this.link.start();
  }

  #onQuery(): void {
    this.#prove();
    if (!this.link.isBusy) this.#hello(); else this.#flush();
  }

  // Who joined in the same moment has heard me too, and offers: a hello would cross its offer for nothing.
  #helloUnlessOffered(): void {
    if (this.#place.age > TWIN_MS) return this.#hello();
    this.timers.after(TWIN_MS, () => { if (this.link.state === 'idle') this.#hello(); });
  }

  #hello(): void {
    if (this.#mailbox.has('hello')) return this.#flush();
    this.post({ t: 'hello', ...this.introduce() });
    this.timers.after(HELLO_MS, () => {
      if (this.link.state !== 'idle') return;
      this.link.giveUpWaiting();
      this.#mailbox.renew();
    });
  }

  // Each join of somebody who lacks us would stir the whole queue: once a second is enough.
  #flush(): void {
    const now = this.#environment.now();
    if (this.#mailbox.empty || now - this.#flushedAt < FLUSH_MS) return;
    this.#flushedAt = now;
    this.#mailbox.flush();
  }

  #prove(): void {
    if (this.#isProved) return;
    this.#isProved = true;
    if (this.#isIntroduced) this.link.proved();
  }

  #learn({ meta, h }: { readonly meta?: unknown; readonly h?: string }): void {
    if (h !== undefined) this.#leaveHash = h;
    if (meta !== undefined) this.#metadata = meta;
    const isNew = !this.#isIntroduced;
    this.#isIntroduced = true;
    this.link.learn(this.#metadata);
    if (isNew) this.link.proved();
  }

  // The attempt's own timer turns a description that the browser refused into a new session.
  #broken(error: unknown): void {
    this.#place.count('failed');
    this.#place.log('handler-failed', { remote: this.id, error: nameOf(error) });
  }

  #dispose(): void {
    this.#isGone = true;
    this.#incoming.clear();
    this.#lane.clear();
    this.#mailbox.stop();
    this.timers.dispose();
  }
}
