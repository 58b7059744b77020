import { platform, type Environment } from '../../../src/environment.js';

interface Alarm { readonly callback: () => void; readonly due: number; running: ReturnType<typeof setTimeout> }

const STEP_MS = 250;

/** Real time that can be hurried on: ten seconds of the engine need not be waited for. */
export class Clock {
  readonly environment: Environment = {
    now: () => this.#now,
    setTimeout: (callback, ms) => this.#set(callback, ms),
    clearTimeout: (timer) => this.#clear(timer as Alarm),
    random: platform.random,
    crypto: globalThis.crypto,
    RTCPeerConnection: globalThis.RTCPeerConnection,
  };
  readonly #alarms = new Set<Alarm>();
  #ahead = 0;

  /** In small steps, between which everybody may answer. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.#ahead += Math.min(left, STEP_MS);
      for (const alarm of this.#alarms) this.#run(alarm);
      await new Promise((resolve) => { setTimeout(resolve, 3); });
    }
  }

  get #now(): number { return performance.now() + this.#ahead; }

  #set(callback: () => void, ms: number): Alarm {
    const alarm: Alarm = { callback, due: this.#now + ms, running: 0 as never };
    this.#alarms.add(alarm);
    this.#run(alarm);
    return alarm;
  }

  #run(alarm: Alarm): void {
    clearTimeout(alarm.running);
    alarm.running = setTimeout(() => {
      this.#alarms.delete(alarm);
      alarm.callback();
    }, alarm.due - this.#now);
  }

  #clear(alarm: Alarm): void {
    this.#alarms.delete(alarm);
    clearTimeout(alarm.running);
  }
}
