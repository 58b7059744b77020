/** Words by vocabulary, then by key, as they are looked for. */
export interface Dictionary { readonly [vocabulary: string]: { readonly [key: string]: unknown } | undefined }

/** What is spoken: words are looked for in each dictionary in turn, and at last in English. */
export interface Speech { readonly tag: string; readonly dictionaries: readonly Dictionary[] }

export const ENGLISH = 'en';
const watchers = new Set<() => void>();
let speech: Speech = { tag: ENGLISH, dictionaries: [] };

/** The BCP 47 tag of the language that the elements speak: numbers and dates follow it. */
export function language(): string { return speech.tag; }

/** Another object whenever any word may read differently: for what is drawn again only on a change. */
export function wording(): object { return speech; }

/** What the dictionaries of the current language have for a word, the nearest first. */
export const translations = (vocabulary: string, key: string): unknown[] => speech.dictionaries.map(({ [vocabulary]: words }) => words?.[key]);

export function speak(next: Speech): void {
  speech = next;
  for (const onChange of [...watchers]) onChange();
}

/** Called whenever `wording` changes; returns how to stop. */
export function onWording(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => void watchers.delete(onChange);
}
