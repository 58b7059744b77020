import type { Person } from './person.js';
import { isFaulty } from './scenario.js';
import type { World } from './world.js';

/** How often each invariant was broken in a run. */
export interface Outcome {
  /** Pairs that should be connected and are not, on one connection. */
  readonly missing: number;
  /** Pairs where a message that was sent on meeting did not arrive, or arrived twice. */
  readonly messages: number;
  /** Events, errors and calls that went as they never should. */
  readonly illegal: number;
  /** Shown, and not there. */
  readonly ghosts: number;
  /** Sends although there is nothing to be said. */
  readonly noisy: number;
  /** Goes on announcing itself although it has a link and waits for nobody. */
  readonly restless: number;
  /** Metadata of a verifying person that reached somebody it would refuse. */
  readonly leaks: number;
  /** More unproved connections than allowed. */
  readonly load: number;
  /** A handler of the engine threw. */
  readonly broken: number;
  /** What one shares and the other sees differ. */
  readonly streams: number;
  /** What one wants, and both have, differ: channels, and what is said of it. */
  readonly wishes: number;
  /** Somebody is not where it was told to be. */
  readonly astray: number;
  /** Messages of a chat, and transfers, that have no end. */
  readonly unsettled: number;
  /** Timers, connections and handlers after everybody left. */
  readonly left: number;
}

/** At the end of the run, before anybody leaves. */
export function judge(world: World): Omit<Outcome, 'left'> {
  const good = world.people.filter(({ isGood }) => isGood), { now } = world.clock;
  return {
    missing: pairs(world).filter((pair) => isMissing(world, pair)).length,
    messages: isFaulty(world.scenario) ? 0 : pairs(world).filter(isUnheard).length,
    illegal: world.illegals.length,
    ghosts: world.people.reduce((sum, person) => sum + ghosts(world, person), 0),
    noisy: Number(good.every(({ links }) => links > 0) && world.rest.isNoisy(now)),
    restless: Number(good.every(({ links }) => links > 0) && world.rest.isRestless()),
    leaks: world.leaks.leaks,
    load: world.overLoad,
    broken: world.brokenHandlers,
    streams: pairs(world).filter((pair) => isMet(pair) && pair[1].sharing?.differs(pair[0].sees(pair[1]))).length,
    wishes: pairs(world).filter((pair) => isMet(pair) && unfulfilled(pair).length > 0).length,
    astray: world.scenario.early ? 0 : world.people.filter(({ astray }) => astray).length,
    unsettled: world.people.flatMap(unsettled).length,
  };
}

/** After everybody left, and time to do so. */
export function leftovers({ people }: World): string[] {
  return people.flatMap(({ name, tab, driver, peer }) => {
    const counts = { timers: tab?.timers.size, connections: tab?.connections.size, handlers: driver?.handlers, remotes: peer?.remotes.size };
    const found = Object.entries(counts).filter(([, count]) => count).map(([what, count]) => `${name}: ${count} ${what} left`);
    return peer && peer.state !== 'idle' ? [...found, `${name} is ${peer.state}`] : found;
  });
}

export function areAllMet(world: World): boolean {
  return world.people.every(({ isPresent }) => isPresent) && !pairs(world).some((pair) => isMissing(world, pair));
}

/** Which pairs, in words. */
export function badPairs(world: World): string[] {
  const all = pairs(world), missing = all.filter((pair) => isMissing(world, pair));
  const unheard = isFaulty(world.scenario) ? [] : all.filter(isUnheard);
  return [
    ...missing.map(([a, b]) => `${a.name} sees ${b.name} ${a.sees(b)?.state ?? 'not at all'}`),
    ...all.filter(isMet).flatMap((pair) => [...unfulfilled(pair), ...unseen(pair)].map((what) => `${pair[0].name} and ${pair[1].name}: ${what}`)),
    ...world.people.flatMap((person) => unsettled(person).map((what) => `${person.name}: ${what}`)),
    ...world.people.flatMap(({ astray }) => astray ?? []),
    ...unheard.map(([a, b]) => `${a.name} heard ${a.watch?.heard(b.id ?? '').length} messages of ${b.name} (${a.id}, ${b.id})`),
  ];
}

type Pair = readonly [Person, Person];

/** Ordered, of those that accept each other. */
function pairs({ people, scenario: { strict, early } }: World): Pair[] {
  if (early) return [];
  const present = people.filter(({ isPresent }) => isPresent);
  return present.flatMap((a) => present.filter((b) => {
    return a !== b && a.room === b.room && a.accepts(b) && b.accepts(a) && !(strict && a.verifies && b.verifies);
  }).map((b) => [a, b] as const));
}

function isMet([a, b]: Pair): boolean {
  const mine = a.connectionTo(b), theirs = b.connectionTo(a);
  return mine !== undefined && theirs !== undefined && mine.other === theirs && theirs.other === mine;
}

function unfulfilled([a, b]: Pair): string[] {
  const mine = a.sees(b), theirs = b.sees(a);
  const channels = a.wishes && b.wishes && a.wishes.differs(mine, theirs, b.wishes);
  return [...(channels ? [channels] : []), ...(b.looksLike(mine?.metadata) ? [] : [`looks like ${JSON.stringify(mine?.metadata)}`])];
}

function unseen([a, b]: Pair): string[] { return b.sharing?.differs(a.sees(b)) ? [b.sharing.explain(a.sees(b))] : []; }

// With few places: no two are apart that both have one. Whoever is shown takes one.
function isMissing({ scenario: { maxPeers } }: World, pair: Pair): boolean {
  return !isMet(pair) && pair.every(({ remotes }) => remotes.length < maxPeers);
}

function isUnheard(pair: Pair): boolean {
  const [a, b] = pair;
  return isMet(pair) && b.id !== undefined && a.watch?.heard(b.id).length !== 1;
}

function unsettled({ chat, handing }: Person): string[] { return [...chat?.unsettled() ?? [], ...handing?.unsettled() ?? []]; }

function ghosts({ people }: World, { remotes, room }: Person): number {
  return remotes.filter(({ id }) => !people.some((person) => person.id === id && person.room === room)).length;
}
