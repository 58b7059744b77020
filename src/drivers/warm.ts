import type { DriverLike } from './driver.js';

/** Global, for a driver may come from another copy of the library. */
export const WARM: unique symbol = Symbol.for('peerix.warm') as never;

/** A driver that can connect before there is a topic: the room's key is derived meanwhile. */
export interface WarmDriver {
  /** Connects, unless it is connected; the returned function lets go again. Never throws: `subscribe` tells what is wrong. */
  [WARM](): () => void;
}

export function warm(driver: DriverLike & Partial<WarmDriver>): () => void { return driver[WARM]?.() ?? (() => {}); }
