import type { Environment } from '../environment.js';
import { Timers } from '../environment.js';

/** Silence after which the other side is asked, and how often again. */
const PROBE_MS = 1500;
const AGAIN_MS = 250;
const SILENT_MS = 3000;
/** Packets still come, so either most of them get lost, or the page at the other end is frozen. */
const DEAF_MS = 8000;
/** A timer that late means that I slept: the silence was mine. Unless something came meanwhile: then only timers are slowed, as in hidden tabs. */
const JUMP_MS = 2000;

export interface LivenessHost {
  readonly environment: Environment;
  /** Makes the other side answer. */
  probe(): void;
  /** What the connection received so far, of any kind: a sum that grows while packets arrive. */
  received(): Promise<number>;
  /** Nothing was heard for 3 s, or for 8 where packets still come. */
  onSilent(): void;
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
  /** Since it was heard last: what the connection had received when last asked, and when that was seen to grow. */
  #received: number | undefined;
  #packetsAt = -Infinity;

  constructor(host: LivenessHost) {
    this.#host = host;
    this.#timers = new Timers(host.environment);
  }

  /** Nobody answers though packets come: the page at the other end sleeps. */
  get isFrozen(): boolean { return this.#isSilent && this.#havePacketsCome; }

  begin(): void {
    this.#notSilent();
    this.#check(PROBE_MS);
  }

  heard(): void {
    this.#notSilent();
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.#host.onHeard();
  }

  /** Something says that the path is gone; believed, unless something was just heard. */
  suspect(): void {
    this.#host.probe();
    if (!this.#isSilent && this.#now - this.#heardAt > PROBE_MS) this.#fallSilent();
  }

  dispose(): void { this.#timers.dispose(); }

  get #now(): number { return this.#host.environment.now(); }
  /** Each probe makes a living connection send something, if only the receipt. */
  get #havePacketsCome(): boolean { return this.#now - this.#packetsAt < SILENT_MS; }

  #notSilent(): void {
    this.#heardAt = this.#now;
    this.#received = undefined;
    this.#packetsAt = -Infinity;
  }

  #check(ms: number): void {
    const due = this.#now + ms;
    this.#timers.after(ms, () => {
      const hasSlept = this.#now - due > JUMP_MS && this.#now - this.#heardAt > SILENT_MS;
      if (hasSlept) this.#wake(); else this.#look();
    });
  }

  #wake(): void {
    this.#notSilent();
    this.#host.onJump();
    this.#host.probe();
    this.#check(AGAIN_MS);
  }

  #look(): void {
    const silence = this.#now - this.#heardAt;
    if (silence < PROBE_MS) return this.#check(PROBE_MS - silence);
    void this.#judge();
    this.#host.probe();
    this.#check(this.#isSilent ? PROBE_MS : AGAIN_MS);
  }

  async #judge(): Promise<void> {
    const heardAt = this.#heardAt, before = this.#received, received = await this.#host.received();
    if (heardAt !== this.#heardAt) return;
    this.#received = received;
    if (before !== undefined && received > before) this.#packetsAt = this.#now;
    const silence = this.#now - heardAt;
    if (!this.#isSilent && silence >= (this.#havePacketsCome ? DEAF_MS : SILENT_MS)) this.#fallSilent();
  }

  #fallSilent(): void {
    this.#isSilent = true;
    this.#host.onSilent();
  }
}
