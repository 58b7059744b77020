import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  PeerixError, type DriverLike, type JoinOptions, type MetadataOf, type MetadataSource, type PeerEventMap, type PeerOptions,
  type RoomMethods, type Shape,
} from '../../src/index.js';
import { flagAttribute, numberAttribute, textAttribute } from '../attributes.js';
import { Presence } from '../presence.js';
import type { TypedTarget } from '../typed-target.js';
import { DriverChoice, type DriverName } from './driver-choice.js';
import { configure } from './hooks.js';
import { PeerHolder } from './peer-holder.js';
import { isSameStay, type Stay } from './stay.js';
import {
  checkIceServersAttribute, checkMetadataAttribute, connectionOptions, named, parseIceServers, parseMetadata, refusePasswordAttribute,
} from './settings.js';

export type { DriverName } from './driver-choice.js';
export type LifecycleEventMap<S extends Shape = any> = { [N in keyof PeerEventMap<S>]: CustomEvent<PeerEventMap<S>[N]> };
/** The element's own `error` replaces the DOM's `ErrorEvent`. */
export type PeerixRoomEventMap<S extends Shape = any> = Omit<HTMLElementEventMap, keyof LifecycleEventMap> & LifecycleEventMap<S>;

const DEFAULT_DRIVER: DriverName = 'broadcast-channel';
/** Watched only to refuse it. */
const REFUSED_ATTRIBUTE = 'password';

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
 * @fires speaking - You or a member began to speak, or ended.
 * @fires quality - The connection to a member is good, poor or lost.
 * @fires transfer - A member sends a file, a stream or a large value.
 * @fires signaling - The signaling server went away or came back.
 * @fires state - Joining, joined, leaving, idle.
 * @fires error - A failure that no call of yours asked for; without any listener it goes to the console.
 *
 * @cssstate joining - On the way into the room.
 * @cssstate joined - In the room.
 * @cssstate offline - The signaling server does not answer.
 * @cssstate failed - It could not be joined, or nobody lets you in: `failure` on the event says why and whether to wait.
 */
export class PeerixRoom<S extends Shape = any> extends PeerHolder<S> implements Omit<RoomMethods<S>, 'join'> {
  static override readonly styles = css`:host { display: block; } :host([hidden]) { display: none; }`;
  static override get observedAttributes(): string[] { return [...super.observedAttributes, REFUSED_ATTRIBUTE]; }

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

  declare addEventListener: TypedTarget<PeerixRoom<S>, PeerixRoomEventMap<S>>['add'];
  declare removeEventListener: TypedTarget<PeerixRoom<S>, PeerixRoomEventMap<S>>['remove'];

  readonly #drivers = new DriverChoice();
  #driver: DriverName | DriverLike = DEFAULT_DRIVER;
  #metadata: MetadataSource<S> | undefined;
  readonly #presence = new Presence(this, () => this.#comeOrGo());
  /** To be in a room at all: by itself, or since `join` until `leave`. */
  #isWanted = false;
  /** The room of `join({ room })`, and the attribute's value over which it was preferred. */
  #asked: { readonly room: string; readonly over: string } | undefined;
  #stay: Stay | undefined;
  /** Said once, not at every change until it is mended. */
  #complaint: string | undefined;

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

  /** Options default to the attributes. See `Peer.join`. */
  join(options: Partial<JoinOptions<S>> = {}): Promise<void> {
    const { room = this.room, metadata, signal } = options;
    if (metadata !== undefined) this.#metadata = metadata;
    this.#isWanted = true;
    if (!this.#stay) this.#asked = { room, over: this.room };
    try {
      this.#prepare();
    } catch (error) {
      return Promise.reject(error);
    }
    return this.peer.join({ ...this.#joinOptions(room), ...(signal && { signal }) });
  }

  /** Leaves the room and stays out until `join`, another `room`, or until it is put into the document again. */
  leave(): Promise<void> {
    this.#isWanted = false;
    this.#stay = undefined;
    return this.peer.leave();
  }

  /** Replaces the metadata, all of it; `name`, if set, is added. */
  setMetadata(metadata: MetadataSource<S>): Promise<void> {
    this.#metadata = metadata;
    return this.peer.setMetadata(this.#namedMetadata());
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { /* A move changes nothing here. */ }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === REFUSED_ATTRIBUTE) this.requestUpdate();
  }

  protected override get isPresent(): boolean { return this.#presence.isPresent; }

  protected override render(): TemplateResult { return html`<slot></slot>`; }

  protected override updated(changed: PropertyValues): void {
    if (!this.isPresent) return;
    if (!this.manual && (changed.has('room') || changed.has('manual'))) this.#isWanted = true;
    const wasIn = !!this.#stay || this.isInjected;
    this.#reconcile();
    if (wasIn && (changed.has('name') || changed.has('metadata'))) this.#tellMetadata();
  }

  #comeOrGo(): void {
    if (this.isInjected) this.follow();
    if (this.isPresent) {
      this.#isWanted ||= !this.manual;
      this.requestUpdate();
    } else {
      this.#isWanted = false;
      this.#end();
    }
  }

  #reconcile(): void {
    try {
      if (this.#prepare()) this.#enter();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Leaves where it should no longer be, and applies the options. True if a join is due. Throws `BAD_OPTION`. */
  #prepare(): boolean {
    let wanted: Stay | undefined;
    try {
      if (!this.isInjected) wanted = this.#wantedStay();
    } finally {
      if (!wanted?.room || !isSameStay(wanted, this.#stay)) this.#end();
    }
    if (!wanted) return false;
    checkIceServersAttribute(this.getAttribute('ice-servers'));
    checkMetadataAttribute(this.getAttribute('metadata'));
    configure(this.peer, { ...connectionOptions(this), driver: wanted.driver, password: wanted.password || undefined });
    this.#complaint = undefined;
    if (!wanted.room || this.#stay) return false;
    this.#stay = wanted;
    return true;
  }

  /** With room `''` it should be nowhere. */
  #wantedStay(): Stay {
    refusePasswordAttribute(this);
    const room = this.#asked?.over === this.room ? this.#asked.room : this.room;
    return { room: this.#isWanted ? room : '', driver: this.#drivers.for(this), password: this.password };
  }

  #enter(): void {
    this.failure = undefined;
    this.peer.join(this.#joinOptions(this.#stay!.room)).catch((error: unknown) => this.#fail(error, 'out'));
  }

  #end(): void {
    if (!this.#stay) return;
    this.#stay = undefined;
    this.#asked = undefined;
    this.ownPeer?.leave().catch((error: unknown) => this.#fail(error));
  }

  #joinOptions(room: string): JoinOptions<S> {
    return this.#metadata || this.name ? { room, metadata: this.#namedMetadata() } : { room };
  }

  #namedMetadata(): MetadataSource<S> {
    return named((this.#metadata ?? {}) as MetadataSource, this.name) as MetadataSource<S>;
  }

  #tellMetadata(): void {
    if (this.state !== 'joining' && this.state !== 'joined') return;
    this.peer.setMetadata(this.#namedMetadata()).catch((error: unknown) => this.#fail(error));
  }

  /** Nobody called for it. What an overtaken join says is no failure. */
  #fail(cause: unknown, whereabouts: 'in' | 'out' = this.#stay ? 'in' : 'out'): void {
    const error = cause instanceof PeerixError ? cause : new PeerixError('BAD_OPTION', String(cause), { cause });
    if (error.code === 'ABORTED' || error.message === this.#complaint) return;
    this.#complaint = error.message;
    if (whereabouts === 'out') this.failure = error;
    this.report(error);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-room': PeerixRoom }
}
