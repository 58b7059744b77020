import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenParsed } from './when-parsed.js';

/** Whether an element is in the document and the page's scripts have run. Told after the callbacks of a task, so a move is no change. */
export class Presence implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #changed: () => void;
  #isPresent = false;

  constructor(host: ReactiveControllerHost & Element, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  get isPresent(): boolean { return this.#isPresent; }

  hostConnected(): void { whenParsed(() => this.#settle()); }
  hostDisconnected(): void { queueMicrotask(() => this.#settle()); }

  #settle(): void {
    if (this.#host.isConnected === this.#isPresent) return;
    this.#isPresent = this.#host.isConnected;
    this.#changed();
  }
}
