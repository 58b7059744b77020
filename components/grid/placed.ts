import { noChange, nothing, type ElementPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { Spot } from './fit.js';

/** Puts an element where its spot is; without one it is hidden. Only what is already seen glides. */
class Placed extends Directive {
  #isSeen = false;

  render(_spot: Spot | undefined): unknown { return nothing; }

  override update({ element }: ElementPart, [spot]: Parameters<this['render']>): unknown {
    const { style } = element as HTMLElement;
    (element as HTMLElement).hidden = !spot;
    if (spot) {
      style.transition = this.#isSeen ? '' : 'none';
      style.width = `${spot.width}px`;
      style.height = `${spot.height}px`;
      style.setProperty('--_x', `${spot.x}px`);
      style.setProperty('--_y', `${spot.y}px`);
    }
    this.#isSeen = !!spot;
    return noChange;
  }
}

export const placed = directive(Placed);
