import type { Timers } from '../../environment.js';

/** Nothing was said for so long: the conversation has paused. */
const PAUSE_MS = 100;

/** Whether somebody is talking: beside a conversation, transfers keep little in flight. */
export class Courtesy {
  readonly #timers: Timers;
  readonly #changed: () => void;
  #isTalking = false;
  #hasSpoken = false;

  constructor(timers: Timers, changed: () => void) {
    this.#timers = timers;
    this.#changed = changed;
  }

  get isTalking(): boolean { return this.#isTalking; }

  spoke(): void {
    this.#hasSpoken = true;
    if (this.#isTalking) return;
    this.#isTalking = true;
    this.#changed();
    this.#listen();
  }

  // No timer for each word: there may be thousands.
  #listen(): void {
    this.#hasSpoken = false;
    this.#timers.after(PAUSE_MS, () => {
      if (this.#hasSpoken) return this.#listen();
      this.#isTalking = false;
      this.#changed();
    });
  }
}
