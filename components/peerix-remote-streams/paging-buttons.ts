import { html, type TemplateResult } from 'lit';
import type { Spot } from '../grid/fit.js';
import { placed } from '../grid/placed.js';
import { chevronLeft, chevronRight } from '../icons.js';
import { remoteStreamsWords } from './words.js';

type Turn = (by: number) => void;

/** Below the tiles: where one is, and the buttons that turn pages. */
export function pager({ page, pages }: { readonly page: number; readonly pages: number }, turn: Turn): TemplateResult {
  const words = remoteStreamsWords;
  return html`<div part="pager" class="pager" role="group" aria-label=${words.pages}>
    <button class="button" type="button" aria-label=${words.previous} @click=${() => turn(-1)}>${chevronLeft}</button>
    <span class="place" role="status">
      <span aria-hidden="true">${words.pageShort(page + 1, pages)}</span><span class="unseen">${words.page(page + 1, pages)}</span>
    </span>
    <button class="button" type="button" aria-label=${words.next} @click=${() => turn(1)}>${chevronRight}</button>
  </div>`;
}

/** In the place of a tile: leads to those who have none. */
export function moreSlot(spot: Spot, others: number, turn: Turn): TemplateResult {
  return html`<div role="listitem" class="more" ${placed(spot)}>
    <button part="more" class="button" type="button" aria-label=${remoteStreamsWords.showOthers(others)} @click=${() => turn(1)}>
      ${remoteStreamsWords.others(others)}
    </button>
  </div>`;
}
