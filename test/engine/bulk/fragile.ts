import { MemoryDriver, type Peer } from '../../../src/index.js';
import { meet, newPeer, next } from '../room/members.js';

/** Two in a room, whose connection can be killed behind the engine's back at either end, as a crashed network process would. */
export interface FragilePair {
  readonly a: Peer;
  readonly b: Peer;
  readonly driver: MemoryDriver;
  kill(side: 'a' | 'b'): void;
  /** Resolves once both are connected anew. */
  back(): Promise<unknown>;
}

export async function fragilePair(options: { reconnectTimeout?: number } = {}): Promise<FragilePair> {
  const driver = new MemoryDriver(crypto.randomUUID()), made = { a: [] as RTCPeerConnection[], b: [] as RTCPeerConnection[] };
  const fragile = (side: 'a' | 'b') => class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made[side].push(this);
    }
  };
  const a = newPeer({ driver, RTCPeerConnection: fragile('a'), ...options }), b = newPeer({ driver, RTCPeerConnection: fragile('b'), ...options });
  await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
  await meet(a, b);
  return {
    a, b, driver,
    kill: (side) => { for (const connection of made[side].splice(0)) connection.close(); },
    back: () => Promise.all([a, b].map((peer) => next(peer, 'connection:connected'))),
  };
}
