import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  Peer, PeerixError, type DriverLike, type JoinOptions, type MetadataOf, type MetadataSource, type PeerEventMap,
  type PeerOptions, type PeerState, type Remote, type RoomMethods, type Shape,
} from '../../src/index.js';
import { flagAttribute, numberAttribute, textAttribute } from '../attributes.js';
import { WATCH } from '../room/find-room.js';
import type { TypedTarget } from '../typed-target.js';
import { whenParsed } from '../when-parsed.js';
import { delegate } from './delegate.js';
import { DriverChoice, type DriverName } from './driver-choice.js';
import { ErrorAudience } from './error-audience.js';
import { configure, observe, report } from './hooks.js';
import { isSameSession, type Session } from './session.js';
import {
  checkIceServersAttribute, checkMetadataAttribute, connectionOptions, named, parseIceServers, parseMetadata, refusePasswordAttribute,
} from './settings.js';

export type { DriverName } from './driver-choice.js';
export type LifecycleEventMap<S extends Shape = any> = { [N in keyof PeerEventMap<S>]: CustomEvent<PeerEventMap<S>[N]> };
/** The element's own `error` replaces the DOM's `ErrorEvent`. */
export type PeerixRoomEventMap<S extends Shape = any> = Omit<HTMLElementEventMap, keyof LifecycleEventMap> & LifecycleEventMap<S>;

const DEFAULT_DRIVER: DriverName = 'broadcast-channel';

/**
 * A room. Everything inside meets everybody who opens the same `room` over the same driver. It joins by itself once
 * connected with a `room`, unless `manual`; while the document is being parsed it waits for `DOMContentLoaded`, so that a
 * later module can still set `password`, `verify` or `driver`. Taking it out of the document leaves; moving it does not.
 *
 * Changes made in one task are applied together: `room`, `driver`, `servers`, `topicPrefix` and `password` leave and
 * join; `name` and `metadata` are live; the rest counts from the next connection. It has the methods of `Peer`.
 * Events are the engine's (`Peer.on`) as `CustomEvent`s that do not bubble, with the engine's event object as `detail`.
 *
 * @slot - What belongs to the room: the other elements, and anything else.
 *
 * @attr {string} room - The room to be in. Empty, the default: none.
 * @attr {"broadcast-channel"|"memory"|"nats"} driver - How members first find each other. Default `broadcast-channel`: tabs of one browser.
 * @attr {string} servers - WebSocket URLs of NATS servers, separated by spaces. For `driver="nats"`.
 * @attr {string} topic-prefix - What the NATS subjects start with. Default `peerix`.
 * @attr {string} name - Your name, as others see it. Wins over `metadata.name`.
 * @attr {string} metadata - A JSON object that others read.
 * @attr {string} ice-servers - STUN URLs, separated by spaces. Default none: direct paths only.
 * @attr {"all"|"relay"} ice-transport-policy - `relay`: through TURN servers only. Default `all`.
 * @attr {boolean} manual - Join by `join()` only.
 * @attr {number} connection-timeout - Seconds until a new connection is given up. Default 15; 0 = never.
 * @attr {number} reconnect-timeout - Seconds until a lost connection is given up. Default 30; 0 = never.
 * @attr {number} max-peers - People in the room, yourself included. Default: no limit.
 *
 * @fires connection - Any change of a connection to another member.
 * @fires {CustomEvent} connection:new - Another member is known.
 * @fires {CustomEvent} connection:connecting - A connection to it is being made.
 * @fires {CustomEvent} connection:connected - `send` reaches it, now or again.
 * @fires {CustomEvent} connection:disconnected - Its link is interrupted and being healed.
 * @fires {CustomEvent} connection:failed - Its link could not be made or healed.
 * @fires {CustomEvent} connection:closed - It is gone.
 * @fires channel - Any change of a data channel, and messages.
 * @fires {CustomEvent} channel:new - A channel to a member exists.
 * @fires {CustomEvent} channel:open - It is open.
 * @fires {CustomEvent} channel:close - It is closed.
 * @fires {CustomEvent} channel:message - A message arrived.
 * @fires {CustomEvent} channel:error - A channel or an unawaited send failed.
 * @fires stream - A stream came or went.
 * @fires {CustomEvent} stream:add - A member shares a stream.
 * @fires {CustomEvent} stream:remove - It shares it no longer.
 * @fires track - A track came or went.
 * @fires {CustomEvent} track:add - A stream got a track.
 * @fires {CustomEvent} track:remove - A stream lost a track.
 * @fires metadata - A member changed its metadata.
 * @fires mute - A member switched a camera or microphone off or on.
 * @fires signaling - The signaling server went away or came back.
 * @fires state - Joining, joined, leaving, idle.
 * @fires error - A failure that no call of yours asked for; without any listener it goes to the console.
 *
 * @cssstate joining - On the way into the room.
 * @cssstate joined - In the room.
 * @cssstate offline - The signaling server does not answer.
 * @cssstate failed - Not in the room, and it will not try again by itself.
 */
