import { translated } from './speech.js';

/** The same words in another language: strings for strings, functions for functions. */
export type Translation<T> =
  T extends string ? string
  : T extends (...args: infer A) => infer R ? (...args: A) => R extends string ? string : R
  : { readonly [K in keyof T]: Translation<T[K]> };

/** Words under a name, in English here and in whatever language the page speaks when they are read. */
export function vocabulary<const English extends object>(name: string, english: English): Translation<English> {
  return new Proxy(english, {
    get(own, key) {
      const word: unknown = Reflect.get(own, key), other = translated(name, String(key));
      // A page may give a string where names or numbers belong into it.
      return typeof other === typeof word ? other : word;
    },
  }) as unknown as Translation<English>;
}
