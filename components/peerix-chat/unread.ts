import { keyOf, type ChatMessage } from './message.js';

/** What came while nobody looked. */
export class Unread {
  #count = 0;
  #first: string | undefined;

  get count(): number { return this.#count; }
  /** The key of the first: it stays marked while one reads on. */
  get first(): string | undefined { return this.#first; }

  add(message: ChatMessage): void {
    if (!this.#count++) this.#first = keyOf(message);
  }

  /** All of it was in sight. */
  seen(): void { this.#count = 0; }

  forget(): void {
    this.#count = 0;
    this.#first = undefined;
  }
}
