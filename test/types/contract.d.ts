/**
 * Peerix: the typed contract of 2026 under module names of its own, for contract.test-d.ts to hold our types against.
 * A promise to users: it changes only when the promise does, never to make a check pass.
 * Durations are in seconds unless the member is a W3C dictionary member (`maxPacketLifeTime`: ms).
 */

declare module 'contract/engine' {
  // ───────────────────────────── Shape: types of one application ─────────────────────────────

  /**
   * The one type parameter of the library. Name what your rooms carry; leave out what you don't use.
   * ```ts
   * interface App { metadata: { name: string }; messages: { chat: string; cursor: Point }; requests: { add(x: Pair): number } }
   * const peer = new Peer<App>({ driver });
   * ```
   * It describes what honest members send. Remote data is never validated by it.
   */
  export interface Shape {
    metadata?: unknown;
    /** by channel label */
    messages?: object;
    /** by request name: functions from request data to response data */
    requests?: object;
  }
  /** Metadata when no shape is given. `name` is what the elements show. Never undefined: `{}` if none was sent. */
  export interface Metadata { name?: string; [key: string]: any }

  // The default is `any`, read as "no shape", and not `Shape`: `Peer<App>` is not assignable to `Peer<Shape>`
  // (methods make it invariant), so a typed peer could not be put into an untyped `<peerix-room>`.
  type IsAny<T> = 0 extends 1 & T ? true : false;
  export type MetadataOf<S> = IsAny<S> extends true ? Metadata : S extends { metadata: infer M } ? M : Metadata;
  export type MessagesOf<S> = IsAny<S> extends true ? { [label: string]: unknown } : S extends { messages: infer M extends object } ? M : { [label: string]: unknown };
  export type RequestsOf<S> = IsAny<S> extends true ? { [name: string]: (data: any) => any } : S extends { requests: infer R extends object } ? R : { [name: string]: (data: any) => any };
  export type Label<S> = keyof MessagesOf<S> & string;
  export type RequestName<S> = keyof RequestsOf<S> & string;
  type Payload<S, L> = L extends keyof MessagesOf<S> ? (unknown extends MessagesOf<S>[L] ? Sendable : MessagesOf<S>[L]) : never;
  type Ask<S, N extends RequestName<S>> = RequestsOf<S>[N] extends (data: infer D, ...rest: any[]) => any ? D : never;
  type Answer<S, N extends RequestName<S>> = RequestsOf<S>[N] extends (...args: any[]) => infer R ? Awaited<R> : never;

  /**
   * A string, JSON value, `ArrayBuffer` or view, `Blob`, `File`, or `ReadableStream` of bytes. Arrives as the same type.
   * `object` on purpose: a recursive `Json` type rejects every `interface`. `undefined`, functions, `bigint`,
   * `Map`, `Set` and cycles reject with `BAD_DATA` (`JSON.stringify` would lose them silently).
   */
  export type Sendable = string | number | boolean | null | object;

  // ───────────────────────────── Errors ─────────────────────────────

  export type ErrorCode =
    // your call
    | 'BAD_OPTION' | 'BAD_DATA' | 'TOO_LARGE' | 'ALREADY_JOINED' | 'NOT_JOINED' | 'UNKNOWN_PEER' | 'CHANNEL_CLOSED'
    | 'ABORTED' | 'TIMEOUT' | 'NO_RESPONDER' | 'RESPONDER_FAILED'
    // the place
    | 'INSECURE_CONTEXT' | 'UNSUPPORTED' | 'PEER_LIMIT'
    // the room
    | 'REJECTED' | 'ROOM_FULL' | 'VERIFY_FAILED'
    // the network
    | 'SIGNALING_FAILED' | 'ICE_SERVERS_FAILED' | 'CONNECTION_FAILED' | 'NEGOTIATION_FAILED' | 'CHANNEL_FAILED' | 'CHANNEL_MISMATCH'
    // devices (elements)
    | 'MEDIA_DENIED' | 'MEDIA_NOT_FOUND' | 'MEDIA_IN_USE' | 'MEDIA_FAILED';

  /**
   * Every failure has one home: a call that fails rejects (async) or throws (sync) and emits nothing;
   * what nobody called for is an `error` event. An `error` event without any listener goes to `console.error`.
   */
  export class PeerixError extends Error {
    constructor(code: ErrorCode, message: string, options?: { hint?: string; cause?: unknown });
    /** `'AbortError'` for `ABORTED`, `'TimeoutError'` for `TIMEOUT`, else `'PeerixError'`. */
    readonly name: string;
    readonly code: ErrorCode;
    /** What to do next, in one sentence. */
    readonly hint?: string;
    readonly cause?: unknown;
  }

  // ───────────────────────────── Drivers ─────────────────────────────

  /** What the engine hands out: since TypeScript 5.9's DOM types a plain `Uint8Array` does not fit `WebSocket.send`. */
  export type Bytes = Uint8Array<ArrayBuffer>;
  /** What it takes back: any `Uint8Array`. Kept by identity; the bytes must not be reused by the driver. */
  export type DriverHandler = (bytes: Uint8Array) => void;