export class PeerixRoom<S extends Shape = any> extends ErrorAudience implements Omit<RoomMethods<S>, 'join'> {
  static override readonly styles = css`:host { display: block; }`;
  static { delegate(this, ['publish', 'unpublish', 'open', 'close', 'send', 'request', 'respond', 'on', 'once', 'off']); }
  // `password` is watched only to refuse it.
  static override get observedAttributes(): string[] { return [...super.observedAttributes, 'password']; }

  @property(textAttribute('room')) room = '';
  /** Space-separated. */
  @property(textAttribute('servers')) servers = '';
  @property(textAttribute('topic-prefix')) topicPrefix = '';
  @property(textAttribute('name')) name = '';
  @property(textAttribute('ice-transport-policy', 'all')) iceTransportPolicy: RTCIceTransportPolicy = 'all';
  @property(flagAttribute('manual')) manual = false;
  /** Seconds; 0 = never give up. */
  @property(numberAttribute('connection-timeout', 15)) connectionTimeout = 15;
  /** Seconds; 0 = never give up. */
  @property(numberAttribute('reconnect-timeout', 30)) reconnectTimeout = 30;
  @property(numberAttribute('max-peers', Infinity)) maxPeers = Infinity;
  /** Servers with credentials, or a function that is asked anew for each connection. */
  @property({ attribute: 'ice-servers', converter: { fromAttribute: (urls) => (urls === null ? undefined : parseIceServers(urls)) } })
  iceServers: PeerOptions<S>['iceServers'];
  /** Locks the room: only those who know it meet. A property only, never an attribute; `''` = none. */
  @property({ attribute: false }) password = '';
  /** Admits or refuses members; see `PeerOptions.verify`. */
  @property({ attribute: false }) verify: PeerOptions<S>['verify'];

  declare publish: RoomMethods<S>['publish'];
  declare unpublish: RoomMethods<S>['unpublish'];
  declare open: RoomMethods<S>['open'];
  declare close: RoomMethods<S>['close'];
  declare send: RoomMethods<S>['send'];
  declare request: RoomMethods<S>['request'];
  declare respond: RoomMethods<S>['respond'];
  declare on: RoomMethods<S>['on'];
  declare once: RoomMethods<S>['once'];
  declare off: RoomMethods<S>['off'];
  declare addEventListener: TypedTarget<PeerixRoom<S>, PeerixRoomEventMap<S>>['add'];
  declare removeEventListener: TypedTarget<PeerixRoom<S>, PeerixRoomEventMap<S>>['remove'];

  readonly #internals = this.attachInternals();
  readonly #drivers = new DriverChoice();
  readonly #watchers = new Set<(name: string) => void>();
  #driver: DriverName | DriverLike = DEFAULT_DRIVER;
  #metadata: MetadataSource<S> | undefined;
  #own: Peer<S> | undefined;
  #injected: Peer<S> | undefined;
  #unfollow: (() => void) | undefined;
  /** In the document, and its scripts have run. */
  #present = false;
  /** Whether to be in a room at all: by itself, or since `join` until `leave`. */
  #wanted = false;
  /** The room of `join({ room })`, and the attribute's value over which it was preferred. */
  #asked: { readonly room: string; readonly over: string } | undefined;
  #session: Session | undefined;
  #failure: PeerixError | undefined;
  #offline = false;

