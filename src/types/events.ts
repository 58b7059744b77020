import type { PeerixError } from '../errors.js';
import type { Label, MessagesOf, MetadataOf, Shape } from './shape.js';
import type { IncomingTransfer } from './results.js';
import type { Channel, CloseReason, ConnectionState, PeerState, QualityLevel, Remote } from './remote.js';

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