  /**
   * What a driver must do. Any object with these three methods will do: it is never checked with `instanceof`,
   * so two copies of the library on a page can share one.
   * It may lose, repeat, delay, reorder, and echo to the sender. Topics match `[A-Za-z0-9._-]{1,200}`, payloads are ≤ 64 KiB.
   * Lifetime: connect at the first `subscribe`, disconnect after the last `unsubscribe`.
   * So nothing runs after `leave()`, one driver serves several peers, and nobody has to own it.
   */
  export interface DriverLike {
    /** Resolves once messages published from now on will be seen; stays pending while offline. */
    subscribe(topic: string, handler: DriverHandler): void | Promise<void>;
    unsubscribe(topic: string, handler: DriverHandler): void | Promise<void>;
    /** Resolves when handed to the transport. A rejection is counted as a loss. */
    publish(topic: string, bytes: Bytes): void | Promise<void>;
    /** Absent = always online. */
    readonly online?: boolean;
    addEventListener?(type: 'online' | 'offline', listener: (event: Event) => void): void;
    removeEventListener?(type: 'online' | 'offline', listener: (event: Event) => void): void;
    close?(): void | Promise<void>;
  }

  /** Base class: dispatches `online` and `offline` (names as on `window`) from `report`. */
  export abstract class Driver extends EventTarget implements DriverLike {
    readonly online: boolean;
    /** The reason of the last `offline`. */
    readonly reason?: unknown;
    abstract subscribe(topic: string, handler: DriverHandler): void | Promise<void>;
    abstract unsubscribe(topic: string, handler: DriverHandler): void | Promise<void>;
    abstract publish(topic: string, bytes: Bytes): void | Promise<void>;
    close?(): void | Promise<void>;
    /** Call on every change; repeats are ignored. */
    protected report(online: boolean, reason?: unknown): void;
  }

  /** One page. All instances with the same name (default `'peerix'`) meet; name one per test to isolate it. */
  export class MemoryDriver extends Driver {
    constructor(name?: string);
    subscribe(topic: string, handler: DriverHandler): void;
    unsubscribe(topic: string, handler: DriverHandler): void;
    publish(topic: string, bytes: Bytes): void;
  }
  /** Tabs of one browser and origin. Default name `'peerix'`. */
  export class BroadcastChannelDriver extends Driver {
    constructor(name?: string);
    subscribe(topic: string, handler: DriverHandler): void;
    unsubscribe(topic: string, handler: DriverHandler): void;
    publish(topic: string, bytes: Bytes): void;
  }
  /** The part of a NATS connection that is used: satisfied by `nats.ws` and `@nats-io/nats-core`. */
  export interface NatsConnectionLike {
    publish(subject: string, data?: Uint8Array): void;
    subscribe(subject: string, options?: any): { unsubscribe(): void } & AsyncIterable<{ data: Uint8Array }>;
    flush(): Promise<void>;
    status(): AsyncIterable<{ type: string }>;
  }
  export type NatsDriverOptions =
    /** Opens its own connection; every other option goes to `nats.ws`. */
    | { servers: string | string[]; nc?: never; prefix?: string; [natsOption: string]: unknown }
    /** Uses yours and never closes it. */
    | { nc: NatsConnectionLike; servers?: never; prefix?: string };
  export class NatsDriver extends Driver {
    constructor(options: NatsDriverOptions);
    subscribe(topic: string, handler: DriverHandler): Promise<void>;
    unsubscribe(topic: string, handler: DriverHandler): Promise<void>;
    publish(topic: string, bytes: Bytes): Promise<void>;
  }

  // ───────────────────────────── Options ─────────────────────────────

  /** A list, or an object that holds it, as TURN services answer (Cloudflare: `{ iceServers: […] }`). */
  export type IceServers = RTCIceServer[] | { iceServers: RTCIceServer[] };

  export interface Applicant<S extends Shape = any> {
    readonly id: string;
    readonly metadata: MetadataOf<S>;
    /** What was admitted before, when a member changes its metadata. */
    readonly previous?: MetadataOf<S>;
    /** Aborted after 10 s or when the applicant has gone. */
    readonly signal: AbortSignal;
  }

  export interface PeerOptions<S extends Shape = any> {
    /** Default `new MemoryDriver()`. */
    driver?: DriverLike;
    /** Called anew for each connection and restart; simultaneous calls share one result. */
    iceServers?: IceServers | (() => IceServers | Promise<IceServers>);
    /** Default `'all'`. */
    iceTransportPolicy?: RTCIceTransportPolicy;
    /** Seconds, default 15; 0 = never give up. Above 3600: `BAD_OPTION` "seconds, not milliseconds". */
    connectionTimeout?: number;
    /** Seconds, default 30; 0 = never give up. Same guard. */
    reconnectTimeout?: number;
    /** Never an attribute, never logged. */
    password?: string;
    /**
     * Admit this person? Asked on both sides, before a connection exists and before own metadata is sent,
     * and again before changed metadata is believed (no: the change is dropped).
     * No, a throw, or 10 s of silence = no. A throw is also an `error` event `VERIFY_FAILED`, for it is your bug.
     */
    verify?: (applicant: Applicant<S>) => boolean | Promise<boolean>;
    /** People in the room, yourself included. */
    maxPeers?: number;
    /** Redacted by construction: no SDP, address, key, password or metadata. */
    log?: (entry: { readonly event: string; readonly [field: string]: unknown }) => void;
    /** For Node or tests. */
    RTCPeerConnection?: typeof globalThis.RTCPeerConnection;
  }

  /** May be async: tokens come from a backend. */
  export type MetadataSource<S extends Shape = any> = MetadataOf<S> | ((id: string) => MetadataOf<S> | Promise<MetadataOf<S>>);

  export interface JoinOptions<S extends Shape = any> {
    room: string;
    metadata?: MetadataSource<S>;
    /** Gives up waiting, e.g. for an absent server; same as `leave()`. */
    signal?: AbortSignal;
  }

