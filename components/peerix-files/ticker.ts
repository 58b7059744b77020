import type { ReactiveController, ReactiveControllerHost } from 'lit';

const PACE_MS = 250;

/** Ticks while something moves, so that numbers are drawn often enough to be read and no oftener. */
export class Ticker implements ReactiveController {
  readonly #tick: () => void;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isConnected = false;

  constructor(host: ReactiveControllerHost, isNeeded: () => boolean, tick: () => void) {
    this.#isNeeded = isNeeded;
    this.#tick = tick;
    host.addController(this);
  }

  hostConnected(): void { this.#isConnected = true; }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#stop();
  }

  hostUpdated(): void {
    if (!this.#isConnected || !this.#isNeeded()) this.#stop();
    else this.#timer ??= setInterval(this.#tick, PACE_MS);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
