import { keyOf, MADE_UP, type ChatMessage } from './message.js';

/** The oldest go first. */
const MAX_MESSAGES = 1000;
/** A message that came without an id and is passed on by somebody else is known by its words and about when they came. */
const SAME_MS = 10_000;

/** The messages of one stay in order of time, each once. */
export class MessageLog {
  #all = new Map<string, ChatMessage>();
  #last = 0;
  #list: readonly ChatMessage[] | undefined;

  /** Never changed: another list takes its place. */
  get messages(): readonly ChatMessage[] { return this.#list ??= [...this.#all.values()]; }

  get(key: string): ChatMessage | undefined { return this.#all.get(key); }

  /** At the end, whatever the clock did meanwhile. False where it was heard before; from its author, it replaces what others passed on. */
  append(message: ChatMessage): boolean {
    const known = this.#all.get(keyOf(message));
    if (known) {
      if (known.passedOnBy !== undefined) this.replace({ ...message, at: known.at });
      return known.passedOnBy !== undefined;
    }
    this.#last = Math.max(message.at, this.#last);
    this.#put({ ...message, at: this.#last });
    for (const key of this.#all.keys()) if (this.#all.size > MAX_MESSAGES) this.#all.delete(key); else break;
    return true;
  }

  /** In their places. */
  merge(messages: readonly ChatMessage[]): void {
    const fresh = messages.filter((message) => !this.#knows(message));
    const inOrder = [...fresh, ...this.#all.values()].sort((a, b) => a.at - b.at).slice(-MAX_MESSAGES);
    this.clear();
    for (const message of inOrder) this.#put(message);
    this.#last = inOrder.at(-1)?.at ?? 0;
  }

  /** What has gone does not come back. */
  replace(message: ChatMessage): void { if (this.#all.has(keyOf(message))) this.#put(message); }

  clear(): void {
    this.#all.clear();
    this.#list = undefined;
  }

  #knows(message: ChatMessage): boolean {
    if (this.#all.has(keyOf(message))) return true;
    return message.id.startsWith(MADE_UP) && this.messages.some(({ from, text, at }) =>
      from === message.from && text === message.text && Math.abs(at - message.at) < SAME_MS);
  }

  #put(message: ChatMessage): void {
    this.#all.set(keyOf(message), message);
    this.#list = undefined;
  }
}