  export interface TrackLimits {
    /** bit/s */
    maxBitrate?: number;
    maxFramerate?: number;
    scaleResolutionDownBy?: number;
    priority?: RTCPriorityType;
    /** Such as `'VP9'`, as in `mimeType` after the slash. What one of the two browsers does not have is left to them. */
    codec?: string;
  }
  /** In device pixels. 0 × 0 or `hidden`: not seen; sound is not affected. */
  export interface WantOptions {
    /** Default `'default'`. */
    label?: string;
    width?: number;
    height?: number;
    hidden?: boolean;
  }
  export interface PublishOptions {
    stream: MediaStream;
    /** Default `'default'`. */
    label?: string;
    /** A JSON value; remotes read it in `stream:add` and in `Publication`. */
    metadata?: any;
    audio?: TrackLimits;
    video?: TrackLimits;
  }
  export interface OpenOptions<L extends string = string> {
    /** Default `'default'`. */
    label?: L;
    /** Default true. */
    ordered?: boolean;
    /** Either makes the channel unreliable: no acknowledgements, at most 64 KiB a message. */
    maxRetransmits?: number;
    /** Milliseconds (W3C). */
    maxPacketLifeTime?: number;
    protocol?: string;
    /** Incoming transfers: take all, ask (`transfer` event), or take up to so many bytes. Default 256 MiB. */
    receive?: 'accept' | 'ask' | number;
  }

  /** One id, a `Remote`, or several. */
  export type To = string | { readonly id: string } | Iterable<string | { readonly id: string }>;

  export interface SendOptions<L extends string = string> {
    /** Default `'default'`. */
    label?: L;
    /** Travels with the message: a JSON value, ≤ 8 KiB. */
    info?: any;
    signal?: AbortSignal;
  }

  // ───────────────────────────── Results ─────────────────────────────

  /**
   * `delivered`: acknowledged by the other side, whether anybody listens there or not.
   * `sent`: handed to an unreliable channel (never acknowledged).
   * `dropped`: an unreliable channel was congested. `timeout`: it took nothing of a stream for which others waited.
   * The rest: why not.
   */
  export type Outcome = 'delivered' | 'sent' | 'dropped' | 'rejected' | 'cancelled' | 'closed' | 'left' | 'timeout';

  export interface Report extends ReadonlyMap<string, Outcome> {
    /** Every addressee `delivered` or `sent`; true when there was none. As `Response.ok`. */
    readonly ok: boolean;
  }
  export interface Progress {
    /** Acknowledged bytes of the slowest addressee. */
    readonly sent: number;
    /** Undefined for a `ReadableStream`. */
    readonly total: number | undefined;
  }

  /**
   * Awaitable and async-iterable; iteration yields the latest progress (coalesced, ends when settled).
   * `break` stops watching, never the transfer.
   * Resolves with the report whatever the network does; rejects for a bad call, and with `signal.reason` on abort.
   * Never an unhandled rejection when not awaited: then failures are seen as `channel:error`.
   * Being thenable, an `async` function that returns it returns the report; wrap it: `{ transfer }`.
   */
  export interface Transfer extends PromiseLike<Report>, AsyncIterable<Progress> {
    /** Stable across awaits; equals `IncomingTransfer.id` at the receivers. */
    readonly id: string;
    /** For a Cancel button without an `AbortController`. */
    cancel(reason?: unknown): void;
    catch<T = never>(onRejected?: ((reason: any) => T | PromiseLike<T>) | null): Promise<Report | T>;
    finally(onFinally?: (() => void) | null): Promise<Report>;
  }

  /** Something larger than one chunk that is coming in. */
  export interface IncomingTransfer extends AsyncIterable<{ readonly received: number; readonly total: number | undefined }> {
    readonly id: string;
    readonly size: number | undefined;
    /** `File` name, type; undefined for bytes. Text of a stranger. */
    readonly fileName?: string;
    readonly type?: string;
    readonly info?: any;
    /** As a stream, it arrives at once as `channel:message` with a `ReadableStream`; else when whole, as `Blob` or `File`. */
    accept(options?: { as?: 'blob' } | { as: 'stream' }): void;
    reject(reason?: string): void;
    pause(): void;
    resume(): void;
    cancel(): void;
  }

  export interface RequestOptions {
    /** Seconds, default 10; 0 = wait for ever. */
    timeout?: number;
    signal?: AbortSignal;
  }

  // ───────────────────────────── Remote ─────────────────────────────

  export type PeerState = 'idle' | 'joining' | 'joined' | 'leaving';
  export type ConnectionState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';
  export type CloseReason =
    | 'left' | 'crashed' | 'timeout' | 'no-route' | 'relay-unreachable' | 'rejected' | 'room-full';

  export type QualityLevel = 'good' | 'poor' | 'lost';

  /** What a remote publishes under one label; live. */
  export interface Publication {
    readonly label: string;
    readonly stream: MediaStream;
    readonly metadata: any;
    readonly muted: { readonly audio: boolean; readonly video: boolean };
    /** As its owner hears it; never while `muted.audio`, or while nothing is heard from the remote. */
    readonly speaking: boolean;
  }

  /** A labelled channel with one remote. Ours, not the `RTCDataChannel`: raw sends would break framing. */
  export interface Channel {
    readonly label: string;
    readonly state: 'connecting' | 'open' | 'closed';
    readonly ordered: boolean;
    readonly maxRetransmits: number | null;
    readonly maxPacketLifeTime: number | null;
    readonly protocol: string;
    readonly bufferedAmount: number;
    /** `remote.send` with this label. */
    send(data: Sendable, options?: Omit<SendOptions, 'label'>): Transfer;
  }

