import type {
  Channel, CloseReason, ConnectionState, MetadataOf, PeerEventMap, Publication, PublishOptions, Remote, RequestOptions, SendOptions,
  Sendable, Transfer,
} from './types/index.js';
import type { Timers } from './environment.js';
import type { Emitter } from './events.js';
import { PeerixError, unsupported } from './errors.js';
import { Channels } from './data/channels.js';
import type { Opening } from './data/opening.js';
import type { Delivery } from './data/outbox.js';
import type { Encoded } from './data/value.js';
import type { ControlMessage } from './link/control.js';
import { Negotiation } from './link/negotiation.js';
import type { Session } from './link/session.js';
import { Incoming } from './media/incoming.js';
import { Outgoing } from './media/outgoing.js';
import type { Publishing } from './media/publishing.js';
import { checkLabel, checkPublish } from './options.js';
import { metadataFits, type ChannelSpec, type Description, type Message } from './signaling/message.js';

export interface RemoteHost {
  readonly timers: Timers;
  readonly events: Emitter<PeerEventMap>;
  readonly openings: ReadonlyMap<string, Opening>;
  readonly publishings: ReadonlyMap<string, Publishing>;
  /** It becomes, or is no longer, one of the peer's remotes. */
  onShown(remote: RemoteMember): void;
  onHidden(remote: RemoteMember): void;
  send(remote: RemoteMember, data: Sendable, options: SendOptions): Transfer;
  /** To the other side, reliably, on whichever path is up. */
  post(message: Message): void;
  /** After everything that came before it. */
  run(task: () => void | Promise<void>): void;
  safetyNumber(): string | undefined;
  count(what: string): void;
}

/** One other member, from the proof that it is there until it is gone; links come and go beneath it. */
export class RemoteMember implements Remote {
  readonly id: string;
  metadata: MetadataOf<any> = {};
  readonly #host: RemoteHost;
  readonly #channels: Channels;
  readonly #incoming: Incoming;
  readonly #publishings = new Map<string, Publishing>();
  #state: ConnectionState | undefined;
  #session: Session | undefined;
  #outgoing: Outgoing | undefined;
  #negotiation: Negotiation | undefined;

