import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { stateAttribute, textAttribute } from '../attributes.js';
import { check, copy, qrCode, share2 } from '../icons.js';
import { LanguageController } from '../language/language.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import type { TypedTarget } from '../typed-target.js';
import { PageAddress } from './page-address.js';
import { QrCode, type QrImage } from './qr-code.js';
import { inviteStyles } from './styles.js';
import { inviteWords } from './words.js';

export interface InviteEventMap extends HTMLElementEventMap {
  'invite-copied': CustomEvent<{ url: string }>;
  'invite-shared': CustomEvent<{ url: string }>;
}

type Outcome = 'copied' | 'denied' | 'notShared';
/** The button says that it is done for so long. */
const COPIED_MS = 4000;
/** White squares around a code: scanners need four (ISO/IEC 18004). */
const QUIET = 4;

/**
 * A link to where one is: to copy, to share with the device's share sheet, or as a QR code for a phone. Nothing but the URL
 * leaves the page, and only by the person's click; the QR code is drawn here, its library loaded when first shown.
 *
 * @attr {string} url - What to pass on, as it is or relative to the page. Default: the address of the page, which it follows.
 * @attr {boolean} qr - The QR code is shown.
 *
 * @fires {CustomEvent<{ url: string }>} invite-copied - The link was copied.
 * @fires {CustomEvent<{ url: string }>} invite-shared - The link was handed to the share sheet.
 *
 * @csspart link - The field with the link.
 * @csspart copy - The button that copies it.
 * @csspart share - The button that opens the share sheet, where there is one.
 * @csspart qr - The button that shows the QR code.
 * @csspart code - The QR code.
 * @csspart note - What went wrong.
 *
 * @cssstate copied - The link was copied just now.
 * @cssstate denied - The browser did not let the page copy.
 *
 * @cssprop --peerix-ink - Text.
 * @cssprop --peerix-surface - Background of the field.
 * @cssprop --peerix-fill - Background of buttons.
 * @cssprop --peerix-fill-hover - The same under the pointer, and of the button whose code is shown.
 * @cssprop --peerix-edge - The border of the field.
 * @cssprop --peerix-line - The border of the QR code.
 * @cssprop --peerix-accent - Background of the main button.
 * @cssprop --peerix-on-accent - Its text.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-gap - Distance between field and buttons. Default 8px.
 * @cssprop --peerix-radius - Corners. Default 10px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 * @cssprop --peerix-fast - How long buttons take to respond. Default 120ms.
 */
export class PeerixInvite extends LitElement {
  static override readonly styles = [tokens, base, inviteStyles];

  @property(textAttribute('url')) url = '';
  @property(stateAttribute('qr')) qr = false;

  declare addEventListener: TypedTarget<PeerixInvite, InviteEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixInvite, InviteEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #code = new QrCode(this);
  #outcome: Outcome | undefined;
  #over: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LanguageController(this);
    new PageAddress(this);
  }

  /** Focuses the button that copies. */
  override focus(options?: FocusOptions): void { this.renderRoot.querySelector<HTMLElement>('.copy')?.focus(options); }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { /* A move changes nothing here. */ }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('url')) this.#outcome = undefined;
    if (this.qr) this.#code.draw(this.#link);
    else this.#code.close();
  }

  protected override render(): TemplateResult {
    const link = this.#link, { trouble } = this.#code;
    const note = this.qr && trouble ? inviteWords[trouble] : this.#outcome && this.#outcome !== 'copied' ? inviteWords[this.#outcome] : nothing;
    return html`
      <div class="row">
        <input part="link" class="field" readonly dir="ltr" aria-label=${inviteWords.link} .value=${link} @focus=${this.#selectAll}>
        ${this.#renderCopy()} ${canShare(link) ? this.#renderShare() : nothing}
        <button part="qr" class="button" type="button" aria-expanded=${this.qr ? 'true' : 'false'} aria-controls="code" @click=${this.#toggle}>
          ${qrCode}<span>${inviteWords.showCode}</span></button>
      </div>
      <p part="note" class="note" role="status">${note}</p>
      <div class="unseen" role="status">${this.#outcome === 'copied' ? inviteWords.saidCopied : nothing}</div>
      <figure id="code" part="code" class="code" ?hidden=${!this.qr || !!trouble}>${this.qr && this.#code.image ? image(this.#code.image) : nothing}</figure>`;
  }

  protected override updated(): void {
    setStates(this.#internals, { copied: this.#outcome === 'copied', denied: this.#outcome === 'denied' });
  }

  get #link(): string {
    const { baseURI } = document;
    return this.url && URL.canParse(this.url, baseURI) ? new URL(this.url, baseURI).href : this.url || location.href;
  }

  get #field(): HTMLInputElement { return this.renderRoot.querySelector('input')!; }

  #renderCopy(): TemplateResult {
    const isCopied = this.#outcome === 'copied';
    return html`<button part="copy" class="button primary copy" type="button" @click=${this.#copy}>${isCopied ? check : copy}
      <span class="either"><span class=${isCopied ? 'other' : ''}>${inviteWords.copy}</span><span class=${isCopied ? '' : 'other'}>${inviteWords.copied}</span></span>
    </button>`;
  }

  #renderShare(): TemplateResult {
    return html`<button part="share" class="button" type="button" @click=${this.#share}>${share2}<span>${inviteWords.share}</span></button>`;
  }

  readonly #selectAll = (): void => this.#field.select();

  readonly #toggle = (): void => { this.qr = !this.qr; };

  readonly #copy = async (): Promise<void> => {
    const url = this.#link;
    try {
      await navigator.clipboard.writeText(url);
      this.#end('copied');
      this.dispatchEvent(new CustomEvent('invite-copied', { detail: { url } }));
    } catch {
      // Insecure pages have no clipboard, and policies or the person may refuse it: the sentence says what to do.
      this.#end('denied');
      this.#field.focus();
      this.#selectAll();
    }
  };

  readonly #share = async (): Promise<void> => {
    const url = this.#link;
    try {
      await navigator.share({ url });
      this.#end(undefined);
      this.dispatchEvent(new CustomEvent('invite-shared', { detail: { url } }));
    } catch (error) {
      // Closing the sheet is no failure.
      this.#end((error as Error).name === 'AbortError' ? undefined : 'notShared');
    }
  };

  #end(outcome: Outcome | undefined): void {
    clearTimeout(this.#over);
    this.#outcome = outcome;
    this.requestUpdate();
    if (outcome === 'copied') this.#over = setTimeout(() => this.#end(undefined), COPIED_MS);
  }
}

const canShare = (url: string): boolean => !!navigator.share && (navigator.canShare?.({ url }) ?? true);

const image = ({ size, path }: QrImage): TemplateResult =>
  html`<svg viewBox="${-QUIET} ${-QUIET} ${size + 2 * QUIET} ${size + 2 * QUIET}" role="img" aria-label=${inviteWords.code}><path d=${path}></path></svg>`;

declare global {
  interface HTMLElementTagNameMap { 'peerix-invite': PeerixInvite }
}
