/** `peerix/engine`: rooms without elements. No Lit, no side effect; imports in bare Node. */
export { Peer } from './peer.js';
export { PeerixError, type ErrorCode } from './errors.js';
export { Driver, type Bytes, type DriverHandler, type DriverLike } from './drivers/driver.js';
export { MemoryDriver } from './drivers/memory.js';
export { BroadcastChannelDriver } from './drivers/broadcast-channel.js';
export { NatsDriver, type NatsConnectionLike, type NatsDriverOptions } from './drivers/nats.js';
export type * from './types/index.js';
