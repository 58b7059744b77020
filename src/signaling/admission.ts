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
  readonly #verdicts = new Map<string, boolean>();
  #isAdmitted = false;
  #admitted: unknown;
  #asking: AbortController | undefined;
  #isOver = false;

  constructor(id: string, timers: Timers, place: AdmissionPlace) {
    this.#id = id;
    this.#timers = timers;
    this.#place = place;
  }

  /** It may know who I am. */
  get isAdmitted(): boolean { return this.#place.verify === undefined || this.#isAdmitted; }

  /** What it says on first contact: a no shuts it out, whatever was let in before. */
  async judge(metadata: unknown): Promise<boolean> {
    this.#isAdmitted = await this.judgeChange(metadata);
    return this.#isAdmitted;
  }

  /** What it changes while it is connected: a no leaves what was let in before. */
  judgeChange(metadata: unknown): boolean | Promise<boolean> {
    const { verify } = this.#place;
    return verify ? this.#verdict(verify, metadata) : this.#note(metadata, true);
  }

  /** It has gone: no judgement is waited for. */
  end(): void {
    this.#isOver = true;
    this.#asking?.abort(new DOMException('The applicant has gone.', 'AbortError'));
  }

  async #verdict(verify: NonNullable<PeerOptions['verify']>, metadata: unknown): Promise<boolean> {
    const json = JSON.stringify(metadata);
    const known = this.#verdicts.get(json);
    if (known !== undefined) return this.#note(metadata, known);
    const verdict = await this.#ask(verify, json);
    if (!this.#isOver) keepNewest(this.#verdicts.set(json, verdict), VERDICTS);
    return this.#note(metadata, verdict);
  }

  #note(metadata: unknown, verdict: boolean): boolean {
    if (verdict) this.#admitted = metadata;
    return verdict;
  }

  async #ask(verify: NonNullable<PeerOptions['verify']>, json: string): Promise<boolean> {
    const asking = this.#asking = new AbortController();
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