  /** One other member. The object lives until `closed`; a member that rejoins comes as a new one with a new id; a pair that finds itself again after `closed` is a new object with the same id. */
  export interface Remote<S extends Shape = any> {
    readonly id: string;
    /** Untrusted unless `verify` admitted it. `{}` if none. */
    readonly metadata: MetadataOf<S>;
    readonly state: ConnectionState;
    /** Replaced when the link is rebuilt: do not hold on to it. */
    readonly connection: RTCPeerConnection;
    readonly streams: ReadonlyMap<string, MediaStream>;
    readonly publications: ReadonlyMap<string, Publication>;
    readonly channels: ReadonlyMap<string, Channel>;
    /** Equal on both sides unless somebody stands between; undefined before `connected`. */
    readonly safetyNumber: string | undefined;
    send<L extends Label<S>>(data: Payload<S, L>, options: SendOptions<L> & { label: L }): Transfer;
    send(data: Payload<S, 'default'>, options?: Omit<SendOptions, 'label'> & { label?: 'default' }): Transfer;
    request<N extends RequestName<S>>(name: N, data: Ask<S, N>, options?: RequestOptions): Promise<Answer<S, N>>;
    /** To this one only; wins over the peer's publication of the same label. */
    publish(options: PublishOptions): void;
    unpublish(options?: { label?: string }): void;
    /** Of the path to it, judged every two seconds; `lost` while `disconnected`. See the event `quality`. */
    readonly quality: QualityLevel;
    /** Why it is not `good`: the `reason` of that event. */
    readonly qualityReason: string | undefined;
    /**
     * What I show of a publication of its, so that it sends no more than that. What nobody sees is not sent. Survives links;
     * may be called before the label is there. Never called for a label, or called with neither size nor `hidden`: all of it.
     * @throws `BAD_OPTION`
     */
    want(options: WantOptions): void;
    getStats(): Promise<RTCStatsReport>;
  }

  // ───────────────────────────── Events ─────────────────────────────

  type ConnectionEvents<S extends Shape> = {
    [N in ConnectionState as `connection:${N}`]: {
      readonly name: `connection:${N}`;
      readonly state: N;
      readonly remote: Remote<S>;
      /** `connected` comes again after each `disconnected`: "Ann joined" is `previous === 'connecting'`. */
      readonly previous: ConnectionState | undefined;
      /** On `disconnected`, `failed`, `closed`. */
      readonly reason?: CloseReason;
    };
  };
  interface ChannelEventBase<S extends Shape> { readonly remote: Remote<S>; readonly channel: Channel }
  /** One variant per label, so `if (e.label === 'chat')` narrows `e.data`. */
  type MessageEvents<S extends Shape> = {
    [L in Label<S>]: ChannelEventBase<S> & { readonly name: 'channel:message'; readonly label: L; readonly data: MessagesOf<S>[L]; readonly info?: any };
  }[Label<S>];
  type ChannelEvents<S extends Shape> = {
    'channel:new': ChannelEventBase<S> & { readonly name: 'channel:new'; readonly label: string };
    'channel:open': ChannelEventBase<S> & { readonly name: 'channel:open'; readonly label: string };
    'channel:close': ChannelEventBase<S> & { readonly name: 'channel:close'; readonly label: string };
    'channel:message': MessageEvents<S>;
    'channel:error': ChannelEventBase<S> & { readonly name: 'channel:error'; readonly label: string; readonly error: PeerixError };
  };
  interface StreamEventBase<S extends Shape> { readonly remote: Remote<S>; readonly stream: MediaStream; readonly label: string }
  type StreamEvents<S extends Shape> = {
    'stream:add': StreamEventBase<S> & { readonly name: 'stream:add'; readonly metadata?: any };
    'stream:remove': StreamEventBase<S> & { readonly name: 'stream:remove'; readonly metadata?: any };
  };
  type TrackEvents<S extends Shape> = {
    'track:add': StreamEventBase<S> & { readonly name: 'track:add'; readonly track: MediaStreamTrack };
    'track:remove': StreamEventBase<S> & { readonly name: 'track:remove'; readonly track: MediaStreamTrack };
  };
  /**
   * Ours: never inside a documented group. `e.name === 'stream:add' ? add() : remove()` stays right for ever,
   * group listeners are not flooded by progress, and no colon is needed to bind them in Angular or JSX.
   */
  interface OwnEvents<S extends Shape> {
    metadata: { readonly name: 'metadata'; readonly remote: Remote<S>; readonly metadata: MetadataOf<S>; readonly previous: MetadataOf<S> };
    mute: { readonly name: 'mute'; readonly remote: Remote<S>; readonly label: string; readonly kind: 'audio' | 'video'; readonly muted: boolean };
    speaking: { readonly name: 'speaking'; readonly remote?: Remote<S>; readonly label: string; readonly speaking: boolean };
    /** Once per incoming transfer, before its bytes. Where the policy is `'ask'`, call `accept` or `reject`, now or later. */
    transfer: ChannelEventBase<S> & { readonly name: 'transfer'; readonly label: string; readonly transfer: IncomingTransfer };
    quality: { readonly name: 'quality'; readonly remote: Remote<S>; readonly level: QualityLevel; readonly reason?: string };
    signaling: { readonly name: 'signaling'; readonly online: boolean; readonly reason?: unknown };
    state: { readonly name: 'state'; readonly state: PeerState };
  }

