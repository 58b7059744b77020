import type { FaultKind } from './faults.js';
import type { Weather } from './bus.js';

/** What happens in a run. Times in milliseconds of virtual time. */
export interface Scenario extends Weather {
  /** People. */
  readonly n: number;
  /** They join within this time. */
  readonly spread: number;
  /** The run ends, and everybody leaves; with `early`, at any time before. */
  readonly stop: number;
  readonly early: boolean;
  /** Chance that a person gives `verify`, and how long it takes to decide at most. */
  readonly verify: number;
  readonly verifyMs: number;
  /** Documented limit: pairs where both verify, and that meet late, need not meet. */
  readonly strict: boolean;
  /** How many of them a verifying person refuses. */
  readonly bad: number;
  /** Then the bad one has acceptable metadata. */
  readonly becomesGood: number;
  /** Others that one may be connected with. */
  readonly maxPeers: number;
  /** So many random faults, of these kinds, until `faultEnd`; then the weather clears. */
  readonly faults: number;
  readonly kinds: readonly FaultKind[];
  readonly faultEnd: number;
  /** The signaling server keeps two halves apart so long, or half of the pairs. */
  readonly splitFor: number;
  readonly deafFor: number;
  /** Publications that come and go until `faultEnd`. */
  readonly publish: number;
  /** Joins of people who do not exist: at once, and within the first 20 s. */
  readonly burst: number;
  readonly forge: number;
  /** Acts of somebody who holds the room's key, until `faultEnd`. */
  readonly intrude: number;
  /** Messages that each says in a second. */
  readonly chat: number;
  /** Large values and streams that somebody gives to the others, until `faultEnd`. */
  readonly transfers: number;
  /** Changes of channels and of what is said of somebody, until `faultEnd`. */
  readonly wishes: number;
  /** Joins and leaves of one of two rooms, and publications, some in one breath, until `faultEnd`. */
  readonly wander: number;
  /** Any of these is somebody's `reconnectTimeout`; empty: the engine's own. */
  readonly reconnectS: readonly number[];
  /** No connection is ever replaced: what happens to paths and pages is healed. */
  readonly heals: boolean;
  /** Chance that a packet between two browsers gets lost. */
  readonly loss: number;
  /** Somebody's timers are throttled to one in any of these times, in ms; 0 = not throttled. */
  readonly throttles: readonly number[];
  readonly throttledFrom: number;
  /** WebCrypto takes up to so long. */
  readonly cryptoMs: number;
}

const BASE: Scenario = {
  n: 5, drop: 0.3, dup: 0.3, delay: 300, spread: 3000, stop: 120_000, early: false,
  verify: 0, verifyMs: 80, strict: false, bad: 0, becomesGood: 0,
  maxPeers: Infinity, faults: 0, kinds: [], faultEnd: 0, splitFor: 0, deafFor: 0, publish: 0, burst: 0, forge: 0, intrude: 0, cryptoMs: 2,
  chat: 0, transfers: 0, wishes: 0, wander: 0, reconnectS: [], heals: false, loss: 0, throttles: [], throttledFrom: 0,
};
const FAULTY = { drop: 0.2, dup: 0.2, delay: 200, faultEnd: 60_000, stop: 160_000 };
const TALK = { ...FAULTY, n: 3, chat: 2 };
const ANY_FAULT: readonly FaultKind[] = ['driver', 'cut', 'rejoin', 'crash', 'oneSide'];

