import type { ControlMessage } from '../link/control.js';

/** What one side has of every label, and how often each changed between open and closed as far as it knows. */
export interface Resume {
  /** Of a label, the first message that has not arrived. */
  readonly next: ReadonlyMap<string, number>;
  readonly turns: ReadonlyMap<string, number>;
}

/** Undefined when malformed. */
export function parseResume({ next, turns }: ControlMessage): Resume | undefined {
  const counts = [next, turns].map(countsOf);
  return counts[0] && counts[1] && { next: counts[0], turns: counts[1] };
}

function countsOf(json: unknown): ReadonlyMap<string, number> | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  return new Map(Object.entries(json).filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])));
}
