import type { Timers } from '../environment.js';
import { PeerixError } from '../errors.js';
import type { Contact } from './contact.js';

/** So long nobody else has answered: then the refusals stand for the room. */
const LAST_WORD_MS = 500;

export interface RefusalsHost {
  readonly timers: Timers;
  readonly contacts: Iterable<Contact>;
  onError(error: PeerixError): void;
}

/** Tells the application, once per join, when every member that answered refused. */
export class Refusals {
  readonly #host: RefusalsHost;
  #isTold = false;
  #stop: (() => void) | undefined;

  constructor(host: RefusalsHost) { this.#host = host; }

  /** Somebody refused me; others may still answer. */
  heard(): void {
    if (this.#isTold) return;
    this.#stop?.();
    this.#stop = this.#host.timers.after(LAST_WORD_MS, () => this.#conclude());
  }

  #conclude(): void {
    const answered = [...this.#host.contacts].filter(({ isProved }) => isProved);
    if (answered.some(({ isPending }) => isPending)) return this.heard();
    const reasons = answered.map(({ refusedMe }) => refusedMe);
    if (reasons.length === 0 || reasons.includes(undefined)) return;
    this.#isTold = true;
    this.#host.onError(reasons.includes('verify') ? rejected() : roomFull());
  }
}

function rejected(): PeerixError {
  return new PeerixError('REJECTED', 'Nobody in the room let you in.', {
    hint: 'The members judge by your metadata: call setMetadata with what they ask for, or ask them for an invitation.',
  });
}

function roomFull(): PeerixError {
  return new PeerixError('ROOM_FULL', 'The room is full.', { hint: 'You come in by yourself when somebody leaves.' });
}
