import type { Environment } from '../../src/environment.js';
import { MemoryDriver, Peer, type PeerEvent, type PeerEventName, type PeerOptions, type Remote } from '../../src/index.js';

const PATIENCE_MS = 10_000;
const GROUPS = ['connection', 'channel', 'stream', 'track', 'error', 'metadata', 'mute', 'transfer', 'signaling', 'state'] as const;

/** Two members of one room who are connected, and how each sees the other. */
export interface Pair { readonly a: Peer; readonly b: Peer; readonly toB: Remote; readonly toA: Remote }

const members = new Set<Peer>();
const drivers = new WeakMap<Peer, MemoryDriver>();

afterEach(async () => {
  const leaving = [...members].map((peer) => peer.leave());
  members.clear();
  await Promise.all(leaving);
});

/** A name that no other test uses, for a bus or a room. */
export const anyName = (): string => crypto.randomUUID();

/** Members that are in no room yet and leave when the test ends; `meet` brings them together. */
export function strangers(n: number, options: PeerOptions = {}, environment?: Environment): Peer[] {
  const driver = new MemoryDriver(anyName());
  return Array.from({ length: n }, () => member(driver, options, environment));
}

function member(driver: MemoryDriver, options: PeerOptions = {}, environment?: Environment): Peer {
  const peer = new Peer({ driver, ...options }, environment);
  members.add(peer);
  drivers.set(peer, driver);
  return peer;
}

/** One more, who meets those that are there already. */
export async function latecomer(...present: Peer[]): Promise<Peer> {
  const driver = drivers.get(present[0]!);
  if (!driver) throw new Error('nobody is there');
  const peer = member(driver);
  await meet([...present, peer]);
  return peer;
}

/** Joins them all to one room; resolves when everybody is connected with everybody. */
export async function meet(peers: readonly Peer[], room = 'room'): Promise<void> {
  await Promise.all(peers.map((peer) => peer.join({ room })));
  await until('everybody is connected', () => peers.every((peer) => connectedRemotes(peer).length === peers.length - 1));
}

export async function crowd(n: 3): Promise<[Peer, Peer, Peer]>;
export async function crowd(n: 4): Promise<[Peer, Peer, Peer, Peer]>;
export async function crowd(n: number): Promise<Peer[]> {
  const peers = strangers(n);
  await meet(peers);
  return peers;
}

/** `prepare` runs before they join. */
export async function pair(prepare: (a: Peer, b: Peer) => void = () => {}, options: PeerOptions = {}): Promise<Pair> {
  const [a, b] = strangers(2, options);
  if (!a || !b) throw new Error('there are not two');
  prepare(a, b);
  await meet([a, b]);
  return { a, b, toB: seenBy(a, b), toA: seenBy(b, a) };
}

/** The remote that `viewer` has for `other`. */
export function seenBy(viewer: Peer, other: Peer): Remote {
  const remote = viewer.remotes.get(other.id ?? '');
  if (!remote) throw new Error('they have not met');
  return remote;
}

function connectedRemotes(peer: Peer): Remote[] {
  return [...peer.remotes.values()].filter(({ state }) => state === 'connected');
}

/** The next event of that name, or of a group, that `isMeant`. */
export function next<N extends PeerEventName>(peer: Peer, name: N, isMeant: (event: PeerEvent<N>) => boolean = () => true): Promise<PeerEvent<N>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`waited ${PATIENCE_MS} ms for "${name}"`));
    }, PATIENCE_MS);
    const stop = peer.on(name, (event) => {
      if (!isMeant(event)) return;
      clearTimeout(timer);
      stop();
      resolve(event);
    });
  });
}

/** Every event as it comes, in order; the list is live. */
export function record(peer: Peer): PeerEvent[] {
  const events: PeerEvent[] = [];
  for (const group of GROUPS) peer.on(group, (event) => events.push(event as PeerEvent));
  return events;
}

export function named<N extends PeerEventName>(events: readonly PeerEvent[], name: N): PeerEvent<N>[] {
  return events.filter((event) => event.name === name) as PeerEvent<N>[];
}

/** What came in on a label, as it comes. */
export function inbox(peer: Peer, label = 'default'): unknown[] {
  const list: unknown[] = [];
  peer.on('channel:message', (event) => { if (event.label === label) list.push(event.data); });
  return list;
}

/** Resolves when the condition holds. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!await isTrue()) {
    if (performance.now() > end) throw new Error(`waited ${PATIENCE_MS} ms until ${what}`);
    await turn();
  }
}

/** Lets everything that is due happen, and a little time pass. */
export const turn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 5); });

/** Resolves when everything that was on its way between the two has been handled: a message there and back. */
export async function settled(one: Peer, other: Peer): Promise<void> {
  for (const [from, to] of [[one, other], [other, one]] as const) await from.send('settled?', { label: 'settled', to: to.id ?? '' });
}

/** The error that it throws or rejects with. */
export async function failure(attempt: () => unknown): Promise<{ code: string; message: string; hint?: string; name: string }> {
  try {
    await attempt();
  } catch (error) {
    return error as { code: string; message: string; name: string };
  }
  throw new Error('it did not fail');
}
