import { MemoryDriver, Peer, type DriverHandler, type DriverLike, type PeerEventMap, type PeerOptions } from '../../../src/index.js';

const living = new Set<Peer>();
let rooms = 0;

afterEach(async () => {
  await Promise.all([...living].map((peer) => peer.leave()));
  living.clear();
});

/** A bus that only this test hears. */
export function ownDriver(): MemoryDriver { return new MemoryDriver(`test-${++rooms}`); }

/** A peer that leaves after the test. */
export function newPeer(options: PeerOptions = {}): Peer {
  const peer = new Peer(options);
  living.add(peer);
  return peer;
}

/** The next event of that name that fits. */
export function next<N extends keyof PeerEventMap>(
  peer: Peer, name: N, fits: (event: PeerEventMap[N]) => boolean = () => true,
): Promise<PeerEventMap[N]> {
  return new Promise((resolve) => {
    const stop = peer.on(name, (event) => {
      if (!fits(event)) return;
      stop();
      resolve(event);
    });
  });
}

/** Resolves once each of these is connected to all the others. */
export async function meet(...peers: Peer[]): Promise<void> {
  const isMet = () => peers.every((peer) => [...peer.remotes.values()].filter(({ state }) => state === 'connected').length === peers.length - 1);
  while (!isMet()) await Promise.race(peers.map((peer) => next(peer, 'connection')));
}

/** Two members of one room that are connected. */
export async function pair(options: PeerOptions = {}): Promise<[Peer, Peer]> {
  const driver = options.driver ?? ownDriver();
  const a = newPeer({ ...options, driver }), b = newPeer({ ...options, driver });
  await Promise.all([a.join({ room: 'r', metadata: { name: 'Ann' } }), b.join({ room: 'r', metadata: { name: 'Bob' } })]);
  await meet(a, b);
  return [a, b];
}

const NAMES = ['connection', 'channel', 'stream', 'track', 'error', 'metadata', 'mute', 'signaling', 'state'] as const;

/** The specific names of everything that happens from now on, in order. */
export function record(peer: Peer): string[] {
  const names: string[] = [];
  for (const name of NAMES) peer.on(name, (event) => names.push(event.name));
  return names;
}

/** A driver that tells what passes through it, and can be cut off. */
export class SpyDriver implements DriverLike {
  readonly published: { topic: string; bytes: Uint8Array }[] = [];
  readonly subscribed = new Set<DriverHandler>();
  readonly #inner: DriverLike;
  constructor(inner: DriverLike = ownDriver()) { this.#inner = inner; }

  subscribe(topic: string, handler: DriverHandler): void | Promise<void> {
    this.subscribed.add(handler);
    return this.#inner.subscribe(topic, handler);
  }
  unsubscribe(topic: string, handler: DriverHandler): void | Promise<void> {
    this.subscribed.delete(handler);
    return this.#inner.unsubscribe(topic, handler);
  }
  publish(topic: string, bytes: Uint8Array<ArrayBuffer>): void | Promise<void> {
    this.published.push({ topic, bytes });
    return this.#inner.publish(topic, bytes);
  }
}

export async function failure(promise: PromiseLike<unknown>): Promise<{ code?: string; name?: string; message: string; hint?: string; cause?: unknown }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}

export function thrown(call: () => unknown): { code?: string; message: string; hint?: string } {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not throw');
}
