/** A copy of what the template of this id holds. */
export function copyOf<E extends HTMLElement>(id: string): E {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`This page has no template “${id}”.`);
  return document.importNode(template.content, true).firstElementChild as E;
}

/** The one element that matches. */
export function find<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const element = root.querySelector<E>(selector);
  if (!element) throw new Error(`This page has no ${selector}.`);
  return element;
}
