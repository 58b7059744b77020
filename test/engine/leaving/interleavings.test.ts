import { expect } from '@open-wc/testing';
import type { Peer } from '../../../src/index.js';
import { runs } from '../../support/runs.js';
import { below, seeded, type Random } from '../attacks/seed.js';
import { collect } from '../fuzz/heap.js';
import { record, until } from '../support.js';
import { Census } from './census.js';

const ROUNDS = runs(100);
const AT_ONCE = 5;
const PEOPLE = 3;
const STEPS = 8;
/** An attempt of a link takes about as long: leaves and joins fall into every stage of it. */
const MOST_WAIT_MS = 25;

const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

async function pause(random: Random): Promise<void> {
  const kind = below(4, random);
  if (kind === 0) return;
  if (kind === 1) await Promise.resolve();
  else await wait(below(MOST_WAIT_MS, random));
}

/** Joins and leaves at random; returns what was asked last. */
async function wander(peer: Peer, random: Random): Promise<'joined' | 'idle'> {
  let last: 'joined' | 'idle' = 'idle';
  for (let step = 0; step < STEPS; step++) {
    const dice = below(5, random);
    if (dice < 3) {
      peer.join({ room: 'room' }).catch((error: { code?: string }) => { if (error.code !== 'ABORTED') throw error; });
      last = 'joined';
    } else if (dice === 3) {
      void peer.leave();
      last = 'idle';
    } else {
      const control = new AbortController();
      // Once joined, a signal has no say any more.
      if (last === 'idle') peer.join({ room: 'room', signal: control.signal }).catch(() => { /* aborted, or overtaken */ });
      await pause(random);
      if (peer.state !== 'joined' && peer.state !== 'joining') control.abort();
      else void peer.leave();
      last = 'idle';
    }
    await pause(random);
  }
  return last;
}

function company(peer: Peer): string[] {
  return [...peer.remotes.values()].filter(({ state }) => state === 'connected').map(({ id }) => id).sort();
}

async function round(census: Census, random: Random): Promise<void> {
  const driver = census.driver(), peers = Array.from({ length: PEOPLE }, () => census.peer(driver));
  try {
    const logs = peers.map(record);
    for (const peer of peers) peer.open({ label: 'chat' });
    const wanted = await Promise.all(peers.map((peer) => wander(peer, random)));
    const isThere = () => peers.every((peer, i) => peer.state === wanted[i]);
    await until(`they are ${wanted.join()}`, isThere);
    const members = peers.filter(({ state }) => state === 'joined'), ids = members.map(({ id }) => id ?? '');
    const others = (peer: Peer) => ids.filter((id) => id !== peer.id).sort();
    await until('everybody who is there has met', () => members.every((peer) => company(peer).join() === others(peer).join()));
    await until('nobody else is seen', () => members.every((peer) => peer.remotes.size === members.length - 1));
    expect(logs.flat().filter(({ name }) => name === 'error')).to.deep.equal([]);
    for (const log of logs) expectLegal(log);
  } finally {
    await Promise.all(peers.map((peer) => peer.leave()));
  }
}

/** Each remote: new, connecting, then whatever; closed once, and nothing after it. */
function expectLegal(log: readonly { readonly name: string; readonly remote?: object | undefined }[]): void {
  const lives = new Map<object, string[]>();
  for (const { name, remote } of log) {
    if (!remote) continue;
    const life = lives.get(remote) ?? [];
    life.push(name);
    lives.set(remote, life);
  }
  for (const life of lives.values()) {
    expect(life.slice(0, 2).every((name, i) => name === ['connection:new', 'connection:connecting'][i]), life.join()).to.equal(true);
    const closed = life.indexOf('connection:closed');
    if (closed >= 0) expect(closed, life.join()).to.equal(life.length - 1);
  }
}

describe('joining and leaving in any order', function () {
  this.timeout(ROUNDS * 10_000);

  it(`ends where each was told last, ${ROUNDS} times, and leaves nothing behind`, seeded(async (random) => {
    const census = new Census();
    for (let done = 0; done < ROUNDS; done += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => round(census, random)));
      await census.isOver();
      await collect();
    }
  }));
});
