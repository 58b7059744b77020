import type {
  JoinOptions, Label, MetadataOf, MetadataSource, OpenOptions, PeerEventMap, PeerOptions, PeerState, PublishOptions,
  Remote, RequestOptions, RoomMethods, SendOptions, Sendable, Shape, To, Transfer, Unsubscribe,
} from './types/index.js';
import type { Payload } from './types/shape.js';
import { dispatch, type DispatchContext } from './data/dispatch.js';
import type { Opening } from './data/opening.js';
import { ask } from './data/requests/ask.js';
import { Responders } from './data/requests/responders.js';
import { platform, withConnection, type Environment } from './environment.js';
import { PeerixError } from './errors.js';
import { Emitter } from './events.js';
import { EndedTracks } from './media/ended-tracks.js';
import type { Publishing } from './media/publishing.js';
import { Membership } from './membership.js';
import {
  checkChannels, checkLabel, checkObject, checkOpen, checkPeerOptions, checkPublish, checkRoom, checkSignal, checkSlots, checkSource, type Settings,
} from './options.js';
import type { RemoteMember } from './remote.js';

/** Nothing of a connection is left after this, whether the goodbye was heard or not. */
const GOODBYE_MS = 300;
// Global, so that elements find them on a peer of another copy of the library too.
const OBSERVE: unique symbol = Symbol.for('peerix.observe') as never;
const REPORT: unique symbol = Symbol.for('peerix.report') as never;

/**
 * One member of a room: what I share, and where I am. Desired state is changed at any time, before `join` or after,
 * and reconciled to every remote; it survives `leave`.
 *
 * @throws `BAD_OPTION` for malformed options
 */
export class Peer<S extends Shape = any> implements RoomMethods<S> {
  readonly #events = new Emitter<PeerEventMap<S>>();
  readonly #openings = new Map<string, Opening>();
  readonly #publishings = new Map<string, Publishing>();
  readonly #responders = new Responders();
  readonly #remotes = new Map<string, RemoteMember>();
  readonly #counters: Record<string, number> = {};
  readonly #endedTracks = new EndedTracks(() => this.#membership?.reconcileMedia());
  #environment: Environment;
  #settings: Settings;
  #state: PeerState = 'idle';
  #membership: Membership | undefined;
  #joining: Promise<void> | undefined;
  /** Where the page was when the browser put it aside. */
  #lastRoom: string | undefined;
  #leaving: Promise<void> | undefined;
  #source: MetadataSource<S> = {} as MetadataOf<S>;

  constructor(options?: PeerOptions<S>);
  /** @internal */
  constructor(options?: PeerOptions<S>, environment?: Environment);
  constructor(options: PeerOptions<S> = {}, environment: Environment = platform) {
    this.#settings = checkPeerOptions(options);
    this.#environment = withConnection(environment, this.#settings);
  }

