import { expect } from '@open-wc/testing';
import { Peer, type DriverLike, type PeerOptions } from '../../../src/index.js';
import { platform, type Environment } from '../../../src/environment.js';
import type { Chaos, ChaosDriver, Sighting } from '../../support/chaos-driver.js';

const PATIENCE_MS = 15_000;
const LOOK_MS = 10;
/** Longer than any wait between two sendings while something is still to be said. */
const QUIET_MS = 1200;
const LONG_MS = 20_000;

/** One person: who it is to the network, what it holds, what it was told. */
export interface Member {
  readonly name: string;
  readonly peer: Peer;
  readonly driver: ChaosDriver;
  /** Every `connection` and `error` event: `connected <id>`. */
  readonly told: readonly string[];
}

const living = new Set<Peer>();

afterEach(async () => {
  const leaving = [...living].map((peer) => peer.leave());
  living.clear();
  await Promise.all(leaving);
});

/** Resolves when the condition holds, with the milliseconds that took. */
export async function until(what: string, isTrue: () => boolean, patienceMs = PATIENCE_MS): Promise<number> {
  const began = performance.now();
  while (!isTrue()) {
    if (performance.now() - began > patienceMs) throw new Error(`waited ${patienceMs} ms until ${what}`);
    await pause(LOOK_MS);
  }
  return performance.now() - began;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Somebody behind the chaos, who leaves when the test ends. */
export function member(chaos: Chaos, name: string, inner: DriverLike, options: PeerOptions = {}, environment: Environment = platform): Member {
  const driver = chaos.over(inner, name), peer = new Peer({ ...options, driver }, environment), told: string[] = [];
  living.add(peer);
  peer.on('connection', ({ state, remote }) => told.push(`${state} ${remote.id}`));
  peer.on('error', ({ error }) => told.push(`error ${error.code}`));
  return { name, peer, driver, told };
}

export const joinAll = (members: readonly Member[], room = 'room'): Promise<unknown> => Promise.all(members.map(({ peer }) => peer.join({ room })));

export async function leaveAll(members: readonly Member[]): Promise<void> {
  for (const { peer } of members) living.delete(peer);
  await Promise.all(members.map(({ peer }) => peer.leave()));
}

export const isConnected = ({ peer }: Member, other: Member): boolean => peer.remotes.get(other.peer.id ?? '')?.state === 'connected';
export const areConnected = (a: Member, b: Member): boolean => isConnected(a, b) && isConnected(b, a);

/** Each is connected with all the others. */
export const haveMet = (members: readonly Member[]): boolean => members.every((one) => members.every((other) => one === other || isConnected(one, other)));

/** Who is missing whom, for the message of a failure. */
export function gaps(members: readonly Member[]): string {
  const missing = members.flatMap((one) => members.filter((other) => one !== other && !isConnected(one, other)).map((other) => `${one.name}→${other.name}`));
  return `${missing.join(' ')} (${members.map(({ name, told }) => `${name}: ${told.map((line) => line.slice(0, 15)).join(', ')}`).join('; ')})`;
}

export async function untilMet(members: readonly Member[], patienceMs = PATIENCE_MS): Promise<number> {
  try {
    return await until('everybody is connected', () => haveMet(members), patienceMs);
  } catch (error) {
    throw new Error(`${(error as Error).message}: ${gaps(members)}`, { cause: error });
  }
}

/** Nobody was told of anybody else, of anything twice, or of anything that went wrong. */
export function expectMetOnce(members: readonly Member[]): void {
  for (const { peer, name, told } of members) {
    const others = members.map((other) => other.peer.id ?? '').filter((id) => id !== peer.id);
    const once = others.flatMap((id) => ['new', 'connecting', 'connected'].map((state) => `${state} ${id}`));
    expect(told.toSorted(), name).to.deep.equal(once.toSorted());
    expect([...peer.remotes.keys()].toSorted(), name).to.deep.equal(others.toSorted());
  }
}

/** Resolves when nothing is on its way and nobody has anything more to say. */
export async function untilQuiet(chaos: Chaos): Promise<void> {
  let lastAt = performance.now();
  const stop = chaos.watch(({ what }) => { if (what === 'sent' || what === 'delivered') lastAt = performance.now(); });
  await until('the signaling is quiet', () => chaos.onTheWay === 0 && performance.now() - lastAt > QUIET_MS);
  stop();
}

/** What is published from now on; live. */
export function sentFromNow(chaos: Chaos): Sighting[] {
  const sent: Sighting[] = [];
  chaos.watch((sighting) => { if (sighting.what === 'sent') sent.push(sighting); });
  return sent;
}

/** The second byte of a packet is its kind (protocol §2). */
export const isJoin = ({ bytes }: { readonly bytes: Uint8Array }): boolean => bytes[1] === 1;

/**
 * Waits of 20 s and more (presence, the last retries) pass so many times as fast; the short ones of mailboxes and links,
 * which deal with a real network, take their time.
 */
export function hurried(times: number, random: () => number): Environment {
  return Object.create(platform, {
    random: { value: random },
    setTimeout: { value: (callback: () => void, ms: number) => platform.setTimeout(callback, ms < LONG_MS ? ms : ms / times) },
  }) as Environment;
}

/** Tells the seed of what failed. */
export async function withSeed<R>(seed: number, task: (seed: number) => Promise<R>): Promise<R> {
  try {
    return await task(seed);
  } catch (error) {
    throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
  }
}
