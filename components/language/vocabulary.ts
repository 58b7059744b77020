import { translations } from './speech.js';
import type { Vocabularies } from './vocabularies.js';

/** The same words in another language: strings for strings, functions for functions. */
export type Translation<T> =
  T extends string ? string
  : T extends (...args: infer A) => infer R ? (...args: A) => R extends string ? string : R
  : { readonly [K in keyof T]: Translation<T[K]> };

/** Words under a name, in English here and in whatever language the page speaks when they are read. */
export function vocabulary<const English extends object>(name: keyof Vocabularies, english: English): Translation<English> {
  return new Proxy(english, {
    get: (own, key) => spoken(Reflect.get(own, key), translations(name, String(key))),
  }) as unknown as Translation<English>;
}

/** Of a group of words each for itself. A page may give a string where names or numbers belong into it: that is none. */
function spoken(english: unknown, others: readonly unknown[]): unknown {
  const alike = others.filter((other) => typeof other === typeof english && other !== null);
  if (typeof english !== 'object' || english === null) return alike[0] ?? english;
  const groups = alike as readonly Readonly<Record<string, unknown>>[];
  return Object.fromEntries(Object.entries(english).map(([key, word]) => [key, spoken(word, groups.map((group) => group[key]))]));
}
