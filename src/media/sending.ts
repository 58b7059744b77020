import { encodingDiffers, setEncoding } from './parameters.js';
import type { Encoding } from './encoding.js';

/**
 * Brings one sender in line with what is wanted of it, one call after another: a call of `setParameters` that another
 * overtakes is refused by browsers. What is wanted last wins, however often that changes meanwhile.
 */
export class Sending {
  readonly #sender: RTCRtpSender;
  readonly #onFailure: (error: unknown) => void;
  #track: MediaStreamTrack | null;
  #encoding: Encoding | undefined;
  /** Browsers may keep something else than what they were given. */
  #given: Encoding | undefined;
  /** The same again would only fail again. */
  #refused: string | undefined;
  #isBusy = false;

  constructor(sender: RTCRtpSender, onFailure: (error: unknown) => void) {
    this.#sender = sender;
    this.#track = sender.track;
    this.#onFailure = onFailure;
  }

  /** Null: nothing is sent. */
  carry(track: MediaStreamTrack | null): void {
    this.#track = track;
    void this.#settle();
  }

  encode(encoding: Encoding): void {
    this.#encoding = encoding;
    void this.#settle();
  }

  async #settle(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (;;) {
      const wish = this.#wish;
      try {
        const step = this.#next();
        if (!step) break;
        await step;
        this.#refused = undefined;
      } catch (error) {
        this.#onFailure(error);
        this.#refused = wish;
      }
    }
    this.#isBusy = false;
  }

  get #wish(): string { return JSON.stringify([this.#track?.id, this.#encoding]); }

  /** The first that is still to be done, begun in this very task: a description made right after already has it. */
  #next(): Promise<void> | undefined {
    if (this.#refused === this.#wish) return undefined;
    if (this.#sender.track !== this.#track) return this.#sender.replaceTrack(this.#track);
    const encoding = this.#encoding, isNew = encoding !== this.#given;
    this.#given = encoding;
    return encoding && isNew && encodingDiffers(this.#sender, encoding) ? setEncoding(this.#sender, encoding) : undefined;
  }
}
