import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { textAttribute } from '../attributes.js';
import { phone } from '../icons.js';
import { localMedia } from '../peerix-local-media/local-media.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { toolStyles } from '../peerix-toggle/styles.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import type { TypedTarget } from '../typed-target.js';
import { leaveStyles } from './styles.js';
import { leaveWords } from './words.js';

export interface LeaveEventMap extends HTMLElementEventMap {
  leave: CustomEvent<{ room: PeerixRoom<any> }>;
}

/**
 * The red button that leaves the room, and frees camera, microphone and screen; media of the page's own are left alone.
 * Once the room is joined again, camera and microphone start again.
 *
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @slot - What it says. Default: “Leave”.
 *
 * @fires {CustomEvent<{ room: PeerixRoom }>} leave - Before it leaves. Cancelable: then it stays, and you do what you like. Bubbles, out of shadow trees too.
 *
 * @csspart button - The button.
 *
 * @cssstate unavailable - Not in a room.
 *
 * @cssprop --peerix-danger - Background.
 * @cssprop --peerix-on-danger - Text.
 * @cssprop --peerix-fill - Background outside a room.
 * @cssprop --peerix-ink-soft - Text outside a room.
 * @cssprop --peerix-radius-l - Corners. Default 14px.
 * @cssprop --peerix-focus - The focus ring.
 */
export class PeerixLeave extends LitElement {
  static override readonly styles = [tokens, base, toolStyles, leaveStyles];

  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixLeave, LeaveEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixLeave, LeaveEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  /** What ran when it left, for the next time. */
  #paused: readonly PeerixLocalMedia[] = [];

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    if (this.#room.room?.state === 'joining') this.#resume();
  }

  protected override render(): TemplateResult {
    const isOut = !this.#isIn;
    return html`<button part="button" class="tool" type="button" aria-disabled=${isOut} title=${isOut ? leaveWords.outside : nothing} @click=${this.#leave}>
      ${phone}<span class="words"><slot>${leaveWords.leave}</slot></span><span class="unseen">${leaveWords.leave}</span>
    </button>`;
  }

  protected override updated(): void { setStates(this.#internals, { unavailable: !this.#isIn }); }

  get #isIn(): boolean {
    const state = this.#room.room?.state;
    return state === 'joining' || state === 'joined';
  }

  #leave(): void {
    const { room } = this.#room;
    if (!room || !this.#isIn) return;
    const isWanted = this.dispatchEvent(new CustomEvent('leave', { detail: { room }, bubbles: true, composed: true, cancelable: true }));
    if (!isWanted) return;
    this.#pause(localMedia.of(room));
    room.leave().catch(reportError);
  }

  #pause(all: readonly PeerixLocalMedia[]): void {
    const running = all.filter(({ stream, isGiven, isStarting }) => (stream || isStarting) && !isGiven);
    this.#paused = running.filter(({ screen }) => !screen);
    for (const media of running) media.stop();
  }

  #resume(): void {
    for (const media of this.#paused) {
      // The element shows why it failed.
      if (media.isConnected && !media.stream) media.start().catch(() => { /* Seen there. */ });
    }
    this.#paused = [];
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-leave': PeerixLeave }
}
