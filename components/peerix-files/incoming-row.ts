import { html, nothing, type TemplateResult } from 'lit';
import { download } from '../icons.js';
import { isolated } from '../isolated.js';
import { amount, size } from './formats.js';
import type { IncomingFile } from './incoming-file.js';
import { nameOf, progressTemplate, rowButton, rowFrame, type RowContext } from './row-frame.js';
import { canSaveDirectly } from './save-picker.js';
import { filesWords } from './words.js';

export function incomingRow(item: IncomingFile, context: RowContext): TemplateResult {
  const trouble = troubleOf(item);
  return rowFrame(item, context, {
    file: item.file,
    isFailure: !!trouble,
    detail: detailOf(item),
    more: html`
      ${item.isUnderWay ? progressTemplate(item, filesWords.receiving(nameOf(item)), nothing) : nothing}
      ${trouble ? html`<p class="note">${trouble}</p>` : nothing}`,
    buttons: item.state === 'offered' ? answers(item, context) : nothing,
    save: item.file ? saveLink(item, item.file) : nothing,
  });
}

function detailOf({ state, size: bytes, moved, person }: IncomingFile): unknown {
  const whole = size(bytes), from = isolated(person);
  switch (state) {
    case 'offered': return filesWords.offered(whole, from);
    case 'receiving': return filesWords.from(amount(moved, bytes), from);
    case 'received': case 'taken': return filesWords.received(whole, from);
    case 'saved': return filesWords.saved(whole, from);
    case 'declined': return filesWords.youDeclinedIt(whole, from);
    case 'cancelled': return filesWords.youCancelledIt(whole, from);
    default: return moved ? filesWords.stoppedAt(amount(moved, bytes), from) : filesWords.from(whole, from);
  }
}

function troubleOf({ state, person, isPlaceBad }: IncomingFile): unknown {
  switch (state) {
    case 'left': return filesWords.personLeft(isolated(person));
    case 'revoked': return filesWords.revoked(isolated(person));
    case 'stopped': return filesWords.youStopped;
    case 'unwritable': return filesWords.unwritable;
    case 'offered': return isPlaceBad && filesWords.badPlace;
    default: return undefined;
  }
}

function answers(item: IncomingFile, context: RowContext): TemplateResult {
  return html`
    ${rowButton(item, context, filesWords.accept, () => item.accept(), 'primary')}
    ${canSaveDirectly(item.size) ? rowButton(item, context, filesWords.saveTo, () => void item.saveTo()) : nothing}
    ${rowButton(item, context, filesWords.decline, () => item.decline())}`;
}

function saveLink(item: IncomingFile, file: File): TemplateResult {
  const label = `${filesWords.save}: ${nameOf(item)}`;
  return html`<a part="save" class="button square" href=${item.urls.download(file)} download=${item.savedName} aria-label=${label} title=${filesWords.save}>${download}</a>`;
}
