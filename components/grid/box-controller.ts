import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Box } from './paging.js';

/** Measures the space of the tiles, after each render and whenever it changes. */
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

  hostUpdated(): void {
    this.#element ??= this.#begin();
    this.#measure();
  }

  #begin(): HTMLElement | null {
    const element = this.#find();
    if (element) this.#observer.observe(element);
    return element;
  }

  #measure(): void {
    const element = this.#element!, style = getComputedStyle(element), { clientWidth: width, clientHeight: height } = element;
    const box = { width, height, gap: parseFloat(style.columnGap) || 0, pager: parseFloat(style.getPropertyValue('--_target')) || 0 };
    if ((Object.keys(box) as (keyof Box)[]).every((key) => box[key] === this.#box[key])) return;
    this.#box = box;
    this.#host.requestUpdate();
  }
}