  /** How members first find each other: a name, or a driver of your own. Reads back what was set. */
  @property({ attribute: 'driver' })
  get driver(): DriverName | DriverLike { return this.#driver; }
  set driver(value: DriverName | DriverLike | null | undefined) { this.#driver = value ?? DEFAULT_DRIVER; }

  /** What others read about you; setting it tells them. */
  @property({ attribute: 'metadata', converter: { fromAttribute: (json) => (json === null ? undefined : parseMetadata(json)) } })
  get metadata(): MetadataOf<S> {
    return typeof this.#metadata === 'function' ? this.peer.metadata : this.#metadata ?? ({} as MetadataOf<S>);
  }
  set metadata(value: MetadataOf<S> | null | undefined) { this.#metadata = value ?? undefined; }

  /** The engine beneath, always there. One that you set is joined and left by you, never by the element. */
  @property({ attribute: false })
  get peer(): Peer<S> {
    if (!this.#own && !this.#injected) {
      this.#own = new Peer<S>();
      this.#follow();
    }
    return (this.#injected ?? this.#own)!;
  }
  set peer(peer: Peer<S> | null | undefined) {
    this.#injected = peer && peer !== this.#own ? peer : undefined;
    this.#follow();
    this.#noticed('peer');
  }

  /** The other members by id, in order of arrival. */
  get remotes(): ReadonlyMap<string, Remote<S>> { return this.peer.remotes; }
  get state(): PeerState { return this.peer.state; }
  /** @internal Why the element is not in its room, or nobody there will have it. */
  get failure(): PeerixError | undefined { return this.#failure; }
  /** @internal */
  get offline(): boolean { return this.#offline; }

  /** Options default to the attributes. See `Peer.join`. */
  join(options: Partial<JoinOptions<S>> = {}): Promise<void> {
    try {
      if (options.metadata !== undefined) this.#metadata = options.metadata;
      this.#wanted = true;
      if (!this.#session && options.room) this.#asked = { room: options.room, over: this.room };
      this.#prepare();
    } catch (error) {
      return Promise.reject(error);
    }
    return this.peer.join({ ...this.#joinOptions(options.room ?? this.room), ...(options.signal && { signal: options.signal }) });
  }

  leave(): Promise<void> {
    this.#wanted = false;
    this.#session = undefined;
    this.#asked = undefined;
    return this.peer.leave();
  }

  /** Replaces the metadata, all of it; `name`, if set, is added. */
  setMetadata(metadata: MetadataSource<S>): Promise<void> {
    this.#metadata = metadata;
    return this.peer.setMetadata(named(metadata, this.name) as MetadataSource<S>);
  }

  /** @internal */
  [WATCH](watcher: (name: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    whenParsed(() => this.#settle());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => this.#settle());
  }

  /** Its mere presence has `moveBefore` move the element without the two callbacks above. */
  connectedMoveCallback(): void { /* A move changes nothing here. */ }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'password') this.requestUpdate();
  }

  protected override render(): TemplateResult { return html`<slot></slot>`; }

  protected override updated(changed: PropertyValues): void {
    if (!this.#present) return;
    if (!this.manual && (changed.has('room') || changed.has('manual'))) this.#wanted = true;
    const isLive = !!this.#session || !!this.#injected;
    this.#reconcile();
    if (isLive && (changed.has('name') || changed.has('metadata'))) this.#tellMetadata();
  }

  protected override errorAudienceChanged(): void {
    if (this.#unfollow) this.#follow();
  }

  /** Once the dust of a task has settled: come, gone, or merely moved. */
  #settle(): void {
    if (this.isConnected === this.#present) return;
    this.#present = this.isConnected;
    if (this.#injected) this.#follow();
    if (this.#present) {
      this.#wanted ||= !this.manual;
      this.requestUpdate();
    } else {
      this.#wanted = false;
      this.#asked = undefined;
      this.#end();
    }
  }

  #reconcile(): void {
    try {
      if (this.#injected) this.#end();
      else if (this.#prepare()) this.#enter();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Leaves where it should no longer be, and applies the options. True if a join is due. Throws `BAD_OPTION`. */
  #prepare(): boolean {
    if (this.#injected) return false;
    let wanted: Session | undefined;
    try {
      wanted = this.#wantedSession();
    } finally {
      if (!wanted?.room || !isSameSession(wanted, this.#session)) this.#end();
    }
    checkIceServersAttribute(this.getAttribute('ice-servers'));
    checkMetadataAttribute(this.getAttribute('metadata'));
    configure(this.peer, { ...connectionOptions(this), driver: wanted.driver, password: wanted.password || undefined });
    if (!wanted.room || this.#session) return false;
    this.#session = wanted;
    return true;
  }

  /** With room `''`, it should be nowhere. */
  #wantedSession(): Session {
    refusePasswordAttribute(this);
    const room = this.#asked && this.#asked.over === this.room ? this.#asked.room : this.room;
    return { room: this.#wanted ? room : '', driver: this.#drivers.for(this), password: this.password };
  }

  #enter(): void {
    this.#failure = undefined;
    this.peer.join(this.#joinOptions(this.#session!.room)).catch((error: unknown) => {
      if (isAborted(error)) return;
      this.#failure = asPeerixError(error);
      this.#fail(error);
    });
  }

  #end(): void {
    if (!this.#session) return;
    this.#session = undefined;
    this.#own?.leave().catch((error: unknown) => this.#fail(error));
  }

  #joinOptions(room: string): JoinOptions<S> {
    const metadata = this.#metadata || this.name ? { metadata: named(this.#metadata ?? {}, this.name) as MetadataSource<S> } : {};
    return { room, ...metadata };
  }

  #tellMetadata(): void {
    if (this.state !== 'joining' && this.state !== 'joined') return;
    const metadata = named(this.#metadata ?? {}, this.name) as MetadataSource<S>;
    this.peer.setMetadata(metadata).catch((error: unknown) => this.#fail(error));
  }

  /** Nobody called for it, so it is an event. */
  #fail(cause: unknown): void {
    const error = asPeerixError(cause);
    const isRepeated = error.message === this.#failure?.message && error !== this.#failure;
    if (!this.#session) this.#failure = error;
    this.#reflectState();
    if (!isRepeated) report(this.peer, error);
  }

  #follow(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    if (this.#injected && !this.#present) return;
    const peer = this.peer;
    const stops = [observe(peer, (name, event) => this.#receive(name, event))];
    if (this.hasErrorAudience) stops.push(peer.on('error', () => { /* The DOM's listeners hear it. */ }));
    this.#unfollow = () => stops.forEach((stop) => stop());
  }

  #receive(name: string, event: object): void {
    this.#learn(name, event);
    this.#reflectState();
    this.dispatchEvent(new CustomEvent(name, { detail: event }));
    this.#noticed(name);
  }

  /** What the engine tells by events only. */
  #learn(name: string, event: object): void {
    if (name === 'signaling') this.#offline = !(event as PeerEventMap['signaling']).online;
    if (name === 'state' && this.state === 'idle') this.#offline = false;
    if (name === 'connection:connected' || (name === 'state' && this.state === 'joining')) this.#failure = undefined;
    if (name === 'error') {
      const { error } = event as PeerEventMap['error'];
      if (error.code === 'REJECTED' || error.code === 'ROOM_FULL') this.#failure = error;
    }
  }

  #reflectState(): void {
    const states = { joining: this.state === 'joining', joined: this.state === 'joined', offline: this.#offline, failed: !!this.#failure };
    setStates(this.#internals, states);
  }

  #noticed(name: string): void {
    for (const watcher of this.#watchers) watcher(name);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-room': PeerixRoom }
}
