import { grammar, type Grammar } from './grammar.js';
import type { Dictionary } from './speech.js';

/**
 * A dictionary is a module of its own that imports nothing, types aside: a page may have loaded what it would import
 * under another URL (`?v=2`, a CDN's redirect), and would get that twice.
 */
const from = (module: Promise<{ readonly dictionary: (grammar: Grammar) => Dictionary }>): Promise<Dictionary> =>
  module.then(({ dictionary }) => dictionary(grammar));

/** The languages that come with the elements, besides English. Loaded when a page is in one. */
export const shipped: Readonly<Record<string, () => Promise<Dictionary>>> = {
  ar: () => from(import('./dictionaries/ar.js')),
  de: () => from(import('./dictionaries/de.js')),
  es: () => from(import('./dictionaries/es.js')),
  zh: () => from(import('./dictionaries/zh.js')),
};
