import type {
  Channel, CloseReason, ConnectionState, MetadataOf, Publication, PublishOptions, QualityLevel, Remote, RequestOptions, SendOptions,
  Sendable, Transfer, WantOptions,
} from './types/index.js';
import type { Timers } from './environment.js';
import type { RemoteEvent } from './events.js';
import { PeerixError } from './errors.js';
import { RemoteData } from './data/remote-data.js';
import type { ControlMessage } from './link/control.js';
import { Negotiation } from './link/negotiation.js';
import type { Session } from './link/session.js';
import type { Outgoing } from './media/outgoing.js';
import { RemoteMedia, type SharedMedia } from './media/remote-media.js';
import type { PeerHost } from './peer-host.js';
import type { Description, Message } from './signaling/message.js';

/** What lasts of a remote while its links come and go. */
export interface RemoteContact {
  readonly id: string;
  readonly timers: Timers;
  /** To the other side, reliably, on whichever path is up. */
  post(message: Message): void;
  /** After everything that came before it. */
  run(task: () => void | Promise<void>): void;
}

export interface RemoteHost extends PeerHost, SharedMedia {
  /** It becomes, or is no longer, one of the peer's remotes. */
  onShown(remote: RemoteMember): void;
  onHidden(remote: RemoteMember): void;
}

/** One other member, from the proof that it is there until it is gone; links come and go beneath it. */
export class RemoteMember implements Remote {
  readonly id: string;
  /** As the engine handles it; `channels` is what the application sees. */
  readonly data: RemoteData;
  readonly media: RemoteMedia;
  metadata: MetadataOf<any> = {};
  readonly #contact: RemoteContact;
  readonly #host: RemoteHost;
  #state: ConnectionState | undefined;
  #session: Session | undefined;
  #negotiation: Negotiation | undefined;
  /** An offer that overtook the proof, over the driver. */
  #early: Description | undefined;
  #hasRefused = false;

  constructor(contact: RemoteContact, host: RemoteHost) {
    this.id = contact.id;
    this.#contact = contact;
    this.#host = host;
    const emit = (event: RemoteEvent) => this.#emit(event);
    this.media = new RemoteMedia({
      publishings: host.publishings, speech: host.speech, uplink: host.uplink, timers: contact.timers, emit,
      count: (what) => host.count(what),
      onDescriptionNeeded: () => this.#run(() => this.#negotiation?.request()),
      onFailure: (cause) => this.#negotiationFailed(cause),
    });
    this.data = new RemoteData(this, {
      events: host.events, openings: host.openings, responders: host.responders, count: (what) => host.count(what),
      timers: contact.timers, emit, send: (data, options) => this.send(data, options), shares: () => this.media.shared.size,
    });
  }

  // ── Remote ──

