import { html, type TemplateResult } from 'lit';
import { customProperties } from '../theme/custom-properties.js';
import { initials, quietFlag } from './quiet-flag.js';

/** Somebody without a picture; the styles are `flagStyles`. */
export function flag({ id, name, fullName = name }: { readonly id: string; readonly name: string; readonly fullName?: string }): TemplateResult {
  const { hue, parting } = quietFlag(id);
  const colour = customProperties({ '--_hue': String(hue) });
  return html`<div part="flag" class="flag" data-parting=${parting} aria-hidden="true" ${colour}>${initials(fullName)}</div>`;
}
