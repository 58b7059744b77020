import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Box } from './paging.js';

/** Measures the space of the tiles whenever it changes. */
export class BoxController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #find: () => HTMLElement | null;
  readonly #observer = new ResizeObserver(() => this.#measure());
  #element: HTMLElement | null = null;
  #box: Box = { width: 0, height: 0, gap: 0, pager: 0 };

  constructor(host: ReactiveControllerHost, find: () => HTMLElement | null) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  get box(): Box { return this.#box; }

  hostConnected(): void { if (this.#element) this.#observer.observe(this.#element); }
  hostDisconnected(): void { this.#observer.disconnect(); }

  /** It is there from the first render on. */
  hostUpdated(): void {
    if (this.#element) return;
    this.#element = this.#find();
    this.hostConnected();
  }

  #measure(): void {
    const element = this.#element!, style = getComputedStyle(element), { clientWidth: width, clientHeight: height } = element;
    const box = { width, height, gap: parseFloat(style.columnGap) || 0, pager: parseFloat(style.getPropertyValue('--_target')) || 0 };
    this.#box = box;
    this.#host.requestUpdate();
  }
}
