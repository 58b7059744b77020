import { fromUtf8 } from '../../src/signaling/bytes.js';
import type { Wiretap } from './crypto/subtle.js';
import type { Person } from './person.js';

/** Somebody must reveal itself first: it is the joiner (protocol §4). */
const JOINER_MS = 10_000;

export interface LeaksHost {
  readonly now: number;
  readonly people: readonly Person[];
  /** When that person last announced itself. */
  announcedAt(person: Person): number;
  readonly isTracing: boolean;
  trace(...what: unknown[]): void;
}

/** Follows the metadata of verifying people to those whom they would refuse. */
export class Leaks {
  readonly #host: LeaksHost;
  /** By pair key: what its holder first said of itself, as the joiner or not. */
  readonly #revealed = new Map<string, 'joiner' | 'anybody'>();
  leaks = 0;
  /** Allowed ones. */
  joinerReveals = 0;

  constructor(host: LeaksHost) { this.#host = host; }

  tap(person: Person): Wiretap {
    return {
      onSealed: (key, plaintext) => this.#onSealed(person, key, fromUtf8(plaintext) ?? ''),
      onOpened: (key, plaintext) => this.#onOpened(person, key, fromUtf8(plaintext) ?? ''),
    };
  }

  /** What somebody heard who is no person of this run, only a holder of the room's key. */
  onOverheard(key: string, plaintext: Uint8Array<ArrayBuffer>): void { this.#judge(key, fromUtf8(plaintext) ?? ''); }

  #onSealed(person: Person, key: string, text: string): void {
    this.#trace(person.name, 'seals', text);
    if (this.#revealed.has(key) || !text.includes(person.canary)) return;
    const isJoiner = this.#host.now - this.#host.announcedAt(person) <= JOINER_MS;
    this.#revealed.set(key, isJoiner ? 'joiner' : 'anybody');
  }

  #onOpened(person: Person, key: string, text: string): void {
    this.#trace(person.name, 'opens', text);
    if (!person.isGood) this.#judge(key, text);
  }

  // Only where somebody listens: it costs more than the sealing.
  #trace(who: string, what: string, text: string): void { if (this.#host.isTracing) this.#host.trace(who, what, summary(text)); }

  #judge(key: string, text: string): void {
    for (const person of this.#host.people) {
      if (!person.verifies || !text.includes(person.canary)) continue;
      if (this.#revealed.get(key) === 'joiner' && isOnlyInHello(text, person.canary)) this.joinerReveals++; else this.leaks++;
    }
  }
}

/** Who is asked who it is says hello; whoever offers or answers has let the other in. */
function isOnlyInHello(text: string, canary: string): boolean {
  const { m = [] } = JSON.parse(text) as { m?: { t: string }[] };
  return m.every((message) => message.t === 'hello' || !JSON.stringify(message).includes(canary));
}

interface Said { readonly t: string; readonly n?: number; readonly d?: number; readonly why?: string }

function summary(text: string): string {
  try {
    const { m, ...counters } = JSON.parse(text) as { e: number; ae: number; s: number; a: number; m?: Said[] };
    return m ? `${Object.entries(counters).flat().join(' ')} [${m.map(inWords).join(', ')}]` : 'join';
  } catch {
    return text === '' ? 'proof' : 'something';
  }
}

function inWords({ t, n, d, why }: Said): string { return [t, n && `n${n}`, d && `d${d}`, why].filter(Boolean).join(' '); }
