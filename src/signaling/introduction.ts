import type { Bytes } from '../drivers/driver.js';
import type { Timers } from '../environment.js';
import { fingerprintOf } from '../link/fingerprint.js';
import { Admission, type AdmissionPlace } from './admission.js';
import { equal } from './bytes.js';
import type { Description, Hello } from './message.js';

export interface IntroductionHost {
  readonly id: string;
  readonly timers: Timers;
  /** This is what it says of itself, and it was let in. */
  onLearned(metadata: unknown): void;
}

/** What one other member said of itself: the latest that was let in holds (protocol §4). */
export class Introduction {
  readonly #host: IntroductionHost;
  readonly #admission: Admission;
  #metadata: unknown;
  #leaveHash: string | undefined;
  #fingerprint: Bytes | undefined;
  #waiting: { readonly metadata: unknown } | undefined;
  #isJudging = false;
  #isOver = false;

  constructor(host: IntroductionHost, place: AdmissionPlace) {
    this.#host = host;
    this.#admission = new Admission(host.id, host.timers, place);
  }

  /** It has said who it is, and was let in. */
  get isComplete(): boolean { return this.#metadata !== undefined; }
  get metadata(): unknown { return this.#metadata ?? {}; }
  /** It may know who I am. */
  get isAdmitted(): boolean { return this.#admission.isAdmitted; }
  /** Base64url hash that its leave secret must have. Only its own word counts: anybody can forge what a join says. */
  get leaveHash(): string | undefined { return this.#leaveHash; }

  /** Learns it, where that lets it in. Nothing is learned after `end`. */
  async hear({ meta = this.metadata, h }: Hello | Description): Promise<boolean> {
    if (h !== undefined) this.#leaveHash = h;
    const isLetIn = await this.#admission.judge(meta);
    if (isLetIn) this.#learn(meta);
    return isLetIn;
  }

  /** A change in-band; refused, it is dropped. One is judged after another, and of those that wait only the latest. */
  change(metadata: unknown): void {
    if (!this.#admission.isVerifying) {
      this.#admission.admit(metadata);
      return this.#learn(metadata);
    }
    this.#waiting = { metadata };
    if (!this.#isJudging) void this.#judgeChanges();
  }

  /** Whether the certificate in a description is the one that it showed first. */
  acceptsFingerprint(sdp: string): boolean {
    const shown = fingerprintOf(sdp);
    this.#fingerprint ??= shown;
    return shown !== undefined && this.#fingerprint !== undefined && equal(shown, this.#fingerprint);
  }

  end(): void {
    this.#isOver = true;
    this.#waiting = undefined;
    this.#admission.end();
  }

  // Never rejects: a judgement that fails is a no.
  async #judgeChanges(): Promise<void> {
    this.#isJudging = true;
    for (let next = this.#waiting; next; next = this.#waiting) {
      this.#waiting = undefined;
      if (await this.#admission.judgeChange(next.metadata)) this.#learn(next.metadata);
    }
    this.#isJudging = false;
  }

  #learn(metadata: unknown): void {
    if (this.#isOver) return;
    this.#metadata = metadata;
    this.#host.onLearned(metadata);
  }
}