  /**
   * Per remote: `connection:connected` comes before its first `channel:message`, `stream:add` or `transfer`.
   * What each name delivers. A group delivers the union of its names: switch on `e.name`.
   */
  export type PeerEventMap<S extends Shape = any> =
    & ConnectionEvents<S> & ChannelEvents<S> & StreamEvents<S> & TrackEvents<S> & OwnEvents<S>
    & {
      connection: ConnectionEvents<S>[keyof ConnectionEvents<S>];
      channel: ChannelEvents<S>[keyof ChannelEvents<S>];
      stream: StreamEvents<S>[keyof StreamEvents<S>];
      track: TrackEvents<S>[keyof TrackEvents<S>];
      error: { readonly name: 'error'; readonly error: PeerixError; readonly remote?: Remote<S> };
    };
  export type PeerEventName = keyof PeerEventMap;
  export type PeerEvent<N extends PeerEventName = PeerEventName, S extends Shape = any> = PeerEventMap<S>[N];

  /** Stops listening. Idempotent. */
  export type Unsubscribe = () => void;

  // ───────────────────────────── Peer ─────────────────────────────

  /** Everything that `Peer` and `<peerix-room>` share. */
  export interface RoomMethods<S extends Shape = any> {
    /**
     * Resolves when subscribed and announced; pending while the server is away. Same room again: the same promise.
     * Another room: `ALREADY_JOINED`. Overtaken by `leave()`: rejects with `ABORTED`, never as an unhandled rejection,
     * so React's mount-unmount-mount stays silent.
     */
    join(options: JoinOptions<S>): Promise<void>;
    leave(): Promise<void>;

    // Desired state: before `join` or after, synchronous; bad input throws (as `addTrack`, `createDataChannel` do).
    // It survives `leave()`, as listeners do: the next join shares it again.
    publish(stream: MediaStream | PublishOptions): void;
    unpublish(options?: { label?: string }): void;
    /** A remote's options win if it opened the label first; a clash is `CHANNEL_MISMATCH`. */
    open<L extends Label<S>>(options?: OpenOptions<L>): void;
    /** For the pair, as `RTCDataChannel.close`: both sides see `channel:close` until one opens it again. */
    close(options?: { label?: string }): void;
    /** Replaces the metadata, all of it, ≤ 8 KiB. */
    setMetadata(metadata: MetadataSource<S>): Promise<void>;

    /**
     * Everybody = remotes that are `connected` or `disconnected` now (for the latter it waits). Nobody: resolves, `ok`.
     * An id that has left: outcome `left`; one never seen in this room: `UNKNOWN_PEER`.
     * A label that a remote opened counts as opened by you too, towards everybody: in a room of three an answer reaches all.
     * `'default'` opens itself at the first send; any other label that nobody opened: `CHANNEL_CLOSED`.
     */
    send<L extends Label<S>>(data: Payload<S, L>, options: SendOptions<L> & { label: L; to?: To }): Transfer;
    send(data: Payload<S, 'default'>, options?: SendOptions<'default'> & { to?: To }): Transfer;

    /** To one: its answer, or a rejection. `name` is a request's own name, not a channel; nothing to open. */
    request<N extends RequestName<S>>(name: N, data: Ask<S, N>, options: RequestOptions & { to: string | Remote<S> }): Promise<Answer<S, N>>;
    /** To several, or everybody: all outcomes by remote id; never rejects for one of them. */
    request<N extends RequestName<S>>(name: N, data: Ask<S, N>, options?: RequestOptions & { to?: To }): Promise<ReadonlyMap<string, PromiseSettledResult<Answer<S, N>>>>;
    /** One responder a name; a throw reaches the asker as `RESPONDER_FAILED` with the message only. */
    respond<N extends RequestName<S>>(
      name: N,
      handler: (data: Ask<S, N>, context: { readonly remote: Remote<S>; readonly signal: AbortSignal }) => Answer<S, N> | Promise<Answer<S, N>>,
    ): Unsubscribe;

    on<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void, options?: { signal?: AbortSignal }): Unsubscribe;
    once<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void, options?: { signal?: AbortSignal }): Unsubscribe;
    off<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void): void;
  }

  export class Peer<S extends Shape = any> implements RoomMethods<S> {
    constructor(options?: PeerOptions<S>);
    /** New for every join; undefined while idle. */
    readonly id: string | undefined;
    readonly room: string | undefined;
    readonly metadata: MetadataOf<S>;
    readonly state: PeerState;
    /** The other members by id, in order of arrival. */
    readonly remotes: ReadonlyMap<string, Remote<S>>;
    /** Signaling counters: sent, received, resent, duplicate, dropped by reason. */
    readonly counters: Readonly<Record<string, number>>;
    join: RoomMethods<S>['join'];
    leave: RoomMethods<S>['leave'];
    publish: RoomMethods<S>['publish'];
    unpublish: RoomMethods<S>['unpublish'];
    open: RoomMethods<S>['open'];
    close: RoomMethods<S>['close'];
    setMetadata: RoomMethods<S>['setMetadata'];
    send: RoomMethods<S>['send'];
    request: RoomMethods<S>['request'];
    respond: RoomMethods<S>['respond'];
    on: RoomMethods<S>['on'];
    once: RoomMethods<S>['once'];
    off: RoomMethods<S>['off'];
    /** `await using peer = new Peer(…)`: leaves. */
    [Symbol.asyncDispose](): Promise<void>;
  }
}

