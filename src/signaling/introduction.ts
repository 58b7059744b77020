import type { Bytes } from '../drivers/driver.js';
import type { Timers } from '../environment.js';
import { Lane } from '../lane.js';
import { fingerprintOf } from '../link/fingerprint.js';
import { Admission, type AdmissionPlace } from './admission.js';
import { equal } from './bytes.js';
import type { Description, Hello } from './message.js';

export interface IntroductionHost {
  readonly id: string;
  readonly timers: Timers;
  /** This is what it says of itself, and it was let in. */
  onLearned(metadata: unknown): void;
  onBroken(error: unknown): void;
}

const CHANGES = 256;

/** What one other member said of itself: the latest that was let in holds (protocol §4). */
export class Introduction {
  readonly #host: IntroductionHost;
  readonly #admission: Admission;
  readonly #changes: Lane;
  #metadata: unknown;
  #leaveHash: string | undefined;
  #hintedLeaveHash: string | undefined;
  #fingerprint: Bytes | undefined;
  #isOver = false;

  constructor(host: IntroductionHost, place: AdmissionPlace) {
    this.#host = host;
    this.#admission = new Admission(host.id, host.timers, place);
    this.#changes = new Lane((error) => host.onBroken(error), CHANGES);
  }

  /** It has said who it is, and was let in. */
  get isComplete(): boolean { return this.#metadata !== undefined; }
  get metadata(): unknown { return this.#metadata ?? {}; }
  /** It may know who I am. */
  get isAdmitted(): boolean { return this.#admission.isAdmitted; }
  /** Base64url hash that its leave secret must have: what it said itself, else what its join said. */
  get leaveHash(): string | undefined { return this.#leaveHash ?? this.#hintedLeaveHash; }

  /** A join says so, which anybody may have forged. */
  hint(leaveHash: string): void { this.#hintedLeaveHash = leaveHash; }

  /** Learns it, where that lets it in. Nothing is learned after `end`. */
  async hear({ meta = this.metadata, h }: Hello | Description): Promise<boolean> {
    if (h !== undefined) this.#leaveHash = h;
    const isLetIn = await this.#admission.judge(meta);
    if (isLetIn) this.#learn(meta);
    return isLetIn;
  }

  /** A change in-band; refused, it is dropped. Judged in order, beside everything else: a verdict may take long. */
  change(metadata: unknown): boolean {
    const verdict = this.#admission.judgeChange(metadata);
    if (verdict === true) this.#learn(metadata);
    return verdict === true || this.#changes.push(async () => { if (await verdict) this.#learn(metadata); });
  }

  /** Whether the certificate in a description is the one that it showed first. */
  acceptsFingerprint(sdp: string): boolean {
    const shown = fingerprintOf(sdp);
    this.#fingerprint ??= shown;
    return shown !== undefined && this.#fingerprint !== undefined && equal(shown, this.#fingerprint);
  }

  end(): void {
    this.#isOver = true;
    this.#changes.clear();
    this.#admission.end();
  }

  #learn(metadata: unknown): void {
    if (this.#isOver) return;
    this.#metadata = metadata;
    this.#host.onLearned(metadata);
  }
}
