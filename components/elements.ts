/** The element classes; nothing is registered. */
export { PeerixRoom } from './peerix-room/peerix-room.js';
export type { DriverName, LifecycleEventMap, PeerixRoomEventMap } from './peerix-room/peerix-room.js';
export { PeerixLocalMedia } from './peerix-local-media/peerix-local-media.js';
export type { LocalMediaEventMap } from './peerix-local-media/peerix-local-media.js';
export { PeerixRemoteStreams } from './peerix-remote-streams/peerix-remote-streams.js';
export { PeerixDataChannel } from './peerix-data-channel/peerix-data-channel.js';
export type { DataChannelEventMap } from './peerix-data-channel/peerix-data-channel.js';
export { PeerixChat } from './peerix-chat/peerix-chat.js';
export type { ChatEventMap } from './peerix-chat/peerix-chat.js';
export type { ChatMessage } from './peerix-chat/message.js';
export { PeerixFiles } from './peerix-files/peerix-files.js';
export type { FilesEventMap } from './peerix-files/peerix-files.js';
export { PeerixPeers } from './peerix-peers/peerix-peers.js';
export type { PeersEventMap } from './peerix-peers/peerix-peers.js';
export { PeerixPrejoin } from './peerix-prejoin/peerix-prejoin.js';
export type { PrejoinEventMap } from './peerix-prejoin/peerix-prejoin.js';
export type { PrejoinChoices } from './peerix-prejoin/choices.js';
export { PeerixStats } from './peerix-stats/peerix-stats.js';
