import { platform, type Environment } from '../../../src/environment.js';

interface Alarm { readonly at: number; readonly callback: () => void }

/** Time that passes when it is told to. Nothing is left to chance. */
export class VirtualClock {
  #now = 0;
  readonly #alarms = new Set<Alarm>();
  readonly environment: Environment;

  constructor() {
    this.environment = {
      ...platform,
      now: () => this.#now,
      setTimeout: (callback, ms) => {
        const alarm: Alarm = { at: this.#now + ms, callback };
        this.#alarms.add(alarm);
        return alarm;
      },
      clearTimeout: (alarm) => void this.#alarms.delete(alarm as Alarm),
      random: () => 0.5,
    };
  }

  run(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.at;
      this.#alarms.delete(next);
      next.callback();
    }
    this.#now = end;
  }

  #next(end: number): Alarm | undefined {
    return [...this.#alarms].filter(({ at }) => at <= end).reduce<Alarm | undefined>((first, alarm) => (first && first.at <= alarm.at ? first : alarm), undefined);
  }
}
