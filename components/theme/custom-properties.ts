import { noChange, nothing } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

/**
 * Sets style properties through the CSSOM. Lit's `styleMap` writes a `style` attribute at the first render, and that is
 * what a strict `style-src` refuses (CSP Level 3, § 8).
 */
class CustomProperties extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('customProperties() belongs on an element.');
  }

  render(_properties: Readonly<Record<`--${string}`, string>>): unknown { return nothing; }

  override update({ element }: ElementPart, [properties]: Parameters<this['render']>): unknown {
    for (const [name, value] of Object.entries(properties)) (element as HTMLElement).style.setProperty(name, value);
    return noChange;
  }
}

export const customProperties = directive(CustomProperties);
