/** The markup that makes such an element, as one would write it: flags without a value. */
export function codeOf(element: Element): string {
  const attributes = [...element.attributes].map(({ name, value }) => (value ? ` ${name}="${escaped(value)}"` : ` ${name}`));
  return `<${element.localName}${attributes.join('')}></${element.localName}>`;
}

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Shows the markup of an element, now and whenever an attribute changes, whoever changes it. */
export function followCode(element: Element, place: HTMLElement): void {
  const show = (): void => { place.textContent = codeOf(element); };
  new MutationObserver(show).observe(element, { attributes: true });
  show();
}