  /** New for every join; undefined while idle. */
  get id(): string | undefined { return this.#membership?.id; }
  get room(): string | undefined { return this.#membership?.room; }
  /** What the others see of me; `{}` if none was given. */
  get metadata(): MetadataOf<S> {
    const own = typeof this.#source === 'function' ? {} : this.#source;
    return (this.#membership?.metadata ?? own) as MetadataOf<S>;
  }
  get state(): PeerState { return this.#state; }
  /** The other members by id, in order of arrival. Live. */
  get remotes(): ReadonlyMap<string, Remote<S>> { return this.#remotes as ReadonlyMap<string, Remote<any>>; }
  /** Signaling counters since construction: `sent`, `received`, `resent`, `duplicate`, `lost`, and `dropped:…` by reason. */
  get counters(): Readonly<Record<string, number>> { return { ...this.#counters }; }

  /**
   * Resolves when subscribed and announced; pending while the signaling server is away. Rejects `BAD_OPTION`,
   * `ALREADY_JOINED`, `INSECURE_CONTEXT`, `UNSUPPORTED`, `SIGNALING_FAILED`, and `ABORTED` when `leave` overtook it.
   */
  join(options: JoinOptions<S>): Promise<void> {
    try {
      const room = checkRoom(options);
      checkSource(options.metadata);
      checkSignal(options.signal);
      if (this.#membership && this.#membership.room !== room) throw alreadyJoined();
      if (options.signal?.aborted) throw overtaken();
      if (!this.#membership || !this.#joining) return this.#enter(room, options);
      if (this.#state === 'joining') this.#heed(options.signal, this.#membership, this.#joining);
      if (options.metadata !== undefined) this.setMetadata(options.metadata).catch(this.#fail);
      return this.#joining;
    } catch (error) {
      const refused = Promise.reject<void>(error);
      if (isAbort(error)) refused.catch(() => { /* asked for by the signal */ });
      return refused;
    }
  }

  /** Leaves the room at once; resolves when nothing is left behind. Idempotent. */
  leave(): Promise<void> {
    globalThis.removeEventListener?.('pageshow', this.#onPageShow);
    return this.#leave(GOODBYE_MS);
  }

  #leave(flushMs: number): Promise<void> {
    const membership = this.#membership;
    if (!membership) return this.#leaving ?? Promise.resolve();
    this.#joining?.catch(() => { /* asked for: StrictMode's mount-unmount-mount stays silent */ });
    this.#membership = this.#joining = undefined;
    this.#watchTracks();
    globalThis.removeEventListener?.('pagehide', this.#onPageHide);
    this.#setState('leaving');
    const leaving = membership.leave(flushMs).catch(this.#fail).then(() => {
      if (this.#leaving === leaving) this.#leaving = undefined;
      if (!this.#membership && !this.#leaving) this.#setState('idle');
    });
    this.#leaving = leaving;
    return leaving;
  }

  /** Shares a stream under a label (default `'default'`), with everybody now and later. Again = replace. @throws `BAD_OPTION` */
  publish(stream: MediaStream | PublishOptions): void {
    const publishing = checkPublish(stream);
    checkSlots(this.#publishings, publishing);
    this.#publishings.set(publishing.label, publishing);
    this.#watchTracks();
    this.#membership?.reconcileMedia();
  }

  unpublish(options: { label?: string } = {}): void {
    this.#publishings.delete(checkLabel(checkObject('unpublish', options).label));
    this.#watchTracks();
    this.#membership?.reconcileMedia();
  }

  /** Opens a channel with everybody now and later. @throws `BAD_OPTION` */
  open<L extends Label<S>>(options?: OpenOptions<L>): void {
    const opening = checkOpen(options);
    checkChannels(this.#openings, opening);
    this.#openings.set(opening.label, opening);
    this.#membership?.reopenChannel(opening.label);
  }

  /** Closes it with everybody, for both sides, until one opens it again. */
  close(options: { label?: string } = {}): void {
    const label = checkLabel(checkObject('close', options).label);
    this.#openings.delete(label);
    this.#membership?.closeChannel(label);
  }

  /** Replaces the metadata, all of it, for everybody. At most 8 KiB of JSON. Rejects `BAD_OPTION`, `TOO_LARGE`. */
  async setMetadata(metadata: MetadataSource<S>): Promise<void> {
    checkSource(metadata);
    this.#source = metadata;
    await this.#membership?.setMetadata(metadata as MetadataSource);
  }

  /** Sends to everybody that is connected, or to whom `to` names. See `Transfer` for what it resolves and rejects with. */
  send<L extends Label<S>>(data: Payload<S, L>, options: SendOptions<L> & { label: L; to?: To }): Transfer;
  send(data: Payload<S, 'default'>, options?: SendOptions<'default'> & { to?: To }): Transfer;
  send(data: unknown, options?: SendOptions<any> & { to?: To }): Transfer { return this.#dispatch(data as Sendable, options); }

  /**
   * Asks one for its answer, or several or everybody for all outcomes by id; data as for `send`, and `undefined`. Rejects
   * for a bad call, on abort, and for one addressee also `TIMEOUT`, `NO_RESPONDER`, `RESPONDER_FAILED`, `CHANNEL_CLOSED`.
   */
  readonly request: RoomMethods<S>['request'] = (name: string, data: unknown, options?: RequestOptions & { to?: To }): Promise<any> =>
    ask(this.#context, name, data, options);
  /** Answers requests of that name, also after `leave`, until the returned function is called. @throws `BAD_OPTION`, also where the name has a responder */
  readonly respond: RoomMethods<S>['respond'] = (name, handler) => this.#responders.add(name, handler);

  on<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void, options?: { signal?: AbortSignal }): Unsubscribe {
    return this.#events.on(name, listener, options);
  }

  once<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void, options?: { signal?: AbortSignal }): Unsubscribe {
    return this.#events.once(name, listener, options);
  }

  off<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void): void { this.#events.off(name, listener); }

  /** `await using peer = new Peer(…)`: leaves. */
  [Symbol.asyncDispose](): Promise<void> { return this.leave(); }

  /** @internal Other options, from the next connection on; driver and password from the next join on. */
  configure(options: PeerOptions<S>): void {
    this.#settings = checkPeerOptions(options);
    this.#environment = withConnection(this.#environment, this.#settings);
    this.#membership?.onSettings();
  }

  /** @internal Sees every event, and counts as nobody's listener. */
  [OBSERVE](observer: (name: string, event: object) => void): Unsubscribe { return this.#events.observe(observer); }
  /** @internal A failure that nobody called for. */
  [REPORT](error: PeerixError): void { this.#fail(error); }

  #dispatch(data: Sendable, options?: SendOptions & { to?: To }): Transfer { return dispatch(this.#context, data, options); }

  get #context(): DispatchContext {
    const membership = this.#membership;
    return {
      environment: this.#environment,
      events: this.#events as Emitter<PeerEventMap>,
      openings: this.#openings,
      remotes: membership && this.#remotes,
      hasSeen: (id) => membership?.knows(id) ?? false,
    };
  }

  #enter(room: string, options: JoinOptions<S>): Promise<void> {
    if (options.metadata !== undefined) this.#source = options.metadata;
    const membership = this.#membership = new Membership(room, this.#source as MetadataSource, this.#membershipHost());
    const joining = this.#joining = this.#complete(membership);
    this.#watchTracks();
    this.#heed(options.signal, membership, joining);
    this.#setState('joining');
    return joining;
  }

  // A camera outlives peers, and must not hold on to those that are nowhere.
  #watchTracks(): void { this.#endedTracks.watch(this.#membership ? this.#publishings.values() : []); }

  async #complete(membership: Membership): Promise<void> {
    try {
      await membership.join();
      if (this.#membership !== membership) throw overtaken(); // in the very turn in which it was done
      globalThis.addEventListener?.('pagehide', this.#onPageHide);
      this.#setState('joined');
    } catch (error) {
      if (this.#membership === membership) this.#giveUp(membership);
      throw error;
    }
  }

  /** Until it has joined, the signal ends the stay. */
  #heed(signal: AbortSignal | undefined, membership: Membership, joining: Promise<void>): void {
    if (!signal) return;
    const abort = () => { if (this.#membership === membership) void this.leave(); };
    const forget = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    joining.then(forget, forget);
  }

  #giveUp(membership: Membership): void {
    this.#membership = this.#joining = undefined;
    this.#watchTracks();
    membership.leave(0).catch(this.#fail);
    this.#setState('idle');
  }

  #membershipHost(): ConstructorParameters<typeof Membership>[2] {
    const settings = () => this.#settings;
    return {
      environment: this.#environment,
      get settings() { return settings(); },
      events: this.#events as Emitter<PeerEventMap>,
      openings: this.#openings,
      publishings: this.#publishings,
      responders: this.#responders,
      remotes: this.#remotes,
      send: (remote, data, options) => this.#dispatch(data, { ...options, to: remote.id }),
      request: async (remote, name, data, options = {}) => ask(this.#context, name, data, { ...checkObject('request', options), to: remote.id }),
      count: (what) => { this.#counters[what] = (this.#counters[what] ?? 0) + 1; },
    };
  }

  // Closing a connection waits for the network thread, so the goodbye is out before the page is gone.
  // The browser may keep the page for a way back (bfcache); coming back is joining again.
  readonly #onPageHide = (event: PageTransitionEvent): void => {
    this.#lastRoom = this.room;
    void this.#leave(0);
    if (event.persisted) globalThis.addEventListener('pageshow', this.#onPageShow, { once: true });
  };

  readonly #onPageShow = (): void => {
    if (!this.#membership && this.#lastRoom !== undefined) this.join({ room: this.#lastRoom }).catch(this.#fail);
  };

  readonly #fail = (error: unknown): void => {
    if (error instanceof PeerixError && error.code === 'ABORTED') return;
    const typed = error instanceof PeerixError ? error : new PeerixError('SIGNALING_FAILED', 'The driver failed.', { cause: error });
    this.#emit({ name: 'error', error: typed });
  };

  #setState(state: PeerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#emit({ name: 'state', state });
  }

  #emit(event: PeerEventMap['error'] | PeerEventMap['state']): void { (this.#events as Emitter<PeerEventMap>).emit(event as never); }
}

function isAbort(error: unknown): boolean { return error instanceof PeerixError && error.code === 'ABORTED'; }

function alreadyJoined(): PeerixError {
  return new PeerixError('ALREADY_JOINED', 'This peer is in another room.', { hint: 'Await leave() first, or use a second Peer.' });
}

function overtaken(): PeerixError {
  return new PeerixError('ABORTED', 'The signal was aborted before join().', { hint: 'Give a fresh signal.' });
}
