import type { Outcome, Remote } from '../../src/index.js';

/** What became of a message, by remote id; undefined: on its way. */
export type Delivery = ReadonlyMap<string, Outcome | undefined>;

const arrived = (outcome: Outcome | undefined): boolean => outcome === 'delivered' || outcome === 'sent';

export const isUnderWay = (delivery: Delivery): boolean => [...delivery.values()].includes(undefined);
export const arrivals = (delivery: Delivery): number => [...delivery.values()].filter(arrived).length;
export const isEverywhere = (delivery: Delivery): boolean => arrivals(delivery) === delivery.size;

/** Who did not get it and is there to be sent it again. */
export function missing(delivery: Delivery, remotes: ReadonlyMap<string, Remote>): Remote[] {
  const failed = [...delivery].filter(([, outcome]) => outcome && !arrived(outcome));
  return failed.flatMap(([id]) => remotes.get(id) ?? []).filter(isHere);
}

/** What is sent to it waits until its link is made, or healed. */
export const isHere = ({ state }: Remote): boolean => state !== 'failed' && state !== 'closed';
