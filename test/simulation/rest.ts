import type { Publication, SimDriver } from './bus.js';

const JOIN = 1;
const LEAVE = 4;
/** Whoever is not settled repeats its join within 36 s; between two presences are 45 s at least. */
const REPEATED_MS = 40_000;
const ECHO_MS = 12_000;
const SILENCE_MS = 8000;
/** After the last link, or after everything that went wrong, there is still something to be said. */
const AFTERMATH_MS = 20_000;

/** Whether the room came to rest: whoever has a link sends nothing but its presence, and that stirs up little. */
export class Rest {
  readonly #linksOf: (driver: SimDriver) => number;
  readonly #lastJoin = new Map<SimDriver, number>();
  readonly #lastAnnouncement = new Map<SimDriver, number>();
  #lastPresence = -Infinity;
  #lastNoise = 0;
  #lastRepeat = 0;
  #since = 0;
  packets = 0;

  constructor(linksOf: (driver: SimDriver) => number) { this.#linksOf = linksOf; }

  /** Something happened after which there is something to be said. */
  stir(at: number): void { this.#since = at; }

  onPublished({ from, bytes, at }: Publication): void {
    this.packets++;
    if (bytes[1] === LEAVE) this.#lastJoin.delete(from);
    if (bytes[1] === JOIN) this.#onJoin(from, at);
    else if (at - this.#lastPresence > ECHO_MS) this.#lastNoise = at;
  }

  /** When it last sent a join that was no presence. */
  lastAnnouncement(driver: SimDriver): number { return this.#lastAnnouncement.get(driver) ?? -Infinity; }
  isNoisy(now: number): boolean { return now - this.#lastNoise < SILENCE_MS && now - this.#since > AFTERMATH_MS; }
  isRestless(): boolean { return this.#lastRepeat - this.#since > AFTERMATH_MS + REPEATED_MS; }

  // A presence may come soon after the last time that it announced itself with reason.
  #noteRepeat(before: number, at: number): void {
    this.#lastNoise = at;
    this.#lastRepeat = before;
  }

  // Somebody alone goes on asking: that is no noise, and what it stirs up neither.
  #onJoin(from: SimDriver, at: number): void {
    const before = this.#lastJoin.get(from), isNew = before === undefined || before < from.returnedAt;
    const isRepeated = !isNew && at - before < REPEATED_MS;
    this.#lastJoin.set(from, at);
    const isAlone = this.#linksOf(from) === 0;
    if (isAlone || isNew || isRepeated) this.#lastAnnouncement.set(from, at);
    if (isAlone || !isRepeated) this.#lastPresence = at;
    else this.#noteRepeat(before, at);
  }
}
