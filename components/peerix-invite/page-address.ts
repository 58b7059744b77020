import type { ReactiveController, ReactiveControllerHost } from 'lit';

const MOVES = ['hashchange', 'popstate'];
/** Where the browser has it: tells of `pushState` too (HTML Standard, § 7.2.6). */
const navigation = (): EventTarget | undefined => (window as { readonly navigation?: EventTarget }).navigation;

/** Renders its element anew when the page's address changes. */
export class PageAddress implements ReactiveController {
  readonly #changed: () => void;

  constructor(host: ReactiveControllerHost) {
    this.#changed = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of MOVES) window.addEventListener(type, this.#changed);
    navigation()?.addEventListener('currententrychange', this.#changed);
    this.#changed();
  }

  hostDisconnected(): void {
    for (const type of MOVES) window.removeEventListener(type, this.#changed);
    navigation()?.removeEventListener('currententrychange', this.#changed);
  }
}
