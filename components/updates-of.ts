import type { LitElement } from 'lit';

/** Has `changed` called after every render of other elements: what they hold is theirs, and told by no event. */
export class UpdatesOf {
  readonly #controller: { hostUpdated(): void };
  #elements: ReadonlySet<LitElement> = new Set();

  constructor(changed: () => void) { this.#controller = { hostUpdated: changed }; }

  /** These and no others. */
  follow(elements: Iterable<LitElement>): void {
    const wanted = new Set(elements);
    for (const element of this.#elements) if (!wanted.has(element)) element.removeController(this.#controller);
    for (const element of wanted) if (!this.#elements.has(element)) element.addController(this.#controller);
    this.#elements = wanted;
  }
}
