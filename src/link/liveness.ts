import type { Environment } from '../environment.js';
import { Timers } from '../environment.js';

/** Silence after which the other side is asked, and how often again. */
const PROBE_MS = 1500;
const AGAIN_MS = 500;
const SILENT_MS = 3000;
/** Packets still come, so either most of them get lost, or the page at the other end is frozen. */
const DEAF_MS = 6000;
/** A timer that late means that I slept: the silence was mine. */
const JUMP_MS = 2000;

export interface LivenessHost {
  readonly environment: Environment;
  /** Makes the other side answer. */
  probe(): void;
  /** Whether the connection received any packet since it was asked last. */
  hasTraffic(): Promise<boolean>;
  /** Nothing was heard for 3 s; `isTransportAlive` where packets still come. */
  onSilent(isTransportAlive: boolean): void;
  /** It is heard again. */
  onHeard(): void;
  /** Time went on without me: a laptop that slept, a frozen page. */
  onJump(): void;
}

/** Whether the other end of a connection is there: whatever comes in over it counts (design §5). */
export class Liveness {
  readonly #host: LivenessHost;
  readonly #timers: Timers;
  #heardAt = 0;
  #isSilent = false;

  constructor(host: LivenessHost) {
    this.#host = host;
    this.#timers = new Timers(host.environment);
  }

  begin(): void {
    this.#heardAt = this.#now;
    this.#check(PROBE_MS);
  }

  heard(): void {
    this.#heardAt = this.#now;
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.#host.onHeard();
  }

  /** Something says that the path is gone; believed, unless something was just heard. */
  suspect(): void {
    this.#host.probe();
    if (!this.#isSilent && this.#now - this.#heardAt > PROBE_MS) this.#fallSilent(false);
  }

  dispose(): void { this.#timers.dispose(); }

  get #now(): number { return this.#host.environment.now(); }

  #check(ms: number): void {
    const due = this.#now + ms;
    this.#timers.after(ms, () => {
      if (this.#now - due > JUMP_MS) this.#wake(); else this.#look();
    });
  }

  #wake(): void {
    this.#heardAt = this.#now;
    this.#host.onJump();
    this.#host.probe();
    this.#check(AGAIN_MS);
  }

  #look(): void {
    const silence = this.#now - this.#heardAt;
    if (silence < PROBE_MS) return this.#check(PROBE_MS - silence);
    if (silence - PROBE_MS < AGAIN_MS) void this.#host.hasTraffic(); // what comes from now on is compared with this
    this.#host.probe();
    if (silence >= SILENT_MS && !this.#isSilent) void this.#doubt(silence);
    this.#check(this.#isSilent ? PROBE_MS : AGAIN_MS);
  }

  async #doubt(silence: number): Promise<void> {
    const isTransportAlive = await this.#host.hasTraffic();
    if (this.#isSilent || this.#now - this.#heardAt < SILENT_MS) return;
    if (!isTransportAlive || silence >= DEAF_MS) this.#fallSilent(isTransportAlive);
  }

  #fallSilent(isTransportAlive: boolean): void {
    this.#isSilent = true;
    this.#host.onSilent(isTransportAlive);
  }
}
