import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { textAttribute } from '../attributes.js';
import { cameraChoice, microphoneChoice, type Choice } from '../devices/choice.js';
import { DeviceList } from '../devices/device-list.js';
import { deviceSelect, unpluggedNote } from '../devices/select.js';
import { chevronUp, mic, micOff, screenShare, triangleAlert, video, videoOff } from '../icons.js';
import type { MediaKind } from '../peerix-local-media/kinds.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { MediaController } from '../room/media-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { conditionOf, type Condition } from './condition.js';
import { toggleStyles, toolStyles } from './styles.js';
import { switchOff, switchOn } from './switching.js';
import { toggleWords } from './words.js';

const ICONS = { microphone: [mic, micOff], camera: [video, videoOff], screen: [screenShare, screenShare] } as const;
const TROUBLES: ReadonlySet<Condition> = new Set(['denied', 'missing', 'busy', 'failed']);

/**
 * A button that switches the microphone or the camera off and on, or shares the screen. Pressed means on. It acts on a
 * `peerix-local-media`: the first of the room that uses the kind, or the one that `for` names. For `screen` it takes the
 * room's `<peerix-local-media screen>`, and where there is none, one of its own. Beside it, a small button opens the
 * browser's list of devices, where there are several and the pointer is fine.
 *
 * A click on a device that could not be had tries again; the button's description says what is wrong. Where a browser
 * cannot share screens, as on phones, the button for it is not there.
 *
 * @attr {"microphone"|"camera"|"screen"} kind - What to switch. Default `microphone`.
 * @attr {string} for - The id of a room or of a `peerix-local-media`, if it is not the nearest room around.
 *
 * @fires {Event} change - The person switched it; `pressed` tells how. Bubbles.
 *
 * @csspart button - The button.
 * @csspart devices - The small button beside it.
 * @csspart select - The native select in that.
 * @csspart mark - The sign of trouble.
 *
 * @cssstate on - Others get it.
 * @cssstate off - Switched off.
 * @cssstate starting - The browser is asking, or the device is starting.
 * @cssstate denied - The person or the browser said no.
 * @cssstate missing - There is no such device.
 * @cssstate busy - Another program has it.
 * @cssstate failed - It does not start.
 * @cssstate unavailable - There is nothing to switch.
 * @cssstate unsupported - This browser cannot do it; the element is not shown.
 *
 * @cssprop --peerix-fill - Background while on.
 * @cssprop --peerix-fill-hover - The same under the pointer.
 * @cssprop --peerix-ink - Its icon, and background while off.
 * @cssprop --peerix-ink-soft - Its icon while there is nothing to switch.
 * @cssprop --peerix-surface - Its icon while off.
 * @cssprop --peerix-accent - Background while the screen is shared.
 * @cssprop --peerix-on-accent - Its icon then.
 * @cssprop --peerix-warn - The sign of trouble.
 * @cssprop --peerix-line - Its border.
 * @cssprop --peerix-radius-l - Corners. Default 14px.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-fast - How long it takes to respond. Default 120ms.
 */
export class PeerixToggle extends LitElement {
  static override readonly styles = [tokens, base, toolStyles, toggleStyles];

  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room, or the local media itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | PeerixLocalMedia | null = null;
  /** @internal The key that does the same, where `peerix-controls` listens to it. */
  @property({ attribute: false }) shortcut = '';

  readonly #internals = this.attachInternals();
  readonly #list = new DeviceList(this);
  readonly #media = new MediaController(this);
  /** Where the room has no screen of its own. */
  #ownScreen: PeerixLocalMedia | undefined;
  #before: Condition | undefined;
  #kind: MediaKind = 'microphone';

