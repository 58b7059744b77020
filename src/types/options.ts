import type { MetadataOf, Shape } from './shape.js';
import type { DriverLike } from '../drivers/driver.js';

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
  /** Default `'default'`; those that begin with `peerix:` are the engine's own. */
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

export interface RequestOptions {
  /** Seconds, default 10; 0 = wait for ever. */
  timeout?: number;
  signal?: AbortSignal;
}
