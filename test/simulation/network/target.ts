type Listener = (event: never) => void;

/** An event target that also calls its `on…` property. Of its own: the platform's events cost more than all that they tell. */
export class SimTarget {
  readonly #listeners = new Map<string, Set<Listener>>();

  addEventListener(type: string, listener: Listener): void {
    const known = this.#listeners.get(type);
    if (known) known.add(listener); else this.#listeners.set(type, new Set([listener]));
  }

  removeEventListener(type: string, listener: Listener): void { this.#listeners.get(type)?.delete(listener); }

  protected fire(type: string, fields: object = {}): void {
    const event = { type, target: this, ...fields } as never, handler = (this as unknown as Record<string, Listener | undefined>)[`on${type}`];
    handler?.call(this, event);
    for (const listener of [...this.#listeners.get(type) ?? []]) listener.call(this, event);
  }
}
