import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether somebody can see an element: it is on the screen, and its tab is in front. What runs for the eyes rests else. */
export class Seen implements ReactiveController {
  readonly #host: Element;
  readonly #changed: (isSeen: boolean) => void;
  #observer: IntersectionObserver | undefined;
  #isOnScreen = false;
  #isSeen = false;

  constructor(host: ReactiveControllerHost & Element, changed: (isSeen: boolean) => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      this.#isOnScreen = entries.at(-1)!.isIntersecting;
      this.#settle();
    });
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#settle);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#settle);
    this.#isOnScreen = false;
    this.#settle();
  }

  readonly #settle = (): void => {
    const isSeen = this.#isOnScreen && document.visibilityState === 'visible';
    if (isSeen === this.#isSeen) return;
    this.#isSeen = isSeen;
    this.#changed(isSeen);
  };
}
