import { html, nothing, type TemplateResult } from 'lit';

/** A named place: what the page puts there, or else what we have. The latter is made only where it is wanted, for it acts. */
export type Place = (name: string, own: () => unknown) => TemplateResult;

export const placesOf = (host: Element): Place => (name, own) =>
  html`<slot name=${name}>${host.querySelector(`:scope > [slot="${name}"]`) ? nothing : own()}</slot>`;