  /** Anything else is `microphone`. */
  @property(textAttribute('kind'))
  get kind(): MediaKind { return this.#kind; }
  set kind(kind: MediaKind) { this.#kind = Object.hasOwn(ICONS, kind) ? kind : 'microphone'; }

  /** Others get it, or will as soon as the device has started. */
  get pressed(): boolean { return this.#condition === 'on' || (this.#condition === 'starting' && this.kind !== 'screen'); }

  /** Does what a click on the button does. Does nothing where there is nothing to switch. */
  toggle(): void {
    const media = this.#found ?? this.#bringScreen();
    if (!media) return;
    if (this.pressed) switchOff(this.kind, media);
    else switchOn(this.kind, media);
    this.requestUpdate();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#media.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#media.seek();
    if (this.#ownScreen) this.#ownScreen.forElement = this.#media.room;
    const condition = this.#condition;
    // With the first device come the names.
    if (condition !== this.#before && condition === 'on') void this.#list.look();
    this.#before = condition;
  }

  protected override render(): TemplateResult {
    const { kind } = this, condition = this.#condition, reason = this.#reason;
    const name = toggleWords.name[kind];
    const titled = this.shortcut ? toggleWords.withShortcut(name, this.shortcut) : name;
    return html`<div class="group">
      <button part="button" class="tool main ${classMap(this.#classes)}" type="button" title=${reason || titled} @click=${this.toggle}
        aria-label=${name} aria-pressed=${this.pressed} aria-describedby="reason" aria-disabled=${condition === 'unavailable'}
        aria-keyshortcuts=${this.shortcut || nothing}>
        ${ICONS[kind][this.pressed ? 0 : 1]}
      </button>
      ${TROUBLES.has(condition) ? html`<span part="mark" class="mark">${triangleAlert}</span>` : nothing}
      ${this.#renderDevices()}
      <span id="reason" class="unseen">${reason}</span>
    </div>${this.#ownScreen ?? nothing}`;
  }

  protected override updated(): void {
    const condition = this.#condition;
    const states: Record<Condition | 'unsupported', boolean> = {
      on: false, off: false, starting: false, denied: false, missing: false, busy: false, failed: false, unavailable: false,
      unsupported: this.kind === 'screen' && !navigator.mediaDevices?.getDisplayMedia,
    };
    setStates(this.#internals, { ...states, [condition]: true });
  }

  get #found(): PeerixLocalMedia | undefined { return this.#media.of(this.kind) ?? this.#ownScreen; }

  get #condition(): Condition {
    const media = this.#found;
    return !media && this.kind === 'screen' && this.#media.room ? 'off' : conditionOf(this.kind, media);
  }

  get #reason(): string {
    const condition = this.#condition;
    if (condition === 'starting' || condition === 'unavailable') return toggleWords[condition][this.kind];
    const problem = TROUBLES.has(condition) && this.#found?.problem;
    return problem ? `${problem.message} ${problem.hint ?? ''}`.trim() : '';
  }

  get #classes(): Record<string, boolean> {
    const condition = this.#condition, isScreen = this.kind === 'screen';
    return {
      inverted: !isScreen && !this.pressed && condition !== 'unavailable', shared: isScreen && this.pressed, starting: condition === 'starting',
    };
  }

  #renderDevices(): TemplateResult | typeof nothing {
    const { kind } = this;
    if (kind === 'screen') return nothing;
    const media = this.#found;
    const choice: Choice | undefined = media && (kind === 'camera' ? cameraChoice(media) : microphoneChoice(media));
    const chosen = (id: string): void => choice?.choose(id);
    const isNeeded = !!choice && this.#list.of(kind).length > 1;
    return html`<span part="devices" class="split" ?hidden=${!isNeeded}><span class="tool">${chevronUp}</span>${
      deviceSelect({ kind, list: this.#list, choice, chosen })}</span>
      <span class="unseen" role="status">${unpluggedNote(kind, this.#list, choice)}</span>`;
  }

  #bringScreen(): PeerixLocalMedia | undefined {
    const { room } = this.#media;
    if (this.kind !== 'screen' || !room) return undefined;
    this.#ownScreen = Object.assign(document.createElement('peerix-local-media'), { screen: true, hidden: true, forElement: room });
    return this.#ownScreen;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-toggle': PeerixToggle }
}
