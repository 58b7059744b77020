import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { send } from '../icons.js';
import { MAX_LENGTH } from './message.js';
import { chatWords } from './words.js';

/** From here on it is told how many characters are left. */
const NEARLY = 200;

/** Where one writes. Enter sends, Shift+Enter begins a line. */
export class Composer {
  readonly #host: LitElement;
  /** False where it cannot be sent now: then it stays written. */
  readonly #send: (text: string) => boolean;

  constructor(host: LitElement, post: (text: string) => boolean) {
    this.#host = host;
    this.#send = post;
  }

  focus(options?: FocusOptions): void { this.#field?.focus(options); }

  render(isBlocked: boolean): TemplateResult {
    const left = MAX_LENGTH - this.#text.length;
    return html`<form class="composer" @submit=${this.#submit}>
      <textarea part="field" class="field" rows="1" dir="auto" enterkeyhint="send" aria-label=${chatWords.message}
        placeholder=${chatWords.placeholder} aria-describedby="length" aria-invalid=${left < 0 ? 'true' : nothing}
        ?disabled=${isBlocked} @input=${this.#changed} @keydown=${this.#pressed}></textarea>
      <button part="send" class="button primary square" aria-label=${chatWords.send} ?disabled=${isBlocked}>${send}</button>
      <p id="length" class="length ${left < 0 ? 'failure' : ''}" role="status">${left > NEARLY ? nothing : this.#lengthNote(left)}</p>
    </form>`;
  }

  get #field(): HTMLTextAreaElement | null { return this.#host.renderRoot?.querySelector('textarea') ?? null; }
  get #text(): string { return this.#field?.value.trim() ?? ''; }

  #lengthNote(left: number): string { return left < 0 ? chatWords.tooLong(MAX_LENGTH - left, MAX_LENGTH) : chatWords.left(left); }

  readonly #changed = (): void => this.#host.requestUpdate();

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#post();
    this.focus();
  };

  // What an input method is composing, Enter confirms; some say so only by the key code 229.
  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#post();
  };

  #post(): void {
    const text = this.#text;
    if (!text || text.length > MAX_LENGTH || !this.#send(text)) return;
    this.#field!.value = '';
    this.#changed();
  }
}
