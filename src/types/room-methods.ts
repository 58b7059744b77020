import type { Answer, Ask, Label, Payload, RequestName, Shape } from './shape.js';
import type { JoinOptions, MetadataSource, OpenOptions, PublishOptions, RequestOptions, SendOptions, To } from './options.js';
import type { Transfer } from './results.js';
import type { Remote } from './remote.js';
import type { PeerEventMap } from './events.js';

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
  /** One responder a name (a second throws `BAD_OPTION`); a throw reaches the asker as `RESPONDER_FAILED` with the message only. */
  respond<N extends RequestName<S>>(
    name: N,
    handler: (data: Ask<S, N>, context: { readonly remote: Remote<S>; readonly signal: AbortSignal }) => Answer<S, N> | Promise<Answer<S, N>>,
  ): Unsubscribe;

  on<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void, options?: { signal?: AbortSignal }): Unsubscribe;
  once<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void, options?: { signal?: AbortSignal }): Unsubscribe;
  off<N extends keyof PeerEventMap<S>>(name: N, listener: (event: PeerEventMap<S>[N]) => void): void;
}

