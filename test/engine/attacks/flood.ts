import { createIdentity } from '../../../src/signaling/identity.js';
import { buildJoin } from '../../../src/signaling/packet.js';
import { deriveRoomKey } from '../../../src/signaling/room-key.js';
import { Intruder } from './intruder.js';
import type { Packet, Relay } from './relay.js';

const TICK_MS = 25;

/** People who do not exist, with keys that do: what one page can make up in advance. */
export async function fakes(relay: Relay, count: number): Promise<Intruder[]> {
  const room = await deriveRoomKey(crypto, 'room');
  return Promise.all(Array.from({ length: count }, async () => new Intruder(relay, room, await createIdentity(crypto))));
}

/** Joins of as many who will not hear what is said to them. */
export async function fakeJoins(count: number): Promise<Packet[]> {
  const room = await deriveRoomKey(crypto, 'room');
  return Promise.all(Array.from({ length: count }, async () => {
    const me = await createIdentity(crypto);
    return { topic: room.allTopic, bytes: await buildJoin(crypto, room, me, { h: me.leaveHash }) };
  }));
}

/** A steady stream of packets, so many a second; resolves when the last is out. */
export function flood(relay: Relay, packets: readonly Packet[], perSecond: number): Promise<void> {
  const begin = performance.now();
  let sent = 0;
  return new Promise((resolve) => {
    const pump = setInterval(() => {
      const due = Math.min(packets.length, Math.floor((performance.now() - begin) / 1000 * perSecond));
      relay.inject(...packets.slice(sent, due));
      sent = due;
      if (sent < packets.length) return;
      clearInterval(pump);
      resolve();
    }, TICK_MS);
  });
}
