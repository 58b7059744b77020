export type { Shape, Metadata, MetadataOf, MessagesOf, RequestsOf, Label, RequestName, Sendable } from './shape.js';
export type {
  Applicant, IceServers, JoinOptions, MetadataSource, OpenOptions, PeerOptions, PublishOptions, RequestOptions,
  SendOptions, To, TrackLimits, WantOptions,
} from './options.js';
export type { IncomingTransfer, Outcome, Progress, Report, Transfer } from './results.js';
export type { Channel, CloseReason, ConnectionState, PeerState, Publication, QualityLevel, Remote } from './remote.js';
export type { PeerEvent, PeerEventMap, PeerEventName } from './events.js';
export type { RoomMethods, Unsubscribe } from './room-methods.js';
