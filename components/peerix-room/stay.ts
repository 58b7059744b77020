import type { DriverLike } from '../../src/index.js';

/** What one stay in a room is made of: with another room, driver or password it is another stay. */
export interface Stay {
  readonly room: string;
  readonly driver: DriverLike;
  readonly password: string;
}

export function isSameStay(a: Stay | undefined, b: Stay | undefined): boolean {
  return a?.room === b?.room && a?.driver === b?.driver && a?.password === b?.password;
}
