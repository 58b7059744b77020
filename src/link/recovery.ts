import type { Environment, Timers } from '../environment.js';
import { lost, type LinkFailure } from './failure.js';
import type { LinkState } from './host.js';
import type { Session } from './session.js';

const FIRST_MS = 500;
const MOST_MS = 8000;
/** A leave, or the offer of a new session, may be on its way over the driver. */
const GRACE_MS = 1000;
/** A frozen page is no broken link: nothing is tried, and it is kept longer. */
const FROZEN_MS = 120_000;
/** After so many tries the answerer offers, too. */
const OWN_OFFER_TRIES = 5;

export interface RecoveryHost {
  readonly environment: Environment;
  readonly timers: Timers;
  /** Seconds; 0 = never give up. */
  readonly reconnectTimeout: number;
  readonly state: LinkState;
  /** Undefined once its connection is known to be gone. */
  readonly session: Session | undefined;
  readonly isOfferer: boolean;
  /** Makes the offerer offer. */
  nudge(): void;
  /** New paths for the connection that there is, or a new connection where it can have none. */
  restart(): void;
  /** A new connection. */
  renew(): void;
  giveUp(failure: LinkFailure): void;
}

/** Brings a broken link back: tries at once, then after 0.5 to 8 s, until the time is up (design §5). */
export class Recovery {
  readonly #host: RecoveryHost;
  #trouble: 'crashed' | 'timeout' | undefined;
  /** Since when it lasts, and since when it is no sleep of the other page; neither counts the time that I slept. */
  #since = 0;
  #lostSince = 0;
  #tries = 0;
  #stop: (() => void) | undefined;

  constructor(host: RecoveryHost) { this.#host = host; }

  /** The link was up and is to be again; `reconnectTimeout` bounds it. */
  get isOn(): boolean { return this.#trouble !== undefined; }
  /** What it is to be called if it ends badly; undefined while nothing is wrong. */
  get failure(): LinkFailure | undefined { return this.#trouble && lost(this.#trouble); }

  /** Goes on as before where it runs. */
  begin(trouble: 'crashed' | 'timeout'): void {
    if (!this.#trouble) this.#since = this.#lostSince = this.#now;
    this.#trouble = trouble;
    this.#tries = 0;
    this.#after(trouble === 'crashed' ? GRACE_MS : 0);
  }

  /** Something changed that may help: the next try is now. */
  hurry(): void {
    if (!this.#trouble) return;
    this.#tries = 0;
    this.#after(0);
  }

  end(): void {
    this.#stop?.();
    this.#stop = this.#trouble = undefined;
  }

  get #now(): number { return this.#host.environment.now(); }

  #after(ms: number): void {
    this.#stop?.();
    const due = this.#now + ms;
    this.#stop = this.#host.timers.after(ms, () => {
      const late = this.#now - due;
      this.#since += late;
      this.#lostSince += late;
      this.#try();
    });
  }

  #try(): void {
    const isFrozen = this.#host.session?.isFrozen ?? false;
    const { failure } = this;
    if (!failure) return;
    if (isFrozen) this.#lostSince = this.#now;
    const left = this.#left(isFrozen);
    if (left <= 0) return this.#host.giveUp(failure);
    this.#after(Math.min(left, Math.min(FIRST_MS * 2 ** this.#tries++, MOST_MS) * (0.75 + this.#host.environment.random() / 2)));
    if (!isFrozen && this.#host.state === 'heal') this.#heal();
  }

  #left(isFrozen: boolean): number {
    const { reconnectTimeout } = this.#host, patience = reconnectTimeout * 1000;
    if (reconnectTimeout === 0) return Infinity;
    return (isFrozen ? this.#since + Math.max(patience, FROZEN_MS) : this.#lostSince + patience) - this.#now;
  }

  // Only the session's offerer restarts: no two restarts cross, and no DTLS role changes. What can only be replaced may
  // still heal: it is, once the other side has heard a nudge of mine, for then it will hear the offer.
  #heal(): void {
    const { session, isOfferer } = this.#host;
    if (session && isOfferer && (session.canRestart || this.#tries > 1)) this.#host.restart();
    else if (!session && (isOfferer || this.#tries > OWN_OFFER_TRIES)) this.#host.renew();
    else this.#host.nudge();
  }
}
