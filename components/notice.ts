import { html, nothing, type TemplateResult } from 'lit';

/** Something to know and, if there is one, the thing to do about it. It pushes what follows, and lies on no face. */
export interface Notice {
  readonly title: unknown;
  readonly advice: unknown;
  readonly icon: TemplateResult;
  readonly action?: { readonly label: string; readonly run: () => void; readonly isMain?: boolean };
}

export function notice({ icon, title, advice, action }: Notice): TemplateResult {
  return html`<div class="notice">${icon}<p><strong>${title}</strong> ${advice}</p>${action ? button(action) : nothing}</div>`;
}

function button({ label, run, isMain }: NonNullable<Notice['action']>): TemplateResult {
  return html`<button class="button ${isMain ? 'primary' : ''}" type="button" @click=${run}>${label}</button>`;
}
