import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The words of one language: by vocabulary, then by key. What is missing is shown in English. */
export interface Dictionary { readonly [vocabulary: string]: { readonly [key: string]: unknown } }

const dictionaries = new Map<string, Dictionary>();
const watchers = new Set<() => void>();
let tag = 'en';

/** The BCP 47 tag of the language that the elements speak: numbers and dates follow it. */
export function language(): string { return tag; }

/** The word of the current language, if it has one. */
export function translated(vocabulary: string, key: string): unknown { return dictionaries.get(tag)?.[vocabulary]?.[key]; }

/** Adds words to a language, or replaces some: also those of English (`en`). */
export function addWords(language: string, words: Dictionary): void {
  const known = dictionaries.get(language) ?? {};
  const merged = Object.entries(words).map(([name, own]) => [name, { ...known[name], ...own }]);
  dictionaries.set(language, { ...known, ...Object.fromEntries(merged) });
  for (const onChange of watchers) onChange();
}

export function speak(language: string): void {
  tag = language;
  for (const onChange of watchers) onChange();
}

/** Renders its element anew when the language changes. */
export class LanguageController implements ReactiveController {
  readonly #onChange: () => void;

  constructor(host: ReactiveControllerHost) {
    this.#onChange = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected(): void { watchers.add(this.#onChange); }
  hostDisconnected(): void { watchers.delete(this.#onChange); }
}