  get state(): ConnectionState { return this.#state ?? 'new'; }
  get streams(): ReadonlyMap<string, MediaStream> { return this.media.incoming.streams; }
  get publications(): ReadonlyMap<string, Publication> { return this.media.incoming.publications; }
  get quality(): QualityLevel { return this.media.quality; }
  get qualityReason(): string | undefined { return this.media.qualityReason; }
  get channels(): ReadonlyMap<string, Channel> { return this.data.visible; }
  get safetyNumber(): string | undefined { return this.#session?.isUp ? this.#session.control.safetyNumber : undefined; }
  get connection(): RTCPeerConnection {
    if (!this.#session) throw new PeerixError('NOT_JOINED', 'This remote has no connection yet.', { hint: 'Wait for connection:new.' });
    return this.#session.pc;
  }

  send(data: Sendable, options: SendOptions = {}): Transfer { return this.#host.send(this, data, options); }

  request(name: string, data: unknown, options?: RequestOptions): Promise<any> { return this.#host.request(this, name, data, options); }

  publish(options: PublishOptions): void { this.media.publish(options); }
  unpublish(options: { label?: string } = {}): void { this.media.unpublish(options); }
  want(options: WantOptions): void { this.media.want(options); }
  getStats(): Promise<RTCStatsReport> { return this.connection.getStats(); }

  // ── what the link tells ──

  /** A connection is being made; what was said about channels before it does not hold for it. */
  begin(session: Session): void {
    this.#session = session;
    this.#early = undefined;
    this.data.begin(session);
  }

  /** What it says of itself, on first contact or later. */
  learn(metadata: unknown): void {
    if (JSON.stringify(metadata) !== JSON.stringify(this.metadata)) this.#setMetadata(metadata);
  }

  get isShown(): boolean { return this.#state !== undefined && this.#state !== 'closed'; }

  /** From now on the application knows it. */
  announce(): void {
    if (this.isShown) return;
    this.#host.onShown(this);
    this.#show('new');
    if (this.#state === 'new') this.#show('connecting'); // a listener may have left
  }

  /** Messages may have been counted. */
  get hasBeenUp(): boolean { return this.data.channels.hasBeenUp; }

  up(session: Session): void {
    this.#hasRefused = false;
    this.#show('connected');
    this.data.up();
    if (!session.isUp) return; // a listener may have left
    this.#negotiation = this.#negotiate(session, this.media.up(session));
    this.media.reconcile();
    const early = this.#early;
    if (early) this.#contact.run(() => this.onDescription(early));
  }

  /** The connection is gone, the pair is not. */
  suspend(reason: CloseReason = 'timeout'): void {
    this.#negotiation = undefined;
    this.media.suspend();
    this.data.suspend();
    this.disconnected(reason);
  }

  /** New paths for the connection. False where only the other side may offer. */
  restart(): Promise<boolean> { return this.#negotiation?.restart() ?? Promise.resolve(false); }

  back(): void {
    if (this.#state === 'disconnected') this.#show('connected');
    if (this.#state === 'connected') this.media.found(); // a listener may have left
  }

  disconnected(reason: CloseReason): void {
    if (this.#state === 'connected') this.#show('disconnected', reason);
    if (this.#state === 'disconnected') this.media.lost();
  }

  failed(reason: CloseReason, error: PeerixError): void {
    if (!this.isShown) return;
    this.#show('failed', reason);
    if (this.#state === 'failed') this.#fail(error);
  }

  /** Everything it shared goes, each with its event, and then itself. */
  close(reason: CloseReason): void {
    const wasShown = this.isShown;
    this.media.end();
    this.data.end(reason === 'left' ? 'left' : 'closed');
    this.#host.onHidden(this);
    if (wasShown) this.#show('closed', reason);
  }

  // ── what I share ──

  tellMetadata(metadata: unknown): void { this.#session?.control.send({ t: 'meta', meta: metadata }); }

  // ── what it says ──

  /** Offers and answers after the first. */
  async onDescription(message: Description): Promise<void> {
    if (!this.#negotiation) this.#early = message;
    try {
      await (message.t === 'offer' ? this.#negotiation?.onOffer(message) : this.#negotiation?.onAnswer(message));
    } catch (cause) {
      this.#refused(cause);
    }
  }

  onControl(message: ControlMessage): void {
    if (message.t === 'resume') this.#onShares(message['shares']);
    switch (message.t) {
      case 'ask': return this.#run(() => this.#negotiation?.onAsk());
      case 'unask': return this.#run(() => this.#negotiation?.onUnask());
      case 'go': return this.#run(() => this.#negotiation?.onGo());
      case 'mute': return this.#run(() => this.media.onMute(message)); // after the description that brings what it mutes
      case 'speaking': return this.#run(() => this.media.onSpeaking(message)); // after the mute that ends it
      case 'want': return this.media.onWant(message);
    }
    if (!this.data.onControl(message)) this.#host.count('ignored:control');
  }

  #setMetadata(metadata: unknown): void {
    const previous = this.metadata;
    this.metadata = (metadata ?? {}) as MetadataOf<any>;
    if (this.isShown) this.#emit({ name: 'metadata', metadata: this.metadata, previous });
  }

  // What it shares comes with a description; that it shares nothing any more would come with none.
  #onShares(count: unknown): void {
    if (count === 0) this.#run(() => { if (this.#session) this.media.apply([], this.#session.pc); });
  }

  // ── inside ──

  #negotiate(session: Session, outgoing: Outgoing): Negotiation {
    return new Negotiation(session, outgoing, {
      post: (message) => this.#contact.post(message),
      apply: (slots) => this.media.apply(slots, session.pc),
    });
  }

  #run(task: () => void | Promise<void>): void {
    this.#contact.run(() => this.#attempt(task));
  }

  async #attempt(task: () => void | Promise<void>): Promise<void> {
    try { await task(); } catch (cause) { if (this.#session?.isUp) this.#negotiationFailed(cause); }
  }

  // Whoever sends rubbish may send much of it: said once a session.
  #refused(cause: unknown): void {
    this.#host.count('violation:description');
    if (!this.#session?.isUp || this.#hasRefused) return;
    this.#hasRefused = true;
    this.#fail(new PeerixError('NEGOTIATION_FAILED', 'A description of the remote was refused by the browser.', {
      cause, hint: 'What it changed is not seen here; it can leave and join again.',
    }));
  }

  #negotiationFailed(cause: unknown): void {
    this.#fail(new PeerixError('NEGOTIATION_FAILED', 'A change of streams could not be agreed on.', {
      cause, hint: 'The call carries on without it; publish the stream again.',
    }));
  }

  #show(state: ConnectionState, reason?: CloseReason): void {
    const previous = this.#state;
    this.#state = state;
    this.#emit({ name: `connection:${state}`, state, previous, ...(reason && { reason }) } as RemoteEvent);
  }

  #fail(error: PeerixError): void { this.#emit({ name: 'error', error }); }

  #emit(event: RemoteEvent): void { this.#host.events.emit({ ...event, remote: this } as never); }
}
