import type { PeerixRoom } from '../peerix-room/peerix-room.js';

/** Where the person is: nowhere near, on the way in, in the call, or out of it again. */
export type Phase = 'outside' | 'before' | 'call' | 'left';

/** Follows a room: only what went before tells leaving from not having come yet. */
export class Phases {
  #room: PeerixRoom | null = null;
  #hasBeenIn = false;

  of(room: PeerixRoom | null, hasPrejoin: boolean): Phase {
    if (room !== this.#room) this.#hasBeenIn = false;
    this.#room = room;
    if (!room) return 'outside';
    const isIn = room.state === 'joined';
    this.#hasBeenIn ||= isIn;
    if (isIn || (room.state === 'joining' && (this.#hasBeenIn || !hasPrejoin))) return 'call';
    return this.#hasBeenIn ? 'left' : 'before';
  }
}
