import type { CloseReason } from '../types/index.js';
import { Timers, type Environment } from '../environment.js';
import type { Bytes } from '../drivers/driver.js';
import type { PeerixError } from '../errors.js';
import { Lane } from '../lane.js';
import type { ControlMessage } from '../link/control.js';
import { fingerprintOf } from '../link/fingerprint.js';
import { Link, type LinkHost } from '../link/link.js';
import type { Session } from '../link/session.js';
import type { RemoteMember, RemoteHost } from '../remote.js';
import { equal } from './bytes.js';
import { Mailbox, type MailboxHost } from './mailbox.js';
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
export interface ContactHost {
  readonly environment: Environment;
  readonly myId: string;
  /** Milliseconds since I announced myself. */
  readonly age: number;
  readonly introduction: { readonly meta: unknown; readonly h: string };
  readonly connectionTimeout: number;
  nextIncarnation(): number;
  createConnection(): RTCPeerConnection | Promise<RTCPeerConnection>;
  createRemote(contact: Contact, host: Pick<RemoteHost, 'timers' | 'post' | 'run' | 'safetyNumber' | 'count'>): RemoteMember;
  /** Over the driver; `first` brings my key along. */
  publishFrame(contact: Contact, frame: Frame, kind: 'first' | 'mail'): void;
  /** Said goodbye in-band. */
  onLeave(contact: Contact): void;
  onForgotten(contact: Contact): void;
  /** The pair is apart; it may meet again. */
  onClosed(): void;
  onError(error: PeerixError): void;
  count(what: string): void;
  /** Redacted: no SDP, address, key, password or metadata. */
  log(event: string, fields: { readonly [field: string]: unknown }): void;
}

const HELLO_MS = 8000;
const FLUSH_MS = 1000;
const ELDER_MS = 2000;
const QUEUE = 256;

/** One record per remote id, kept until I leave: mailbox, who offers (protocol §4, §5), and the link beneath. */
export class Contact implements MailboxHost, LinkHost {
  readonly id: string;
  readonly idBytes: Bytes;
  readonly environment: Environment;
  readonly timers: Timers;
  readonly secrets: Promise<Secrets>;
  readonly link: Link;
  readonly #host: ContactHost;
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

  constructor({ id, idBytes, secrets }: Acquaintance, host: ContactHost) {
    this.id = id;
    this.idBytes = idBytes;
    this.secrets = secrets;
    this.#host = host;
    this.environment = host.environment;
    this.timers = new Timers(host.environment);
    this.#incoming = new Lane((error) => this.#broken(error), QUEUE);
    this.#lane = new Lane((error) => this.#broken(error), QUEUE);
    this.#mailbox = new Mailbox(this);
    this.link = new Link(this);
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
    if (this.#host.age > ELDER_MS || this.isLower) this.run(() => this.link.start()); else this.#hello();
  }

  /** A packet in this id's name. */
  open(packet: FirstPacket | MailPacket): void {
    const isQueued = this.#incoming.push(async () => {
      const { keys } = await this.secrets;
      const frame = await openFrame(this.environment.crypto, keys, packet);
      if (frame) this.receive(frame); else this.count('dropped:seal');
    });
    if (!isQueued) this.count('dropped:lane');
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
    const { meta } = this.#host.introduction;
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

  /** Resolves once the other side has heard my goodbye, or after `flushMs`. */
  leave(flushMs: number): Promise<void> {
    this.#dispose();
    return this.link.leave(flushMs);
  }

  // ── MailboxHost ──

  get patience(): number { return this.link.state === 'closed' ? 6 : this.#isProved ? 20 : 12; }
  random(): number { return this.environment.random(); }
  nextIncarnation(): number { return this.#host.nextIncarnation(); }
  count(what: string): void { this.#host.count(what); }
  onIncarnation(): void { this.run(() => this.link.awaitOffer()); }
  deliver(frame: Frame, attempt: number): boolean {
    const session = this.link?.openSession;
    session?.control.send({ t: 'frame', ...frame });
    if (session && this.link.state === 'up') return true;
    this.#host.publishFrame(this, frame, this.#isProved && attempt < 3 ? 'mail' : 'first');
    return false;
  }

  // ── LinkHost ──

  get isLower(): boolean { return this.#host.myId < this.id; }
  get isProved(): boolean { return this.#isProved && this.#isIntroduced; }
  get connectionTimeout(): number { return this.#host.connectionTimeout; }
  introduce(): { readonly meta: unknown; readonly h: string } {
    this.#told = this.#host.introduction.meta;
    return this.#host.introduction;
  }

  createConnection(): RTCPeerConnection | Promise<RTCPeerConnection> { return this.#host.createConnection(); }
  createRemote(): RemoteMember {
    const remote = this.#host.createRemote(this, {
      timers: this.timers,
      post: (message) => this.post(message),
      run: (task) => this.run(task),
      safetyNumber: () => this.link.safetyNumber,
      count: (what) => this.count(what),
    });
    remote.learn(this.#metadata);
    return remote;
  }

  acceptsFingerprint(sdp: string): boolean {
    const shown = fingerprintOf(sdp);
    if (!shown) return false;
    this.#fingerprint ??= shown;
    return equal(shown, this.#fingerprint);
  }

  post(message: Message): void { if (!this.#isGone) this.#mailbox.post(message); }
  run(task: () => void | Promise<void>): void {
    if (!this.#isGone && !this.#lane.push(task)) this.count('dropped:lane');
  }

  onControlOpen(session: Session): void { session.control.send({ t: 'frame', ...this.#mailbox.state() }); }
  onUp(): void {
    this.#mailbox.rest();
    this.tellMetadata();
  }

  onControl(message: ControlMessage): void {
    if (message.t === 'leave') return this.#host.onLeave(this);
    if (message.t !== 'frame') return this.remote?.onControl(message);
    const frame = parseFrame(message);
    if (frame) this.receive(frame); else this.count('dropped:body');
  }

  onUnproved(): void {
    this.#dispose();
    this.#host.onForgotten(this);
  }

  onClosed(): void { this.#host.onClosed(); }
  onError(error: PeerixError): void { this.#host.onError(error); }

  // ── inside ──

  async #onMessage(message: Message): Promise<void> {
    if (this.#isGone) return;
    switch (message.t) {
      case 'hello': return this.#onHello(message);
      case 'offer': {
        if (message.d === 1) this.#learn(message);
        return this.link.onOffer(message);
      }
      case 'answer': {
        if (message.d === 1) this.#learn(message);
        return this.link.onAnswer(message);
      }
      case 'cand': return this.link.onCandidates(message);
      case 'gone': return this.link.onGone(message);
      case 'nudge': return this.link.onNudge(message);
      default: this.count(`ignored:${message.t}`);
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
    const now = this.environment.now();
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
    this.count('failed');
    this.#host.log('handler-failed', { remote: this.id, error: error instanceof Error ? error.name : 'unknown' });
  }

  #dispose(): void {
    this.#isGone = true;
    this.#incoming.clear();
    this.#lane.clear();
    this.#mailbox.stop();
    this.timers.dispose();
  }
}
