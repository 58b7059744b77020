/** Of full scale: what microphones hear of a quiet room stays below. */
const LOUD = 0.03;
const BEGIN_MS = 100;
/** Speech has gaps. */
const PAUSE_MS = 700;

/** Tells speech from a click, and a pause from the end. */
export class Voice {
  isSpeaking = false;
  #loudSince = Infinity;
  #loudUntil = -Infinity;

  /** A level of 0 to 1, several times a second; `now` in milliseconds. True when that changed who speaks. */
  hear(level: number, now: number): boolean {
    const isLoud = level >= LOUD, was = this.isSpeaking;
    this.#loudSince = isLoud ? Math.min(this.#loudSince, now) : Infinity;
    if (isLoud) this.#loudUntil = now;
    this.isSpeaking = was ? now - this.#loudUntil < PAUSE_MS : now - this.#loudSince >= BEGIN_MS;
    return this.isSpeaking !== was;
  }
}
