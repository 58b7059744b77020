const FOCUSABLE = 'button, a[href], input, select, textarea, summary, [tabindex]';

const isUsable = (element: HTMLElement): boolean => !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });

/** Every element that could have the focus in a tool, hidden or not, in order; also inside open shadow trees. */
export function focusables(tool: Element): HTMLElement[] {
  const inner = [...(tool.shadowRoot ?? tool).children].flatMap(focusables);
  return tool.matches(FOCUSABLE) && !tool.shadowRoot ? [tool as HTMLElement, ...inner] : inner;
}

/**
 * One Tab stop for a whole toolbar (ARIA Authoring Practices, “Toolbar”): among what can have the focus, one has it, and
 * the arrows move it.
 */
export class Roving {
  #current: HTMLElement | undefined;
  /** The attribute that each had before. */
  readonly #own = new Map<HTMLElement, string | null>();

  /** Gives the one its place in the order of Tab, and takes it from the others; who is no longer among them has its own back. */
  settle(all: readonly HTMLElement[]): void {
    for (const stop of this.#own.keys()) if (!all.includes(stop)) this.#release(stop);
    if (!this.#current || !all.includes(this.#current) || !isUsable(this.#current)) this.#current = all.find(isUsable);
    for (const stop of all) {
      if (!this.#own.has(stop)) this.#own.set(stop, stop.getAttribute('tabindex'));
      const order = stop === this.#current ? 0 : -1;
      if (stop.tabIndex !== order) stop.tabIndex = order;
    }
  }

  #release(stop: HTMLElement): void {
    const own = this.#own.get(stop);
    this.#own.delete(stop);
    if (typeof own === 'string') stop.setAttribute('tabindex', own);
    else stop.removeAttribute('tabindex');
  }

  moveTo(stop: HTMLElement | undefined, all: readonly HTMLElement[]): void {
    if (!stop || !all.includes(stop)) return;
    this.#current = stop;
    this.settle(all);
  }

  /** The one so many places further, round the ends. */
  neighbour(all: readonly HTMLElement[], step: 1 | -1): HTMLElement | undefined {
    const usable = all.filter(isUsable);
    const index = this.#current ? usable.indexOf(this.#current) : -1;
    return usable.at((index + step) % usable.length);
  }

  /** The first, or the last. */
  end(all: readonly HTMLElement[], index: 0 | -1): HTMLElement | undefined { return all.filter(isUsable).at(index); }
}
