import type { DriverLike } from './driver.js';

// Global, for a driver may come from another copy of the library.
export const WARM: unique symbol = Symbol.for('peerix.warm') as never;
export const REDIAL: unique symbol = Symbol.for('peerix.redial') as never;

/** What a driver of ours can do beyond the contract. */
export interface AbleDriver {
  /**
   * Connects before there is a topic, while the room's key is derived; the returned function lets go again. Never
   * throws: `subscribe` tells what is wrong.
   */
  [WARM](): () => void;
  /** The network changed: whoever waits to dial, or trusts an old socket, dials now. */
  [REDIAL](): void;
}

type Able = DriverLike & Partial<AbleDriver>;

export function warm(driver: Able): () => void { return driver[WARM]?.() ?? (() => {}); }
export function redial(driver: Able): void { driver[REDIAL]?.(); }
