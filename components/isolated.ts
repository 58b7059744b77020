import { html, type TemplateResult } from 'lit';

/** Text of a stranger, in a direction of its own whatever the words around it. */
export const isolated = (text: string): TemplateResult => html`<bdi>${text}</bdi>`;
