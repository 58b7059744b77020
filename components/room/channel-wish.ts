import type { Peer, PeerixError } from '../../src/index.js';
import { whenFree } from './declared-channels.js';

export interface Wish {
  readonly peer: Peer;
  readonly labels: readonly string[];
  /** Declares the channels; returns how to let go of them. Throws where that cannot be. */
  hold(): () => void;
}

/** The channels that one element wants. Where others are in the way it has them as soon as these let go. */
export class ChannelWish {
  readonly #changed: () => void;
  #drop = (): void => {};
  #isHeld = false;
  #problem: PeerixError | undefined;

  /** `changed`: it has them, or cannot have them. */
  constructor(changed: () => void) { this.#changed = changed; }

  get isHeld(): boolean { return this.#isHeld; }
  /** Why it does not have them, until it does; nobody's call failed, so it is reported. */
  get problem(): PeerixError | undefined { return this.#problem; }

  /** In place of what was wished for before. */
  make(wish: Wish): void {
    this.drop();
    this.#try(wish);
  }

  drop(): void {
    const drop = this.#drop;
    this.#drop = () => {};
    this.#isHeld = false;
    this.#problem = undefined;
    drop();
  }

  #try(wish: Wish): void {
    const { peer, labels, hold } = wish;
    this.#problem = undefined;
    try {
      this.#drop = hold();
      this.#isHeld = true;
    } catch (error) {
      this.#problem = error as PeerixError;
      this.#drop = whenFree(peer, labels, this.#problem, () => this.#try(wish));
    }
    this.#changed();
  }
}
