// Checked by `npm run types` against the sources, and by test/package against the types as published. Nothing here runs.
import type * as Contract from 'contract/engine';
import type * as ContractElements from 'contract/elements';
import type * as Engine from '../../src/index.js';
import type * as Elements from '../../components/elements.js';

interface Point { x: number; y: number }
interface App {
  metadata: { name: string };
  messages: { default: string; chat: string; cursor: Point; file: Blob };
  requests: { add(pair: { a: number; b: number }): number };
}

// ───────────────────────────── Comparison ─────────────────────────────

type IsAny<T> = 0 extends 1 & T ? true : false;
type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Interchangeable<A, B> = IsAny<A> extends true ? IsAny<B>
  : IsAny<B> extends true ? false
    : [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** The members of the contract that ours lacks or types otherwise. A failing check names them. */
type Differences<Ours, Theirs, Of extends keyof Theirs = keyof Theirs> = {
  [N in Of]-?: N extends keyof Ours ? (SameMember<Ours, Theirs, N> extends true ? never : N) : N
}[Of];
type SameMember<Ours, Theirs, N extends keyof Ours & keyof Theirs> =
  [IsAny<Ours[N]>, IsAny<Result<Ours[N]>>] extends [IsAny<Theirs[N]>, IsAny<Result<Theirs[N]>>]
    ? Interchangeable<Pick<Ours, N>, Pick<Theirs, N>> : false;
/** What calling a method gives: `any` fits everything and would hide there. */
type Result<M> = M extends (...args: any[]) => infer R ? R : never;
/** Element classes inherit more from Lit than from HTMLElement: the contract speaks of what it adds. */
type OwnMembers<E> = Exclude<keyof E, keyof HTMLElement> | (keyof E & ('addEventListener' | 'removeEventListener'));

declare function none<Differing extends never>(): Differing;
declare function yes<Same extends true>(): Same;

// ───────────────────────────── Plain types: the very same ─────────────────────────────

yes<Identical<Engine.ErrorCode, Contract.ErrorCode>>();
yes<Identical<Engine.Sendable, Contract.Sendable>>();
yes<Identical<Engine.Shape, Contract.Shape>>();
yes<Identical<Engine.Metadata, Contract.Metadata>>();
yes<Identical<Engine.MetadataOf<App>, Contract.MetadataOf<App>>>();
yes<Identical<Engine.MetadataOf<any>, Contract.MetadataOf<any>>>();
yes<Identical<Engine.MessagesOf<App>, Contract.MessagesOf<App>>>();
yes<Identical<Engine.RequestsOf<App>, Contract.RequestsOf<App>>>();
yes<Identical<Engine.Label<App>, Contract.Label<App>>>();
yes<Identical<Engine.RequestName<App>, Contract.RequestName<App>>>();
yes<Identical<Engine.Bytes, Contract.Bytes>>();
yes<Identical<Engine.DriverHandler, Contract.DriverHandler>>();
yes<Identical<Engine.DriverLike, Contract.DriverLike>>();
yes<Identical<Engine.IceServers, Contract.IceServers>>();
yes<Identical<Engine.Applicant<App>, Contract.Applicant<App>>>();
yes<Identical<Engine.PeerOptions<App>, Contract.PeerOptions<App>>>();
yes<Identical<Engine.PeerOptions, Contract.PeerOptions>>();
yes<Identical<Engine.MetadataSource<App>, Contract.MetadataSource<App>>>();
yes<Identical<Engine.JoinOptions<App>, Contract.JoinOptions<App>>>();
yes<Identical<Engine.TrackLimits, Contract.TrackLimits>>();
yes<Identical<Engine.PublishOptions, Contract.PublishOptions>>();
yes<Identical<Engine.WantOptions, Contract.WantOptions>>();
yes<Identical<Engine.QualityLevel, Contract.QualityLevel>>();
yes<Identical<Engine.OpenOptions, Contract.OpenOptions>>();
yes<Identical<Engine.To, Contract.To>>();
yes<Identical<Engine.SendOptions<'chat'>, Contract.SendOptions<'chat'>>>();
yes<Identical<Engine.RequestOptions, Contract.RequestOptions>>();
yes<Identical<Engine.Outcome, Contract.Outcome>>();
yes<Identical<Engine.Report, Contract.Report>>();
yes<Identical<Engine.Progress, Contract.Progress>>();
yes<Identical<Engine.Transfer, Contract.Transfer>>();
yes<Identical<Engine.IncomingTransfer, Contract.IncomingTransfer>>();
yes<Identical<Engine.PeerState, Contract.PeerState>>();
yes<Identical<Engine.ConnectionState, Contract.ConnectionState>>();
yes<Identical<Engine.CloseReason, Contract.CloseReason>>();
yes<Identical<Engine.Publication, Contract.Publication>>();
yes<Identical<Engine.Channel, Contract.Channel>>();
yes<Identical<Engine.PeerEventName, Contract.PeerEventName>>();
yes<Identical<Engine.Unsubscribe, Contract.Unsubscribe>>();
yes<Identical<Elements.DriverName, ContractElements.DriverName>>();

// What is taken may ask for more that is optional.
yes<Interchangeable<Engine.NatsConnectionLike, Contract.NatsConnectionLike>>();
yes<Interchangeable<Engine.NatsDriverOptions, Contract.NatsDriverOptions>>();

// ───────────────────────────── What is made of classes: member by member, both ways ─────────────────────────────

none<Differences<Engine.PeerixError, Contract.PeerixError>>();
// `reason` is a getter, which cannot be optional: reads the same.
yes<Identical<Engine.Driver['reason'], Contract.Driver['reason']>>();
none<Differences<Engine.Driver, Contract.Driver, Exclude<keyof Contract.Driver, 'reason'>>>();
none<Differences<Engine.MemoryDriver, Contract.MemoryDriver, Exclude<keyof Contract.MemoryDriver, 'reason'>>>();
none<Differences<Engine.BroadcastChannelDriver, Contract.BroadcastChannelDriver, Exclude<keyof Contract.BroadcastChannelDriver, 'reason'>>>();
none<Differences<Engine.NatsDriver, Contract.NatsDriver, Exclude<keyof Contract.NatsDriver, 'reason'>>>();
none<Differences<Engine.Remote, Contract.Remote>>();
none<Differences<Engine.Remote<App>, Contract.Remote<App>>>();
none<Differences<Engine.RoomMethods<App>, Contract.RoomMethods<App>>>();
none<Differences<Engine.PeerEventMap, Contract.PeerEventMap>>();
none<Differences<Engine.PeerEventMap<App>, Contract.PeerEventMap<App>>>();
yes<Interchangeable<Engine.PeerEvent<'channel', App>, Contract.PeerEvent<'channel', App>>>();
none<Differences<Engine.Peer, Contract.Peer>>();
none<Differences<Engine.Peer<App>, Contract.Peer<App>>>();
yes<Interchangeable<ConstructorParameters<typeof Engine.PeerixError>, ConstructorParameters<typeof Contract.PeerixError>>>();
yes<Interchangeable<ConstructorParameters<typeof Engine.MemoryDriver>, ConstructorParameters<typeof Contract.MemoryDriver>>>();
yes<Interchangeable<
  ConstructorParameters<typeof Engine.BroadcastChannelDriver>, ConstructorParameters<typeof Contract.BroadcastChannelDriver>
>>();
yes<Interchangeable<ConstructorParameters<typeof Engine.NatsDriver>, ConstructorParameters<typeof Contract.NatsDriver>>>();

// `peer` and `forElement` hold classes with private parts: ours is what users get; the examples below set them.
type RoomMembers = Exclude<OwnMembers<ContractElements.PeerixRoom>, 'peer'>;
type MediaMembers = Exclude<OwnMembers<ContractElements.PeerixLocalMedia>, 'forElement'>;
type StreamsMembers = Exclude<OwnMembers<ContractElements.PeerixRemoteStreams>, 'forElement'>;
none<Differences<
  Elements.PeerixRoom, ContractElements.PeerixRoom, Exclude<RoomMembers, 'addEventListener' | 'removeEventListener'>
>>();
none<Differences<
  Elements.PeerixRoom<App>, ContractElements.PeerixRoom<App>, Exclude<RoomMembers, 'addEventListener' | 'removeEventListener'>
>>();
none<Differences<
  Elements.PeerixLocalMedia, ContractElements.PeerixLocalMedia,
  Exclude<MediaMembers, 'addEventListener' | 'removeEventListener'>
>>();
none<Differences<Elements.PeerixRemoteStreams, ContractElements.PeerixRemoteStreams, StreamsMembers>>();
type Untargeted<E> = Exclude<OwnMembers<E>, 'forElement' | 'addEventListener' | 'removeEventListener'>;
none<Differences<Elements.PeerixTile, ContractElements.PeerixTile, Exclude<Untargeted<ContractElements.PeerixTile>, 'remote'>>>();
none<Differences<Elements.PeerixDataChannel, ContractElements.PeerixDataChannel, Untargeted<ContractElements.PeerixDataChannel>>>();
none<Differences<Elements.PeerixChat, ContractElements.PeerixChat, Untargeted<ContractElements.PeerixChat>>>();
yes<Identical<Elements.ChatMessage, ContractElements.ChatMessage>>();
none<Differences<Elements.DataChannelEventMap, ContractElements.DataChannelEventMap>>();
none<Differences<Elements.ChatEventMap, ContractElements.ChatEventMap>>();
none<Differences<Elements.PeerixFiles, ContractElements.PeerixFiles, Untargeted<ContractElements.PeerixFiles>>>();
none<Differences<Elements.FilesEventMap, ContractElements.FilesEventMap>>();
none<Differences<Elements.PeerixStatus, ContractElements.PeerixStatus, Untargeted<ContractElements.PeerixStatus>>>();
none<Differences<Elements.PeerixInvite, ContractElements.PeerixInvite, Untargeted<ContractElements.PeerixInvite>>>();
none<Differences<Elements.InviteEventMap, ContractElements.InviteEventMap>>();
none<Differences<Elements.PeerixPeers, ContractElements.PeerixPeers, Untargeted<ContractElements.PeerixPeers>>>();
none<Differences<Elements.PeersEventMap, ContractElements.PeersEventMap>>();
none<Differences<Elements.PeerixConference, ContractElements.PeerixConference, Untargeted<ContractElements.PeerixConference>>>();
none<Differences<Elements.ConferenceEventMap, ContractElements.ConferenceEventMap>>();
none<Differences<Elements.PeerixPrejoin, ContractElements.PeerixPrejoin, Untargeted<ContractElements.PeerixPrejoin>>>();
none<Differences<Elements.PrejoinEventMap, ContractElements.PrejoinEventMap>>();
yes<Identical<Elements.PrejoinChoices, ContractElements.PrejoinChoices>>();
none<Differences<Elements.PeerixStats, ContractElements.PeerixStats, Untargeted<ContractElements.PeerixStats>>>();
none<Differences<Elements.PeerixToggle, ContractElements.PeerixToggle, Untargeted<ContractElements.PeerixToggle>>>();
none<Differences<Elements.PeerixDeviceSelect, ContractElements.PeerixDeviceSelect, Untargeted<ContractElements.PeerixDeviceSelect>>>();
none<Differences<Elements.PeerixLeave, ContractElements.PeerixLeave, Untargeted<ContractElements.PeerixLeave>>>();
none<Differences<Elements.PeerixControls, ContractElements.PeerixControls, Untargeted<ContractElements.PeerixControls>>>();
none<Differences<Elements.PeerixAudio, ContractElements.PeerixAudio, Untargeted<ContractElements.PeerixAudio>>>();
none<Differences<Elements.PeerixStartAudio, ContractElements.PeerixStartAudio, Untargeted<ContractElements.PeerixStartAudio>>>();
none<Differences<Elements.AudioEventMap, ContractElements.AudioEventMap>>();
none<Differences<Elements.LifecycleEventMap, ContractElements.LifecycleEventMap>>();
none<Differences<Elements.PeerixRoomEventMap<App>, ContractElements.PeerixRoomEventMap<App>>>();
none<Differences<Elements.LocalMediaEventMap, ContractElements.LocalMediaEventMap>>();
none<Differences<Elements.RemoteStreamsEventMap, ContractElements.RemoteStreamsEventMap, 'tile-pin'>>();
none<Differences<Elements.TileEventMap, ContractElements.TileEventMap, 'tile-resize'>>();
yes<Identical<HTMLElementTagNameMap['peerix-room'], Elements.PeerixRoom>>();
yes<Identical<HTMLElementTagNameMap['peerix-local-media'], Elements.PeerixLocalMedia>>();
yes<Identical<HTMLElementTagNameMap['peerix-remote-streams'], Elements.PeerixRemoteStreams>>();
yes<Identical<HTMLElementTagNameMap['peerix-tile'], Elements.PeerixTile>>();
yes<Identical<HTMLElementTagNameMap['peerix-data-channel'], Elements.PeerixDataChannel>>();
yes<Identical<HTMLElementTagNameMap['peerix-chat'], Elements.PeerixChat>>();
yes<Identical<HTMLElementTagNameMap['peerix-files'], Elements.PeerixFiles>>();
yes<Identical<HTMLElementTagNameMap['peerix-status'], Elements.PeerixStatus>>();
yes<Identical<HTMLElementTagNameMap['peerix-invite'], Elements.PeerixInvite>>();
yes<Identical<HTMLElementTagNameMap['peerix-peers'], Elements.PeerixPeers>>();
yes<Identical<HTMLElementTagNameMap['peerix-conference'], Elements.PeerixConference>>();
yes<Identical<HTMLElementTagNameMap['peerix-prejoin'], Elements.PeerixPrejoin>>();
yes<Identical<HTMLElementTagNameMap['peerix-stats'], Elements.PeerixStats>>();
yes<Identical<HTMLElementTagNameMap['peerix-toggle'], Elements.PeerixToggle>>();
yes<Identical<HTMLElementTagNameMap['peerix-device-select'], Elements.PeerixDeviceSelect>>();
yes<Identical<HTMLElementTagNameMap['peerix-leave'], Elements.PeerixLeave>>();
yes<Identical<HTMLElementTagNameMap['peerix-controls'], Elements.PeerixControls>>();
yes<Identical<HTMLElementTagNameMap['peerix-audio'], Elements.PeerixAudio>>();
yes<Identical<HTMLElementTagNameMap['peerix-start-audio'], Elements.PeerixStartAudio>>();
