import type { Peer, Remote } from '../../src/index.js';
import { CHAT } from './chat.js';
import { HANDING } from './handing.js';
import { pick, type Random } from './random.js';

const SHARED = ['board', 'notes'];
/** What others open, and what opens itself. */
const ALSO = ['default', HANDING, ...Object.keys(CHAT)];

/** What one peer wants besides streams: channels, and what is said of it. Of a label of its own nobody else wants anything. */
export class Wishes {
  readonly #peer: Peer;
  readonly #own: string;
  readonly #random: Random;
  #isOpen = false;

  constructor(peer: Peer, name: string, random: Random) {
    this.#peer = peer;
    this.#own = `of-${name}`;
    this.#random = random;
  }

  /** Opens or closes a label. */
  change(): void {
    const dice = this.#random(), label = pick(this.#random, SHARED)!;
    if (dice < 0.5) this.#changeOwn();
    else if (dice < 0.75) this.#peer.open({ label });
    else this.#peer.close({ label });
  }

  /** How what both have open differs from what both want; undefined where it does not. */
  differs(mine: Remote | undefined, theirs: Remote | undefined, other: Wishes): string | undefined {
    const [open, openThere] = [mine, theirs].map(labelsOf) as [string[], string[]];
    const wanted = [this, other].flatMap((wishes) => (wishes.#isOpen ? [wishes.#own] : []));
    const expected = [...wanted, ...open.filter((label) => SHARED.includes(label) || ALSO.includes(label))].sort();
    const [seen, there, should] = [open, openThere, expected].map((list) => list.join(' '));
    return seen === there && seen === should ? undefined : `${seen} here, ${there} there, and should be ${should}`;
  }

  #changeOwn(): void {
    this.#isOpen = !this.#isOpen;
    if (this.#isOpen) this.#peer.open({ label: this.#own }); else this.#peer.close({ label: this.#own });
  }
}

function labelsOf(remote: Remote | undefined): string[] {
  return [...remote?.channels ?? []].map(([label, { state }]) => (state === 'open' ? label : `${label} (${state})`)).sort();
}
