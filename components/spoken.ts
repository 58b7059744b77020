import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** As many stay where a screen reader hears of them. */
const MAX_SPOKEN = 10;

/** What just happened, for the ears: the last few things, each said once. */
export class Spoken {
  #list: readonly { readonly key: number; readonly words: unknown }[] = [];
  #said = 0;

  say(words: unknown): void { this.#list = [...this.#list, { key: this.#said++, words }].slice(-MAX_SPOKEN); }
  forget(): void { this.#list = []; }
  /** For a `role="log"`. */
  render(): unknown { return repeat(this.#list, ({ key }) => key, ({ words }) => html`<p>${words}</p>`); }
}
