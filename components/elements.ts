/** The element classes; nothing is registered. */
export { PeerixRoom } from './peerix-room/peerix-room.js';
export type { DriverName, LifecycleEventMap, PeerixRoomEventMap } from './peerix-room/peerix-room.js';
export { PeerixLocalMedia } from './peerix-local-media/peerix-local-media.js';
export type { LocalMediaEventMap } from './peerix-local-media/peerix-local-media.js';
export { PeerixRemoteStreams } from './peerix-remote-streams/peerix-remote-streams.js';
export { PeerixFiles } from './peerix-files/peerix-files.js';
export type { FilesEventMap } from './peerix-files/peerix-files.js';
