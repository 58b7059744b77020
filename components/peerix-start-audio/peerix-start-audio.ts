import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { textAttribute } from '../attributes.js';
import { volumeOff } from '../icons.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { RoomController } from '../room/room-controller.js';
import { heldBackIn, offerRelease, watchHeldBack, type Holder } from '../sound/held-back.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { words } from '../words.js';
import { startAudioStyles } from './styles.js';

/**
 * Seen only while the browser holds back sound until the person has clicked; its button plays everything in the room.
 * Other elements of the room then show no button of their own.
 *
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @slot - What it says. Default: that the browser holds back the sound.
 *
 * @csspart notice - All of it.
 * @csspart button - The button.
 *
 * @cssstate held - The browser holds back sound of the room.
 *
 * @cssprop --peerix-radius - Corners. Default 10px.
 * @cssprop --peerix-surface - Background.
 * @cssprop --peerix-ink - Text.
 * @cssprop --peerix-line - Border.
 * @cssprop --peerix-warn - The icon.
 * @cssprop --peerix-accent - Background of the button.
 * @cssprop --peerix-on-accent - Its text.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-target - Least height of the button. Default 44px.
 */
export class PeerixStartAudio extends LitElement {
  static override readonly styles = [tokens, base, startAudioStyles];

  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  #unwatch: (() => void) | undefined;
  #offered: PeerixRoom | null = null;
  #withdraw: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watchHeldBack(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#offer(this.#room.room);
  }

  protected override render(): TemplateResult {
    return html`<div role="status">${this.#holders.length ? this.#renderNotice() : nothing}</div>`;
  }

  protected override updated(): void { setStates(this.#internals, { held: this.#holders.length > 0 }); }

  get #holders(): readonly Holder[] { return this.#offered ? heldBackIn(this.#offered) : []; }

  #renderNotice(): TemplateResult {
    return html`<div part="notice" class="notice">${volumeOff}<p><slot><strong>${words.soundHeld.title}</strong></slot></p>
      <button part="button" class="button primary" type="button" @click=${this.#release}>${words.playSound}</button></div>`;
  }

  #release(): void {
    for (const holder of this.#holders) holder.release();
  }

  #offer(room: PeerixRoom | null): void {
    if (room === this.#offered) return;
    this.#withdraw?.();
    this.#offered = room;
    this.#withdraw = room ? offerRelease(room) : undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-start-audio': PeerixStartAudio }
}
