import type { Applicant, Metadata, PeerOptions } from '../types/index.js';
import type { Environment, Timers } from '../environment.js';
import { PeerixError } from '../errors.js';
import { keepNewest } from '../newest.js';
import { toBase64url, utf8 } from './bytes.js';
import { hash16, label } from './derive.js';

export interface AdmissionPlace {
  readonly environment: Environment;
  /** The application's judgement; without it everybody is let in. */
  readonly verify: PeerOptions['verify'];
  onError(error: PeerixError): void;
}

const PATIENCE_MS = 10_000;
const VERDICTS = 16;

/** Whether one other member is let in, by what it says of itself (protocol §4). Asked once for the same metadata. */
export class Admission {
  readonly #id: string;
  readonly #timers: Timers;
  readonly #place: AdmissionPlace;
  readonly #verdicts = new Map<string, Promise<boolean>>();
  #isAdmitted = false;
  #admitted: unknown;
  readonly #asking = new Set<AbortController>();
  #isOver = false;

  constructor(id: string, timers: Timers, place: AdmissionPlace) {
    this.#id = id;
    this.#timers = timers;
    this.#place = place;
  }

  get isVerifying(): boolean { return this.#place.verify !== undefined; }
  /** It may know who I am. */
  get isAdmitted(): boolean { return !this.isVerifying || this.#isAdmitted; }

  /** What it says on first contact: a no shuts it out, whatever was let in before. */
  async judge(metadata: unknown): Promise<boolean> {
    this.#isAdmitted = await this.judgeChange(metadata);
    return this.#isAdmitted;
  }

  /** What it changes while it is connected: a no leaves what was let in before. */
  async judgeChange(metadata: unknown): Promise<boolean> {
    const { verify } = this.#place;
    const isIn = verify ? await this.#verdict(verify, JSON.stringify(metadata)) : true;
    if (isIn) this.admit(metadata);
    return isIn;
  }

  admit(metadata: unknown): void { this.#admitted = metadata; }

  /** It has gone: no judgement is waited for. */
  end(): void {
    this.#isOver = true;
    for (const asking of this.#asking) asking.abort(new DOMException('The applicant has gone.', 'AbortError'));
  }

  // The promise is kept, so that who asks again while it is judged waits for the same verdict.
  #verdict(verify: NonNullable<PeerOptions['verify']>, json: string): Promise<boolean> {
    const verdict = this.#verdicts.get(json) ?? this.#ask(verify, json);
    if (!this.#isOver) keepNewest(this.#verdicts.set(json, verdict), VERDICTS);
    return verdict;
  }

  async #ask(verify: NonNullable<PeerOptions['verify']>, json: string): Promise<boolean> {
    const asking = new AbortController();
    this.#asking.add(asking);
    const stop = this.#timers.after(PATIENCE_MS, () => asking.abort(new DOMException('verify took more than 10 s.', 'TimeoutError')));
    const silence = new Promise<false>((resolve) => { asking.signal.addEventListener('abort', () => resolve(false)); });
    const applicant: Applicant = {
      id: this.#id, metadata: JSON.parse(json) as Metadata, signal: asking.signal,
      ...(this.#admitted !== undefined && { previous: this.#admitted as Metadata }),
    };
    try {
      return await Promise.race([verify(applicant), silence]) === true;
    } catch (cause) {
      if (!this.#isOver) this.#place.onError(verifyFailed(this.#id, cause));
      return false;
    } finally {
      this.#asking.delete(asking);
      stop();
    }
  }
}

/** Says which metadata was judged, without saying it: 16 bytes in base64url. */
export async function hashMetadata({ crypto }: Environment, metadata: unknown): Promise<string> {
  return toBase64url(await hash16(crypto, label('meta'), utf8(JSON.stringify(metadata) ?? '')));
}

function verifyFailed(id: string, cause: unknown): PeerixError {
  return new PeerixError('VERIFY_FAILED', `verify threw for ${id}, which was not let in.`, {
    cause, hint: 'Let verify resolve with true or false.',
  });
}
