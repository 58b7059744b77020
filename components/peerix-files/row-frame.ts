import { html, nothing, type TemplateResult } from 'lit';
import { cross, file as fileIcon } from '../icons.js';
import type { FileItem } from './exchange.js';
import { splitName } from './file-name.js';
import { duration, rate } from './formats.js';
import { filesWords } from './words.js';

/** What rows ask of the element. */
export interface RowContext {
  /** Runs what a button of the row does, and keeps the focus near where the button was. */
  act(item: FileItem, action: () => void): void;
  remove(item: FileItem): void;
  changed(): void;
}

export interface RowContent {
  readonly detail: unknown;
  readonly isFailure?: boolean;
  readonly more?: unknown;
  readonly buttons?: unknown;
  /** The file's bytes are here. */
  readonly file: File | undefined;
  readonly save?: unknown;
}

export const nameOf = (item: FileItem): string => item.name || filesWords.unnamed;

export function rowFrame(item: FileItem, context: RowContext, { detail, isFailure, more = nothing, buttons = nothing, file, save = nothing }: RowContent): TemplateResult {
  return html`<li part="file" class="file ${isFailure ? 'failed' : ''}" id=${item.key}>
    ${thumbnail(item, file, context)}
    <div class="about">
      ${nameTemplate(item.key, nameOf(item))}
      <p part="detail" class="detail">${detail}</p>
    </div>
    <div class="corner">${save}${closer(item, context)}</div>
    ${more}
    ${buttons === nothing ? nothing : html`<div class="buttons">${buttons}</div>`}
  </li>`;
}

/** A button of the row; what it says to the eye is too little without the name of the file. */
export function rowButton(item: FileItem, context: RowContext, label: unknown, action: () => void, kind = ''): TemplateResult {
  return html`<button class="button ${kind}" type="button" aria-describedby="${item.key}-name" @click=${() => context.act(item, action)}>${label}</button>`;
}

/** How far it is, how fast, and how long yet. */
export function progressTemplate(item: FileItem, label: string, note: unknown): TemplateResult {
  const { moved, total, speed } = item;
  const left = speed.timeLeft(total - moved);
  const pace = item.isMoving && left !== undefined ? `${rate(speed.rate)} · ${filesWords.left(duration(left))}` : nothing;
  return html`<progress part="progress" aria-label=${label} max="1" .value=${total ? moved / total : 0}></progress>
    <div class="pace detail"><span>${note}</span><span>${pace}</span></div>`;
}

/** The extension stands right, whatever direction a stranger gave the name. */
function nameTemplate(id: string, name: string): TemplateResult {
  const [start, end] = splitName(name);
  return html`<p part="name" class="name"><bdi id="${id}-name" dir="ltr" title=${name}><span class="start" dir="auto">${start}</span><span dir="ltr">${end}</span></bdi></p>`;
}

function thumbnail(item: FileItem, file: File | undefined, context: RowContext): TemplateResult {
  const preview = file && item.urls.preview(file);
  const onError = (): void => {
    item.urls.breakPreview();
    context.changed();
  };
  return html`<div class="thumbnail">${preview
    ? html`<img part="preview" src=${preview} alt="" loading="lazy" decoding="async" @error=${onError}>`
    : fileIcon}</div>`;
}

/** Cancels what is under way, and takes away what is over. */
function closer(item: FileItem, context: RowContext): unknown {
  if (item.direction === 'in' && item.state === 'offered') return nothing;
  const [word, action] = item.isUnderWay
    ? [filesWords.cancel, () => item.cancel()] : [filesWords.remove, () => context.remove(item)];
  const label = `${word}: ${nameOf(item)}`;
  return html`<button class="button plain square" type="button" aria-label=${label} title=${word} @click=${() => context.act(item, action)}>${cross}</button>`;
}
