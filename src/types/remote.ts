import type { Answer, Ask, Label, MetadataOf, Payload, RequestName, Sendable, Shape } from './shape.js';
import type { PublishOptions, RequestOptions, SendOptions, WantOptions } from './options.js';
import type { Transfer } from './results.js';

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