/** The model's, with its figures; the quiet at the end is longer, for it costs nothing. */
const DIFFERENCES = {
  pair: { n: 2, spread: 400 },
  pair50: { n: 2, drop: 0.5, spread: 400 },
  lossy: {},
  clean: { n: 8, drop: 0, dup: 0, delay: 5, spread: 60 },
  faults: { ...FAULTY, n: 4, faults: 8, kinds: ANY_FAULT },
  churn: { ...FAULTY, n: 4, delay: 300, spread: 2000, faults: 12, kinds: ['rejoin'], faultEnd: 20_000, stop: 130_000 },
  drops: { ...FAULTY, n: 3, faults: 6, kinds: ['oneSide', 'driver', 'cut'] },
  verify: { verify: 1 },
  mixed: { verify: 0.5 },
  verifyFaults: { ...FAULTY, n: 4, verify: 0.6, faults: 8, kinds: ANY_FAULT },
  intruder: {
    ...FAULTY, n: 5, verify: 0.6, bad: 1, intrude: 40, faults: 4, kinds: ['driver', 'rejoin', 'cut'], faultEnd: 40_000, stop: 500_000,
  },
  newMeta: { ...FAULTY, n: 4, verify: 0.6, bad: 1, becomesGood: 20_000, faultEnd: 30_000, stop: 100_000 },
  crowd: { n: 10, burst: 60, spread: 200, drop: 0.2 },
  crowdForged: { n: 5, burst: 60, forge: 150, drop: 0.2 },
  // Two with a place left meet by presence alone: that takes minutes.
  full: { ...FAULTY, n: 6, maxPeers: 3, faults: 8, kinds: ['rejoin', 'crash'], faultEnd: 40_000, stop: 640_000 },
  fullVerify: {
    ...FAULTY, n: 5, maxPeers: 2, verify: 0.5, strict: true, faults: 6, kinds: ['rejoin', 'driver'], faultEnd: 40_000, stop: 640_000,
  },
  renegotiate: { ...FAULTY, n: 2, publish: 30, faults: 8, kinds: ['cut', 'cut', 'driver'] },
  islands: { n: 6, drop: 0.1, splitFor: 40_000, stop: 640_000 },
  islandsMixed: { n: 6, drop: 0.1, verify: 0.5, strict: true, splitFor: 40_000, stop: 640_000 },
  partial8: { n: 8, drop: 0.4, deafFor: 20_000, stop: 500_000 },
  // Ours.
  outage: { ...FAULTY, n: 4, faults: 6, kinds: ['driver', 'rejoin'], faultEnd: 40_000, stop: 160_000 },
  leaving: { n: 4, drop: 0.1, delay: 100, verify: 0.3, spread: 1000, early: true, stop: 5000 },
  publishing: { ...FAULTY, n: 3, publish: 40, faultEnd: 20_000, stop: 130_000 },
  wandering: { ...FAULTY, n: 3, drop: 0.1, wander: 40, faultEnd: 15_000, stop: 130_000 },
  // Links heal.
  cuts: {
    ...TALK, faults: 8, kinds: ['cut', 'cut', 'oneWay', 'longCut', 'driver'], reconnectS: [120], heals: true,
  },
  freezes: { ...TALK, faults: 4, kinds: ['longFreeze', 'freeze', 'driver'], faultEnd: 120_000, stop: 180_000, heals: true },
  rebuilt: { ...TALK, wishes: 20, publish: 10, faults: 10, kinds: ['abort', 'abort', 'oneSide', 'cut', 'driver'] },
  oneSided: {
    ...TALK, wishes: 20, publish: 10, faults: 10, kinds: ['cut', 'oneWay', 'longCut', 'driver', 'abort'], reconnectS: [2, 6, 30], stop: 300_000,
  },
  everything: {
    ...TALK, n: 4, wishes: 20, publish: 20, faults: 14, reconnectS: [3, 10, 30], stop: 400_000,
    kinds: ['cut', 'oneWay', 'longCut', 'freeze', 'longFreeze', 'crash', 'driver', 'rejoin', 'oneSide', 'abort'],
  },
  transfers: {
    ...TALK, transfers: 40, faults: 16, kinds: ['cut', 'oneWay', 'longCut', 'abort', 'abort', 'abort', 'driver', 'freeze'], reconnectS: [120], stop: 200_000,
  },
  hidden: { n: 2, drop: 0.1, delay: 100, throttles: [0, 1000], stop: 600_000, chat: 0.2 },
  asleep: { n: 2, drop: 0.1, delay: 100, throttles: [0, 60_000], throttledFrom: 20_000, stop: 600_000, chat: 0.2 },
  lossyPath: { n: 3, drop: 0.1, delay: 100, loss: 0.3, stop: 120_000, chat: 1 },
} satisfies Record<string, Partial<Scenario>>;

export type ScenarioName = keyof typeof DIFFERENCES;

export const SCENARIOS = Object.fromEntries(
  Object.entries(DIFFERENCES).map(([name, differences]) => [name, { ...BASE, ...differences }]),
) as unknown as Readonly<Record<ScenarioName, Scenario>>;

/** Something else than the signaling server fails: links may be interrupted, and people heard of twice. */
export const isFaulty = ({ faults }: Scenario): boolean => faults > 0;

/** Everybody could have met by now. */
export function settlesAt({ faultEnd, splitFor, deafFor, spread }: Scenario): number {
  return faultEnd || splitFor || deafFor || spread;
}
