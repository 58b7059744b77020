import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { prejoinWords } from './words.js';

const MAX_LENGTH = 80;

/** The browser asks for a name that is missing, and blanks are none. */
export function nameField(name: string, isRequired: boolean, type: (name: string) => void): TemplateResult {
  const judge = (input?: Element): void =>
    (input as HTMLInputElement | undefined)?.setCustomValidity(isRequired && !name.trim() ? prejoinWords.nameMissing : '');
  return html`<label class="name">${prejoinWords.name}
    <input part="name" class="field" name="name" autocomplete="name" dir="auto" maxlength=${MAX_LENGTH} placeholder=${prejoinWords.namePlaceholder}
      ?required=${isRequired} .value=${live(name)} @input=${({ target }: Event) => type((target as HTMLInputElement).value)} ${ref(judge)}></label>`;
}
