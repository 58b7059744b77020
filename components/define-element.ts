/**
 * Registers an element. Without a document (bare Node, a server renderer) it does nothing: Lit brings a stand-in
 * registry there, and `import 'peerix'` must stay free of effects. A tag that is taken, as by a second copy of the
 * library on the page, is left alone with a warning, for `customElements.define` would throw and stop the whole module.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  if (typeof document === 'undefined') return;
  const known = customElements.get(tag);
  if (known === element) return;
  if (known) console.warn(`Peerix: <${tag}> is defined already, by another copy of the library or by the page. This copy leaves it alone.`);
  else customElements.define(tag, element);
}

/** Registers what another element is made of, unless the page has something of that tag. */
export function provideElement(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) defineElement(tag, element);
}
