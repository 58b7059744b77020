import type { OpenOptions } from '../../src/index.js';

export type Receive = NonNullable<OpenOptions['receive']>;

/** 256 MiB, as the engine's. */
export const DEFAULT_RECEIVE = 256 * 1024 * 1024;
/** From one person no more than this many times the limit is taken unasked and kept. */
const KEPT = 4;

export const isReceive = (receive: unknown): receive is Receive =>
  receive === 'accept' || receive === 'ask' || (typeof receive === 'number' && receive >= 0);

/** Whether a file of `size` is taken unasked from somebody of whom `kept` bytes are here. What is no policy takes nothing. */
export function takesUnasked(receive: Receive, size: number, kept: number): boolean {
  if (!isReceive(receive) || receive === 'ask') return false;
  return receive === 'accept' || (size <= receive && kept + size <= receive * KEPT);
}
