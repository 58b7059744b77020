import type { CloseReason } from '../types/index.js';
import { Timers } from '../environment.js';
import type { Bytes } from '../drivers/driver.js';
import { nameOf } from '../errors.js';
import { Lane } from '../lane.js';
import type { ControlMessage } from '../link/control.js';
import type { LinkHost } from '../link/host.js';
import { Link } from '../link/link.js';
import type { RemoteContact, RemoteMember } from '../remote.js';
import { hashMetadata } from './admission.js';
import { Discovery, type DiscoveryHost } from './discovery.js';
import { Introduction, type IntroductionHost } from './introduction.js';
import { Mailbox, type MailboxHost } from './mailbox.js';
import { metadataFits, parseFrame, type Description, type Frame, type Hello, type Message, type Reject } from './message.js';
import { openFrame, split, type FirstPacket, type MailPacket } from './packet.js';
import type { Acquaintance, ContactBook, ContactPlace, Secrets } from './place.js';
import { Refusal, type RefusalHost } from './refusal.js';

const QUEUE = 256;

/** One record per remote id, kept until I leave: its mailbox, what it said of itself, and the link beneath. */
export class Contact implements Acquaintance, MailboxHost, LinkHost, RemoteContact, DiscoveryHost, IntroductionHost, RefusalHost {
  readonly id: string;
  readonly idBytes: Bytes;
  readonly pub: Bytes;
  readonly timers: Timers;
  readonly secrets: Promise<Secrets>;
  readonly link: Link;
  readonly mailbox: Mailbox;
  readonly #book: ContactBook;
  readonly #place: ContactPlace;
  readonly #introduction: Introduction;
  readonly #refusal: Refusal;
  readonly #discovery: Discovery;
  readonly #incoming: Lane;
  readonly #lane: Lane;
  #isProved = false;
  #isGone = false;
  #told: unknown;

  constructor({ id, idBytes, pub, secrets }: Acquaintance, book: ContactBook, place: ContactPlace) {
    this.id = id;
    this.idBytes = idBytes;
    this.pub = pub;
    this.secrets = secrets;
    this.#book = book;
    this.#place = place;
    this.timers = new Timers(place.environment);
    this.#incoming = new Lane((error) => this.onBroken(error), QUEUE);
    this.#lane = new Lane((error) => this.onBroken(error), QUEUE);
    this.mailbox = new Mailbox(this, place);
    this.link = new Link(this, place);
    this.#introduction = new Introduction(this, place);
    this.#refusal = new Refusal(this, place);
    this.#discovery = new Discovery(this, place);
  }