  constructor(id: string, host: RemoteHost) {
    this.id = id;
    this.#host = host;
    this.#channels = new Channels({
      timers: host.timers,
      openings: host.openings,
      control: (message) => this.#session?.control.send(message),
      send: (label, data, options) => this.#host.send(this, data, { ...options, label }),
      onChannel: (change, channel) => this.#emit({ name: `channel:${change}`, remote: this, channel, label: channel.label }),
      onMessage: (channel, { data, info }) => this.#emit({
        name: 'channel:message', remote: this, channel, label: channel.label, data, ...(info !== undefined && { info }),
      }),
      onError: (channel, error) => this.#emit({ name: 'channel:error', remote: this, channel, label: channel.label, error }),
      onMismatch: (label) => this.#fail(new PeerixError('CHANNEL_MISMATCH', `The remote opened "${label}" with other options; they hold.`, {
        hint: `Open "${label}" with the same options everywhere.`,
      })),
      onViolation: (what) => host.count(`violation:${what}`),
    });
    this.#incoming = new Incoming({
      onStream: (change, { stream, label, metadata }) => this.#emit({
        name: `stream:${change}`, remote: this, stream, label, ...(metadata !== undefined && { metadata }),
      }),
      onTrack: (change, { stream, label }, track) => this.#emit({ name: `track:${change}`, remote: this, stream, track, label }),
      onMute: ({ label }, kind, muted) => this.#emit({ name: 'mute', remote: this, label, kind, muted }),
    });
  }

  // ── Remote ──

  get state(): ConnectionState { return this.#state ?? 'new'; }
  get streams(): ReadonlyMap<string, MediaStream> { return this.#incoming.streams; }
  get publications(): ReadonlyMap<string, Publication> { return this.#incoming.publications; }
  get channels(): ReadonlyMap<string, Channel> { return this.#channels.all; }
  get safetyNumber(): string | undefined { return this.#host.safetyNumber(); }
  get connection(): RTCPeerConnection {
    if (!this.#session) throw new PeerixError('NOT_JOINED', 'This remote has no connection yet.', { hint: 'Wait for connection:new.' });
    return this.#session.pc;
  }

  send(data: Sendable, options: SendOptions = {}): Transfer { return this.#host.send(this, data, options); }

  async request(_name: string, _data: unknown, _options?: RequestOptions): Promise<never> { throw unsupported('request'); }

  publish(options: PublishOptions): void {
    const publishing = checkPublish(options);
    this.#publishings.set(publishing.label, publishing);
    this.reconcileMedia();
  }

  unpublish(options: { label?: string } = {}): void {
    this.#publishings.delete(checkLabel(options.label));
    this.reconcileMedia();
  }

  getStats(): Promise<RTCStatsReport> { return this.connection.getStats(); }

  // ── what the link tells ──

  /** A connection is being made; what was said about channels before it does not hold for it. */
  begin(session: Session): void {
    this.#session = session;
    this.#channels.begin(session.pc, session.isOfferer);
  }

  describeChannels(): ChannelSpec[] { return this.#channels.describe(); }
  adoptChannels(specs: readonly ChannelSpec[]): void { this.#channels.adopt(specs); }

  /** The metadata of its hello, offer or answer. */
  learn(metadata: unknown): void {
    if (JSON.stringify(metadata) !== JSON.stringify(this.metadata)) this.#setMetadata(metadata);
  }

  get isShown(): boolean { return this.#state !== undefined && this.#state !== 'closed'; }

  /** From now on the application knows it. */
  announce(): void {
    if (this.isShown) return;
    this.#host.onShown(this);
    this.#show('new');
    this.#show('connecting');
  }

  up(session: Session): void {
    this.#outgoing = new Outgoing(session.pc, (cause) => this.#negotiationFailed(cause));
    this.#negotiation = this.#negotiate(session, this.#outgoing);
    this.#show('connected');
    this.#channels.up();
    this.reconcileMedia();
  }

  /** The connection is gone, the pair is not. */
  suspend(): void {
    this.#outgoing = this.#negotiation = undefined;
    this.#channels.suspend();
    this.disconnected('timeout');
  }

  back(): void { if (this.#state === 'disconnected') this.#show('connected'); }
  disconnected(reason: CloseReason): void { if (this.#state === 'connected') this.#show('disconnected', reason); }

  failed(reason: CloseReason, error: PeerixError): void {
    if (!this.isShown) return;
    this.#show('failed', reason);
    this.#fail(error);
  }

  /** Everything it shared goes, each with its event, and then itself. */
  close(reason: CloseReason): void {
    const wasShown = this.isShown;
    this.#incoming.clear();
    this.#channels.end(reason === 'left' ? 'left' : 'closed');
    this.#host.onHidden(this);
    if (wasShown) this.#show('closed', reason);
  }

  // ── what I share ──

  reconcileMedia(): void {
    if (!this.#outgoing || !this.#session?.isUp) return;
    const merged = new Map([...this.#host.publishings, ...this.#publishings]);
    const { needsDescription, mutes } = this.#outgoing.reconcile(merged.values());
    for (const mute of mutes) this.#session.control.send({ t: 'mute', ...mute });
    const negotiation = this.#negotiation;
    if (needsDescription && negotiation) this.#run(() => negotiation.request());
  }

  reconcileChannels(): void { this.#channels.reconcile(); }
  reopenChannel(label: string): void { this.#channels.reopen(label); }
  closeChannel(label: string): void { this.#channels.close(label); }
  isClosed(label: string): boolean { return this.#channels.isClosed(label); }
  post(opening: Opening, value: Encoded, delivery: Delivery): () => void { return this.#channels.post(opening, value, delivery); }
  tellMetadata(metadata: unknown): void { this.#session?.control.send({ t: 'meta', meta: metadata }); }

  // ── what it says ──

  /** Offers and answers after the first. */
  async onDescription(message: Description): Promise<void> {
    await this.#attempt(() => (message.t === 'offer' ? this.#negotiation?.onOffer(message) : this.#negotiation?.onAnswer(message)));
  }

  onControl(message: ControlMessage): void {
    switch (message.t) {
      case 'ask': return this.#run(() => this.#negotiation?.onAsk());
      case 'go': return this.#run(() => this.#negotiation?.onGo());
      case 'open': return this.#channels.onOpenMessage(message);
      case 'opened': return this.#channels.onOpenedMessage(message);
      case 'close': return this.#channels.onCloseMessage(message);
      case 'ack': return this.#channels.onAckMessage(message);
      case 'meta': return this.#onMetadata(message);
      case 'mute': return this.#run(() => this.#onMute(message)); // after the description that brings what it mutes
      default: this.#host.count('ignored:control');
    }
  }

  #onMetadata({ meta }: ControlMessage): void {
    if (!metadataFits(meta)) return this.#host.count('violation:meta');
    this.#setMetadata(meta);
  }

  #setMetadata(metadata: unknown): void {
    const previous = this.metadata;
    this.metadata = metadata as MetadataOf<any>;
    if (this.isShown) this.#emit({ name: 'metadata', remote: this, metadata: this.metadata, previous });
  }

  #onMute({ label, kind, muted }: ControlMessage): void {
    const isKind = kind === 'audio' || kind === 'video';
    if (typeof label !== 'string' || !isKind || typeof muted !== 'boolean') return this.#host.count('violation:mute');
    this.#incoming.setMuted(label, kind, muted);
  }

  // ── inside ──

  #negotiate(session: Session, outgoing: Outgoing): Negotiation {
    return new Negotiation(session, {
      post: (message) => this.#host.post(message),
      control: (t) => session.control.send({ t }),
      prepareOffer: () => {
        if (!outgoing.reuse()) outgoing.add();
      },
      prepareAnswer: () => outgoing.reuse(),
      describe: () => outgoing.describe(),
      apply: (slots) => this.#incoming.apply(slots, session.pc),
    });
  }

  #run(task: () => void | Promise<void>): void {
    this.#host.run(() => this.#attempt(task));
  }

  async #attempt(task: () => void | Promise<void>): Promise<void> {
    try { await task(); } catch (cause) { if (this.#session?.isUp) this.#negotiationFailed(cause); }
  }

  #negotiationFailed(cause: unknown): void {
    this.#fail(new PeerixError('NEGOTIATION_FAILED', 'A change of streams could not be agreed on.', {
      cause, hint: 'The call carries on without it; publish the stream again.',
    }));
  }

  #show(state: ConnectionState, reason?: CloseReason): void {
    const previous = this.#state;
    this.#state = state;
    const event = { name: `connection:${state}`, remote: this, state, previous, ...(reason && { reason }) };
    this.#emit(event as PeerEventMap['connection']);
  }

  #fail(error: PeerixError): void { this.#emit({ name: 'error', error, remote: this }); }

  #emit(event: PeerEventMap[keyof PeerEventMap]): void { this.#host.events.emit(event as never); }
}
