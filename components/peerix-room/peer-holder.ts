import { property } from 'lit/decorators.js';
import {
  Peer, type PeerEventMap, type PeerixError, type PeerState, type Remote, type RoomMethods, type Shape,
} from '../../src/index.js';
import { WATCH } from '../room/find-room.js';
import { setStates } from '../states.js';
import { delegate } from './delegate.js';
import { ErrorAudience } from './error-audience.js';
import { observe, report } from './hooks.js';

/** An element with a peer: it has the peer's methods, repeats its events, and shows its state. */
export abstract class PeerHolder<S extends Shape = any> extends ErrorAudience {
  static { delegate(this, ['publish', 'unpublish', 'open', 'close', 'send', 'request', 'respond', 'on', 'once', 'off']); }

  /** Shares a stream with everybody, now and later. See `Peer.publish`. */
  declare publish: RoomMethods<S>['publish'];
  /** Shares it no longer. See `Peer.unpublish`. */
  declare unpublish: RoomMethods<S>['unpublish'];
  /** Opens a channel with everybody, now and later. See `Peer.open`. */
  declare open: RoomMethods<S>['open'];
  /** Closes a channel for both sides. See `Peer.close`. */
  declare close: RoomMethods<S>['close'];
  /** Sends to everybody, or to whom `to` names. See `Peer.send`. */
  declare send: RoomMethods<S>['send'];
  /** Asks one, several or everybody. See `Peer.request`. */
  declare request: RoomMethods<S>['request'];
  /** Answers requests of a name. See `Peer.respond`. */
  declare respond: RoomMethods<S>['respond'];
  /** Listens to the engine's events, not to `CustomEvent`s. See `Peer.on`. */
  declare on: RoomMethods<S>['on'];
  /** Like `on`, for one event. */
  declare once: RoomMethods<S>['once'];
  /** Stops listening. */
  declare off: RoomMethods<S>['off'];

  readonly #internals = this.attachInternals();
  readonly #watchers = new Set<(name: string) => void>();
  #own: Peer<S> | undefined;
  #injected: Peer<S> | undefined;
  #unfollow: (() => void) | undefined;
  #failure: PeerixError | undefined;
  #offline = false;
  readonly #heard = new Set<string>();

  /** The engine beneath, always there. One that you set is joined and left by you, never by the element. */
  @property({ attribute: false })
  get peer(): Peer<S> {
    if (!this.#own && !this.#injected) {
      this.#own = new Peer<S>();
      this.follow();
    }
    return (this.#injected ?? this.#own)!;
  }
  set peer(peer: Peer<S> | null | undefined) {
    this.#injected = peer && peer !== this.#own ? peer : undefined;
    this.#offline = false;
    this.#failure = undefined;
    this.#heard.clear();
    this.follow();
    this.changed('peer');
  }

  /** The other members by id, in order of arrival. */
  get remotes(): ReadonlyMap<string, Remote<S>> { return this.peer.remotes; }
  /** `idle`, `joining`, `joined` or `leaving`. */
  get state(): PeerState { return this.peer.state; }

  /** @internal Why it is not in its room, or why nobody there will have it. */
  get failure(): PeerixError | undefined { return this.#failure; }
  /** @internal The signaling server does not answer. */
  get offline(): boolean { return this.#offline; }
  /** @internal Under which labels one is heard to speak. */
  get heard(): ReadonlySet<string> { return this.#heard; }
  /** @internal For the elements around: told of every event by name, and of what no event tells. */
  [WATCH](watcher: (name: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** A peer that outlives the element must not hold on to it. */
  protected abstract get isPresent(): boolean;

  protected get ownPeer(): Peer<S> | undefined { return this.#own; }
  protected get isInjected(): boolean { return !!this.#injected; }

  protected follow(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    if (this.#injected && !this.isPresent) return;
    const peer = (this.#injected ?? this.#own)!;
    const stops = [observe(peer, (name, event) => this.#receive(name, event))];
    if (this.hasErrorAudience) stops.push(peer.on('error', () => { /* The listeners of the DOM hear it. */ }));
    this.#unfollow = () => stops.forEach((stop) => stop());
  }

  protected override errorAudienceChanged(): void {
    if (this.#unfollow) this.follow();
  }

  /** Out of the room for this reason; undefined = no longer. */
  protected set failure(error: PeerixError | undefined) {
    this.#failure = error;
    this.changed('failure');
  }

  /** A failure that nobody called for is an event. */
  protected report(error: PeerixError): void {
    const event: PeerEventMap['error'] = { name: 'error', error };
    if (report(this.peer, error)) return;
    if (!this.hasErrorAudience) console.error('Peerix:', error);
    this.#receive('error', event);
  }

  protected changed(name: string): void {
    setStates(this.#internals, {
      joining: this.state === 'joining', joined: this.state === 'joined', offline: this.#offline, failed: !!this.#failure,
    });
    for (const watcher of this.#watchers) watcher(name);
  }

  #receive(name: string, event: object): void {
    this.#learn(name, event);
    this.changed(name);
    this.dispatchEvent(new CustomEvent(name, { detail: event }));
  }

  /** What the engine tells by events only. */
  #learn(name: string, event: object): void {
    if (name === 'signaling') this.#offline = !(event as PeerEventMap['signaling']).online;
    if (name === 'state' && this.state === 'idle') this.#offline = false;
    if (name === 'speaking') this.#hear(event as PeerEventMap['speaking']);
    if (name === 'connection:connected' || (name === 'state' && this.state === 'joining')) this.#failure = undefined;
    if (name === 'error') {
      const { error } = event as PeerEventMap['error'];
      if (error.code === 'REJECTED' || error.code === 'ROOM_FULL') this.#failure = error;
    }
  }

  #hear({ remote, label, speaking }: PeerEventMap['speaking']): void {
    if (remote) return;
    if (speaking) this.#heard.add(label);
    else this.#heard.delete(label);
  }
}