  get remote(): RemoteMember | undefined { return this.link.remote; }
  get leaveHash(): string | undefined { return this.#introduction.leaveHash; }
  get refusedMe(): Reject['why'] | undefined { return this.#refusal.heard; }
  get isOwedPlace(): boolean { return this.#refusal.isOwedPlace; }

  /** Something is under way that may yet make a link. */
  get isPending(): boolean {
    const { state } = this.link;
    return state === 'attempt' || state === 'heal' || state === 'wait' || (state === 'idle' && (this.mailbox.isTrying || this.#discovery.isAsking));
  }

  /** Nothing was begun with it yet. */
  get isUntouched(): boolean { return this.link.state === 'idle' && !this.isPending; }

  // ── what comes ──

  onJoin(): void { this.#discovery.onJoin(); }

  /** A packet in this id's name. */
  open(packet: FirstPacket | MailPacket): void {
    const isQueued = this.#incoming.push(async () => {
      const frame = await openFrame(this.#place.environment.crypto, (await this.secrets).keys, packet);
      if (frame) this.receive(frame); else this.#place.count('dropped:seal');
    });
    if (!isQueued) this.#place.count('dropped:lane');
  }

  receive(frame: Frame): void {
    if (this.#isGone) return;
    this.#prove();
    if (frame.e === 0) return this.#discovery.onQuery();
    for (const message of this.mailbox.receive(frame)) {
      if (message.t === 'offer') this.link.saw(message.n);
      this.run(() => this.#onMessage(message));
    }
  }

  // ── what I do ──

  /** Tells the other side if what it knows of me is old; who refused what I was hears who I am now. */
  tellMetadata(): void {
    const { meta } = this.#place.introduction;
    if (this.refusedMe === 'verify') return this.#discovery.contact();
    if (this.link.state !== 'up' || meta === this.#told) return;
    this.#told = meta;
    this.remote?.tellMetadata(meta);
  }

  /** The driver or the network is back: what got lost meanwhile is sent again. */
  flush(): void {
    this.link.hurry();
    if (!this.mailbox.empty && this.link.state !== 'up') this.mailbox.flush();
  }

  /** Somebody vouches for it. */
  seek(): void { this.#discovery.contact(); }

  /** Another try after it was given up. */
  revive(): void {
    if (this.#isGone) return;
    this.link.revive();
    this.seek();
  }

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
  get patience(): number { return this.link.isOver ? 6 : this.#isProved ? 20 : 12; }
  onIncarnation(): void { this.run(() => this.link.awaitOffer()); }
  deliver(frame: Frame, attempt: number): boolean {
    if (this.#sendInBand(frame) && this.link.isSound) return true;
    this.#place.publishFrame(this, frame, this.mailbox.isMutual && attempt < 3 ? 'mail' : 'first');
    return false;
  }

  // ── DiscoveryHost ──

  get isAdmitted(): boolean { return this.#introduction.isAdmitted; }
  turn(): Promise<void> | undefined { return this.#book.turn(this); }
  get hasPlace(): boolean { return this.remote !== undefined || this.#place.hasPlace; }
  sayHello(): void { this.post({ t: 'hello', ...this.introduce() }); }
  query(): void { this.#book.query(this); }
  mayBegin(): boolean { return this.#isProved || this.#book.mayBegin(); }
  offer(): void { this.run(() => (this.link.isBusy ? undefined : this.link.start())); }
  owePlace(): void { this.#refusal.owePlace(); }
  onNoAnswer(): void { this.#book.onUnanswered(this); }
  refuse(why: Reject['why']): void { this.#refusal.say(why); }

  // ── LinkHost ──

  get isLower(): boolean { return this.#place.myId < this.id; }
  get isProved(): boolean { return this.#isProved; }
  get isIntroduced(): boolean { return this.#introduction.isComplete; }
  introduce(): { readonly meta: unknown; readonly h: string } {
    this.#told = this.#place.introduction.meta;
    return this.#place.introduction;
  }

  createRemote(): RemoteMember {
    const remote = this.#place.createRemote(this);
    remote.learn(this.#introduction.metadata);
    return remote;
  }

  acceptsFingerprint(sdp: string): boolean {
    const isSame = this.#introduction.acceptsFingerprint(sdp);
    if (!isSame) this.#place.count('dropped:fingerprint');
    return isSame;
  }

  post(message: Message): void { if (!this.#isGone) this.mailbox.post(message); }
  hasPosted(t: Message['t']): boolean { return this.mailbox.has(t); }
  run(task: () => void | Promise<void>): void {
    if (!this.#isGone && !this.#lane.push(task)) this.#place.count('dropped:lane');
  }

  onUp(): void {
    this.#refusal.clear();
    this.mailbox.rest();
    // What is unacknowledged goes in-band now; what the application says first goes before it.
    this.timers.after(0, () => this.#sayState());
    this.tellMetadata();
    this.#book.onUp(this);
  }
  onTrouble(): void {
    this.mailbox.flush();
    this.#book.onTrouble(this);
  }
  onHealed(): void {
    this.tellMetadata();
    this.mailbox.rest();
    this.#sayState();
    this.#book.onUp(this);
  }
  onParted(): void { this.#book.onParted(this); }

  onControl(message: ControlMessage): void {
    switch (message.t) {
      case 'leave': return this.#book.bury(this);
      case 'frame': {
        const frame = parseFrame(message);
        return frame ? this.receive(frame) : this.#place.count('dropped:body');
      }
      case 'roster': return this.run(() => this.#book.onRoster(this, message));
      case 'meta': return this.#onMetadata(message);
      default: this.remote?.onControl(message);
    }
  }

  onUnproved(): void {
    this.#dispose();
    this.#book.forget(this);
  }

  // ── RefusalHost ──

  onRefused(why: Reject['why']): void {
    this.#book.onRefused();
    if (why === 'room-full') this.#book.onUnanswered(this);
  }

  // ── IntroductionHost ──

  onLearned(metadata: unknown): void { this.link.learn(metadata); }
  // The attempt's own timer turns a description that the browser refused into a new session.
  onBroken(error: unknown): void {
    this.#place.count('failed');
    this.#place.log('handler-failed', { remote: this.id, error: nameOf(error) });
  }

  // ── inside ──

  async #onMessage(message: Message): Promise<void> {
    if (this.#isGone) return;
    switch (message.t) {
      case 'hello': return this.#onHello(message);
      case 'offer':
      case 'answer': return this.#onDescription(message);
      case 'cand': return this.link.onCandidates(message);
      case 'gone': return this.link.onGone(message);
      case 'nudge': return this.link.onNudge(message);
      case 'reject': return this.#refusal.hear(message);
      default: this.#place.count(`ignored:${message.t}`);
    }
  }

  async #onHello(message: Hello): Promise<void> {
    if (this.link.state !== 'up' && await this.#isLetIn(message)) this.#discovery.onHello();
  }

  async #onDescription(message: Description): Promise<void> {
    if (message.d > 1 || await this.#isLetIn(message)) return this.link.onDescription(message);
  }

  /** Whoever is not let in is told so. */
  async #isLetIn(message: Hello | Description): Promise<boolean> {
    if (message.h !== undefined && this.#book.hasHeardLeave(message.h)) {
      this.#book.bury(this); // its leave overtook what it said before
      return false;
    }
    const isLetIn = await this.#introduction.hear(message);
    if (isLetIn || this.#isGone) return !this.#isGone;
    const { meta = this.#introduction.metadata } = message;
    this.#refusal.say('verify', await hashMetadata(this.#place.environment, meta));
    return false;
  }

  #onMetadata({ meta }: ControlMessage): void {
    if (!metadataFits(meta)) return this.#place.count('violation:meta');
    this.#introduction.change(meta);
  }

  #sayState(): void { this.#sendInBand(this.mailbox.state()); }
  #sendInBand(frame: Frame): boolean { return split(frame).map((part) => this.link.send({ t: 'frame', ...part })).every(Boolean); }

  #prove(): void {
    if (this.#isProved) return;
    this.#isProved = true;
    this.link.proved();
  }

  #dispose(): void {
    this.#isGone = true;
    this.#introduction.end();
    this.#incoming.clear();
    this.#lane.clear();
    this.mailbox.stop();
    this.timers.dispose();
  }
}
