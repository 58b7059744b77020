import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Person } from './people.js';
import { peersWords } from './words.js';

/** What may be done about a person. */
export interface Choosing {
  setVolume(id: string, volume: number): void;
  setHidden(id: string, hidden: boolean): void;
  copy(id: string, text: string): void;
  /** What became of copying it. */
  copyNote(id: string): string;
}

/** A native popover: the browser closes it by Escape and by a click outside. */
export function menu(person: Person, elementId: string, choosing: Choosing): TemplateResult {
  const { id, name, volume, hidden } = person;
  const slide = ({ target }: Event): void => choosing.setVolume(id, (target as HTMLInputElement).valueAsNumber / 100);
  const hide = ({ target }: Event): void => choosing.setHidden(id, (target as HTMLInputElement).checked);
  return html`<div part="menu" class="menu" popover id=${elementId} role="group" aria-label=${name} @beforetoggle=${giveBackFocus}>
    <label class="volume"><span>${peersWords.volume}</span><output aria-hidden="true">${peersWords.percent(volume)}</output>
      <input type="range" min="0" max="100" step="5" .value=${live(String(Math.round(volume * 100)))}
        aria-valuetext=${peersWords.percent(volume)} @input=${slide}></label>
    <label class="check"><input type="checkbox" .checked=${live(hidden)} @change=${hide}><span>${peersWords.hide}</span></label>
    ${safety(person, choosing)}
  </div>`;
}

/** To the button before it: in shadow trees browsers lose it. */
function giveBackFocus({ newState, target }: ToggleEvent): void {
  const menu = target as HTMLElement;
  if (newState !== 'closed' || !menu.matches(':focus-within')) return;
  const settle = (): void => {
    const { activeElement } = menu.getRootNode() as ShadowRoot;
    if (!activeElement || menu.contains(activeElement)) (menu.previousElementSibling as HTMLElement | null)?.focus();
  };
  menu.addEventListener('toggle', settle, { once: true });
}

function safety({ id, remote }: Person, { copy, copyNote }: Choosing): unknown {
  const digits = remote?.safetyNumber;
  if (!digits) return nothing;
  return html`<div class="safety" role="group" aria-label=${peersWords.safety}>
    <span class="title">${peersWords.safety}</span>
    <p class="advice">${peersWords.compare}</p>
    <p part="safety" class="digits" dir="ltr">${digits}</p>
    <button class="button" type="button" @click=${() => copy(id, digits)}>${peersWords.copy}</button>
    <span class="note" role="status">${copyNote(id)}</span>
  </div>`;
}