declare module 'contract/elements' {
  import type {
    DriverLike, IceServers, MetadataOf, OpenOptions, Outcome, Peer, PeerEventMap, PeerixError, PeerOptions, PeerState, Remote, RoomMethods, Sendable,
    SendOptions, Shape, To, Transfer,
  } from 'contract/engine';

  type Listener<T, E> = ((this: T, event: E) => any) | { handleEvent(event: E): void };
  /** `addEventListener` typed by a map; strings of other names still compile. */
  interface TypedTarget<T, M> {
    add<K extends keyof M>(type: K, listener: Listener<T, M[K]>, options?: boolean | AddEventListenerOptions): void;
    add(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
    remove<K extends keyof M>(type: K, listener: Listener<T, M[K]>, options?: boolean | EventListenerOptions): void;
    remove(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
  }
  export type LifecycleEventMap<S extends Shape = any> = { [N in keyof PeerEventMap<S>]: CustomEvent<PeerEventMap<S>[N]> };
  /** The element's own `error` replaces the DOM's `ErrorEvent`. */
  export type PeerixRoomEventMap<S extends Shape = any> = Omit<HTMLElementEventMap, keyof LifecycleEventMap> & LifecycleEventMap<S>;

  export type DriverName = 'broadcast-channel' | 'memory' | 'nats';

  /**
   * `<peerix-room>`. Joins by itself once connected with a `room`, unless `manual`; while the document is being parsed
   * it waits for `DOMContentLoaded`, so a later module script can still set `password`, `verify` or `driver`.
   * Changes made in one task are applied together: `room` `driver` `servers` `topicPrefix` `password` → leave and join;
   * `name` `metadata` → live; the rest → from the next connection.
   */
  export class PeerixRoom<S extends Shape = any> extends HTMLElement implements Omit<RoomMethods<S>, 'join'> {
    room: string;
    /** Reads back what was set. */
    get driver(): DriverName | DriverLike;
    set driver(value: DriverName | DriverLike | null | undefined);
    /** Space-separated. */
    servers: string;
    /** `topic-prefix`. */
    topicPrefix: string;
    name: string;
    get metadata(): MetadataOf<S>;
    set metadata(value: MetadataOf<S> | null | undefined);
    iceTransportPolicy: RTCIceTransportPolicy;
    manual: boolean;
    connectionTimeout: number;
    reconnectTimeout: number;
    maxPeers: number;
    /** Attribute `ice-servers`: space-separated `stun:` URLs; credentials only by property. */
    iceServers: PeerOptions<S>['iceServers'];
    /**
     * Never reflected. An *attribute* `password` (React's server renderer writes one from the prop) makes the element
     * refuse to join with `BAD_OPTION`: joining the unlocked room instead would fail open.
     */
    password: string;
    verify: PeerOptions<S>['verify'];
    /** Always there. An injected one is joined and left by its owner, never by the element. */
    peer: Peer<S>;
    readonly remotes: ReadonlyMap<string, Remote<S>>;
    readonly state: PeerState;
    /** Options default to the attributes. */
    join(options?: Partial<import('contract/engine').JoinOptions<S>>): Promise<void>;
    leave: RoomMethods<S>['leave'];
    publish: RoomMethods<S>['publish'];
    unpublish: RoomMethods<S>['unpublish'];
    open: RoomMethods<S>['open'];
    close: RoomMethods<S>['close'];
    setMetadata: RoomMethods<S>['setMetadata'];
    send: RoomMethods<S>['send'];
    request: RoomMethods<S>['request'];
    respond: RoomMethods<S>['respond'];
    /** The engine's event objects, not `CustomEvent`s. */
    on: RoomMethods<S>['on'];
    once: RoomMethods<S>['once'];
    off: RoomMethods<S>['off'];
    addEventListener: TypedTarget<PeerixRoom<S>, PeerixRoomEventMap<S>>['add'];
    removeEventListener: TypedTarget<PeerixRoom<S>, PeerixRoomEventMap<S>>['remove'];
  }

  export interface LocalMediaEventMap extends HTMLElementEventMap {
    'media-start': CustomEvent<{ stream: MediaStream }>;
    'media-stop': CustomEvent<{ reason: 'stopped' | 'ended' | 'unplugged' }>;
    'media-error': CustomEvent<{ error: PeerixError }>;
  }
  /** `<peerix-local-media>`. `screen` never starts by itself: browsers want a click, call `start()`. */
  export class PeerixLocalMedia extends HTMLElement {
    audio: boolean;
    video: boolean;
    screen: boolean;
    label: string;
    muted: boolean;
    cameraOff: boolean;
    audioDevice: string;
    videoDevice: string;
    manual: boolean;
    /** Attribute `for`. */
    htmlFor: string;
    /** The room itself, where an id cannot reach (another shadow root); as `popoverTargetElement`. */
    forElement: PeerixRoom<any> | null;
    stream: MediaStream | null;
    constraints: MediaStreamConstraints | null;
    start(): Promise<MediaStream>;
    stop(): void;
    addEventListener: TypedTarget<PeerixLocalMedia, LocalMediaEventMap>['add'];
    removeEventListener: TypedTarget<PeerixLocalMedia, LocalMediaEventMap>['remove'];
  }
  export interface RemoteStreamsEventMap extends HTMLElementEventMap {
    /** Somebody pins a tile or lets it go. Cancel it to decide for yourself. */
    'tile-pin': CustomEvent<{ remote: Remote; label: string; pinned: boolean }>;
  }
  /** `<peerix-remote-streams>` */
  export class PeerixRemoteStreams extends HTMLElement {
    label: string;
    /** An avatar tile for remotes that share nothing. */
    everyone: boolean;
    layout: 'grid' | 'spotlight' | 'strip';
    /** The id of a remote, or that, a space and a label: shown large. */
    pinned: string;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    addEventListener: TypedTarget<PeerixRemoteStreams, RemoteStreamsEventMap>['add'];
    removeEventListener: TypedTarget<PeerixRemoteStreams, RemoteStreamsEventMap>['remove'];
  }

  export interface TileEventMap extends HTMLElementEventMap {
    /** Cancel it to decide for yourself. */
    'tile-pin': CustomEvent<{ remote: Remote | null; label: string; pinned: boolean }>;
    'tile-resize': CustomEvent<{ width: number; height: number }>;
  }
  /** `<peerix-tile>`: one person, or one screen. It follows a `remote`, or shows a `stream`. */
  export class PeerixTile extends HTMLElement {
    remote: Remote | null;
    stream: MediaStream | null;
    label: string;
    name: string;
    fullName: string;
    seed: string;
    /** Their microphone is off; the tile's own sound is `silent`. */
    muted: boolean;
    cameraOff: boolean;
    speaking: boolean;
    reconnecting: boolean;
    pinned: boolean;
    mirror: boolean;
    quality: 'good' | 'poor' | 'lost' | '';
    fit: 'cover' | 'contain' | '';
    silent: boolean;
    /** Space-separated: `pin`, `fullscreen`, `picture-in-picture`. */
    tools: string;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    /** Width : height of the picture, once it has come. */
    readonly ratio: number | undefined;
    addEventListener: TypedTarget<PeerixTile, TileEventMap>['add'];
    removeEventListener: TypedTarget<PeerixTile, TileEventMap>['remove'];
  }

  export type DataChannelEventMap = HTMLElementEventMap & {
    [N in 'channel' | 'channel:new' | 'channel:open' | 'channel:close' | 'channel:message' | 'channel:error' | 'transfer']: CustomEvent<PeerEventMap[N]>;
  };
  /** `<peerix-data-channel>`: a declared channel, open while the element is there. It has no looks. */
  export class PeerixDataChannel extends HTMLElement {
    label: string;
    ordered: boolean;
    maxRetransmits: number | null;
    /** Milliseconds (W3C). */
    maxPacketLifeTime: number | null;
    protocol: string;
    receive: OpenOptions['receive'];
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    /** `open` with somebody, `connecting` with nobody yet, `closed` outside a room. */
    readonly state: 'connecting' | 'open' | 'closed';
    send(data: Sendable, options?: Omit<SendOptions, 'label'> & { to?: To }): Transfer;
    addEventListener: TypedTarget<PeerixDataChannel, DataChannelEventMap>['add'];
    removeEventListener: TypedTarget<PeerixDataChannel, DataChannelEventMap>['remove'];
  }

  /** A snapshot. */
  export interface ChatMessage {
    /** Only together with `from` it tells a message from all others. */
    readonly id: string;
    /** The author's peer id. */
    readonly from: string;
    /** What the author was called then. Text of a stranger. */
    readonly name: string;
    readonly text: string;
    /** When it came, in milliseconds since 1970 by the clock of this device. */
    readonly at: number;
    readonly own: boolean;
    /** Who passed it on, where it was not heard from its author. */
    readonly passedOnBy?: string;
    /** What became of your own message, by remote id; undefined: on its way. */
    readonly delivery?: ReadonlyMap<string, Outcome | undefined>;
  }
  export interface ChatEventMap extends HTMLElementEventMap {
    'chat-message': CustomEvent<{ message: ChatMessage }>;
    /** Another number of messages is unread. Bubbles. */
    'chat-unread': CustomEvent<{ unread: number }>;
  }
  /** `<peerix-chat>` */
  export class PeerixChat extends HTMLElement {
    label: string;
    heading: string;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    readonly messages: readonly ChatMessage[];
    /** How many came that nobody has seen yet. */
    readonly unread: number;
    /** Throws `NOT_JOINED`, `BAD_DATA`, `TOO_LARGE`. */
    send(text: string): ChatMessage;
    addEventListener: TypedTarget<PeerixChat, ChatEventMap>['add'];
    removeEventListener: TypedTarget<PeerixChat, ChatEventMap>['remove'];
  }

  /** `<peerix-toggle>` */
  export class PeerixToggle extends HTMLElement {
    kind: 'microphone' | 'camera' | 'screen';
    htmlFor: string;
    /** A room, or the local media itself. */
    forElement: PeerixRoom<any> | PeerixLocalMedia | null;
    readonly pressed: boolean;
    toggle(): void;
  }
  /** `<peerix-device-select>` */
  export class PeerixDeviceSelect extends HTMLElement {
    kind: 'microphone' | 'camera' | 'speaker';
    htmlFor: string;
    forElement: PeerixRoom<any> | PeerixLocalMedia | null;
    /** The id of the chosen device; `''` = the browser's choice. */
    readonly value: string;
  }
  export interface LeaveEventMap extends HTMLElementEventMap {
    leave: CustomEvent<{ room: PeerixRoom<any> }>;
  }
  /** `<peerix-leave>` */
  export class PeerixLeave extends HTMLElement {
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    addEventListener: TypedTarget<PeerixLeave, LeaveEventMap>['add'];
    removeEventListener: TypedTarget<PeerixLeave, LeaveEventMap>['remove'];
  }
  /** `<peerix-controls>` */
  export class PeerixControls extends HTMLElement {
    /** Listen to M, V and S. Default true. */
    shortcuts: boolean;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
  }
  export interface AudioEventMap extends HTMLElementEventMap {
    'media-error': CustomEvent<{ error: PeerixError }>;
  }
  /** `<peerix-audio>` */
  export class PeerixAudio extends HTMLElement {
    /** `deviceId` of a speaker. */
    device: string;
    /** 0 to 1. */
    volume: number;
    muted: boolean;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    addEventListener: TypedTarget<PeerixAudio, AudioEventMap>['add'];
    removeEventListener: TypedTarget<PeerixAudio, AudioEventMap>['remove'];
  }
  /** `<peerix-start-audio>` */
  export class PeerixStartAudio extends HTMLElement {
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
  }

  export interface ConferenceEventMap extends HTMLElementEventMap {
    /** The person opened another panel, or closed it. */
    'panel-change': CustomEvent<{ panel: 'chat' | 'files' | 'people' | 'invite' | 'stats' | '' }>;
  }
  /** `<peerix-conference>`: a whole call. */
  export class PeerixConference extends HTMLElement {
    /** People get ready first; the room is `manual`. */
    prejoin: boolean;
    /** `''` = none. */
    panel: 'chat' | 'files' | 'people' | 'invite' | 'stats' | '';
    layout: 'grid' | 'spotlight' | 'strip';
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    addEventListener: TypedTarget<PeerixConference, ConferenceEventMap>['add'];
    removeEventListener: TypedTarget<PeerixConference, ConferenceEventMap>['remove'];
  }

  export interface FilesEventMap extends HTMLElementEventMap {
    /** `from` is the id of the remote. */
    'file-received': CustomEvent<{ file: File; from: string }>;
    /** It is not taken unasked. The name is text of a stranger. */
    'file-offered': CustomEvent<{ name: string; size: number; from: string }>;
  }
  /** `<peerix-files>` */
  export class PeerixFiles extends HTMLElement {
    label: string;
    /** What is taken unasked: everything, nothing, or files of up to so many bytes. Default 256 MiB. */
    receive: 'accept' | 'ask' | number;
    /** As for `<input type="file">`. */
    accept: string;
    /** Take what is dropped or pasted anywhere on the page. */
    wholePage: boolean;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    /** To everybody who is here. Throws `NOT_JOINED`, `BAD_DATA`. */
    send(files: File | Iterable<File>): void;
    addEventListener: TypedTarget<PeerixFiles, FilesEventMap>['add'];
    removeEventListener: TypedTarget<PeerixFiles, FilesEventMap>['remove'];
  }

  export interface PeersEventMap extends HTMLElementEventMap {
    /** What I chose about the remote of that id, for myself. */
    'peer-choice': CustomEvent<{ id: string; volume: number; hidden: boolean }>;
  }
  /** `<peerix-peers>`: who is here. */
  export class PeerixPeers extends HTMLElement {
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    addEventListener: TypedTarget<PeerixPeers, PeersEventMap>['add'];
    removeEventListener: TypedTarget<PeerixPeers, PeersEventMap>['remove'];
  }

  /** What a person chose before joining. Device ids, `''` = the browser's choice. */
  export interface PrejoinChoices {
    readonly name: string;
    readonly audioDevice: string;
    readonly videoDevice: string;
    readonly outputDevice: string;
    readonly muted: boolean;
    readonly cameraOff: boolean;
  }
  export interface PrejoinEventMap extends HTMLElementEventMap {
    /** Cancelable: then the element does nothing more. */
    'prejoin-join': CustomEvent<PrejoinChoices>;
  }
  /** `<peerix-prejoin>`: preview, devices, name; joins its room. */
  export class PeerixPrejoin extends HTMLElement {
    name: string;
    nameRequired: boolean;
    muted: boolean;
    cameraOff: boolean;
    /** Where choices are kept in `localStorage`; `''` = nowhere. */
    storageKey: string;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
    addEventListener: TypedTarget<PeerixPrejoin, PrejoinEventMap>['add'];
    removeEventListener: TypedTarget<PeerixPrejoin, PrejoinEventMap>['remove'];
  }

  /** `<peerix-stats>`: how the links do. */
  export class PeerixStats extends HTMLElement {
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
  }
  /** `<peerix-status>` */
  export class PeerixStatus extends HTMLElement {
    /** For screen readers only. */
    unseen: boolean;
    htmlFor: string;
    forElement: PeerixRoom<any> | null;
  }

  export interface InviteEventMap extends HTMLElementEventMap {
    'invite-copied': CustomEvent<{ url: string }>;
    'invite-shared': CustomEvent<{ url: string }>;
  }
  /** `<peerix-invite>` */
  export class PeerixInvite extends HTMLElement {
    /** What to pass on; `''`, the default, is the address of the page. */
    url: string;
    /** The QR code is shown. */
    qr: boolean;
    addEventListener: TypedTarget<PeerixInvite, InviteEventMap>['add'];
    removeEventListener: TypedTarget<PeerixInvite, InviteEventMap>['remove'];
  }

  /** Words by vocabulary and key; which there are, the published types tell. */
  export type Words = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Adds a language (a BCP 47 tag), or replaces words of one. Throws `BAD_OPTION`. */
  export function addWords(language: string, words: Words): void;
}
