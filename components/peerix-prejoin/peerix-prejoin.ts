import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PeerixError } from '../../src/index.js';
import { flagAttribute, stateAttribute, textAttribute } from '../attributes.js';
import { DeviceList, type DeviceKind } from '../devices/device-list.js';
import { selectStyles } from '../devices/styles.js';
import { trouble } from '../peerix-local-media/trouble.js';
import { canChooseOutput } from '../peerix-audio/output.js';
import { report } from '../peerix-room/hooks.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { flagStyles } from '../tile/flag-styles.js';
import type { TypedTarget } from '../typed-target.js';
import { recall, remember, type PrejoinChoices } from './choices.js';
import { deviceField } from './device-field.js';
import { deviceToggle } from './device-toggle.js';
import { handOver, ownMedia } from './hand-over.js';
import { Meter } from './meter.js';
import { nameField } from './name-field.js';
import { Preview } from './preview.js';
import { StartedMedia } from './started-media.js';
import { prejoinStyles } from './styles.js';
import { whyOut } from './why-out.js';
import { prejoinWords } from './words.js';

export interface PrejoinEventMap extends HTMLElementEventMap {
  'prejoin-join': CustomEvent<PrejoinChoices>;
}

/**
 * Where one gets ready for a call: sees oneself, sees that the microphone hears, chooses devices and a name, and joins;
 * also without camera or microphone, when they are blocked, missing or in use. It does not know who is inside.
 *
 * In a `<peerix-room manual>` the button sets the room's `name`, hands the choices to the room's own `peerix-local-media`
 * (best `manual`, too: it is started then, and stopped after the call) and `peerix-audio`, and joins; while the room is
 * joined it is hidden. Without a room, listen to `prejoin-join`. What was chosen is kept in `localStorage` under
 * `storage-key`, as JSON with the fields of the event.
 *
 * @attr {string} name - Your name to begin with. Default: the room's `name`, or what was written last time.
 * @attr {boolean} name-required - Nobody joins without a name.
 * @attr {boolean} muted - Microphone off.
 * @attr {boolean} camera-off - Camera off.
 * @attr {string} storage-key - Where choices are kept. Default `peerix.prejoin`; empty: nothing is kept.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ name: string, audioDevice: string, videoDevice: string, outputDevice: string, muted: boolean, cameraOff: boolean }>} prejoin-join - The person wants to join. Cancelable: then it does nothing more. Devices are ids; `''` = the browser's choice. What cannot be had is off.
 *
 * @slot heading - Above the form. Default: the room's name.
 * @slot note - Below the button. Default: that choices are kept.
 *
 * @csspart preview - The own picture: a `peerix-local-media`.
 * @csspart toggle - The buttons for microphone and camera.
 * @csspart heading - The heading.
 * @csspart name - The field for the name.
 * @csspart select - The choices of devices.
 * @csspart meter - How loud the microphone is.
 * @csspart join - The button that joins.
 *
 * @cssstate joining - On the way into the room.
 * @cssstate joined - In the room; it is not displayed then, unless the page says otherwise.
 * @cssstate failed - Camera or microphone cannot be had.
 *
 * @cssprop --peerix-ink - Text on surfaces, and the background of a toggle that is off.
 * @cssprop --peerix-ink-soft - Placeholders.
 * @cssprop --peerix-surface - Background of fields and notices.
 * @cssprop --peerix-fill - Background of toggles.
 * @cssprop --peerix-fill-hover - The same under the pointer, and the empty meter.
 * @cssprop --peerix-line - The border of notices.
 * @cssprop --peerix-edge - The border of fields.
 * @cssprop --peerix-accent - Background of the button that joins.
 * @cssprop --peerix-on-accent - Its text.
 * @cssprop --peerix-good - The meter.
 * @cssprop --peerix-warn - The icon of a notice.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-radius - Corners of fields and buttons. Default 10px.
 * @cssprop --peerix-radius-l - Corners of preview and toggles. Default 14px.
 * @cssprop --peerix-target - Least height of fields. Default 44px.
 * @cssprop --peerix-fast - How long buttons take to respond. Default 120ms.
 */
export class PeerixPrejoin extends LitElement {
  static override readonly styles = [tokens, base, flagStyles, selectStyles, prejoinStyles];

  @property(textAttribute('name')) name = '';
  @property(flagAttribute('name-required')) nameRequired = false;
  @property(stateAttribute('muted')) muted = false;
  @property(stateAttribute('camera-off')) cameraOff = false;
  @property(textAttribute('storage-key', 'peerix.prejoin')) storageKey = 'peerix.prejoin';
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixPrejoin, PrejoinEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixPrejoin, PrejoinEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #devices = new DeviceList(this);
  readonly #preview = new Preview(() => this.requestUpdate());
  readonly #meter = new Meter((level) => this.#showLevel(level));
  readonly #started = new StartedMedia();
  /** From last time, and then what is chosen here. */
  #chosen = recall('');
  /** Before that the page, the room and the last time have a say. */
  #typedName: string | undefined;
  #isHandingOver = false;
  #measured: MediaStreamTrack | undefined;
  #problem: PeerixError | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#meter.follow(undefined);
  }

  /** Its mere presence has `moveBefore` move the element without the two callbacks above. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    if (changed.has('storageKey')) this.#recall();
    if (!this.#isHandingOver) this.#started.follow(this.#room.room?.state);
  }

  protected override updated(): void {
    setStates(this.#internals, { joining: this.#isJoining, joined: this.#isIn, failed: !!this.#lacking });
    const track = this.#preview.track('audio');
    this.#meter.follow(this.isConnected ? track : undefined);
    if (this.#measured === track) return;
    this.#measured = track;
    // Whoever has a device may know the names of all.
    void this.#devices.look();
  }

  protected override render(): TemplateResult {
    const isPreviewing = !this.#isIn || this.#isHandingOver;
    return html`<div class="columns">
      <div class="look" role="group" aria-label=${prejoinWords.before}>
        ${isPreviewing ? this.#preview.render(this.#choices) : nothing}
        <div class="toggles">
          ${deviceToggle({ kind: 'microphone', isOn: !this.muted && !this.#preview.lacks('audio'), toggle: () => this.#toggle('audio', 'muted') })}
          ${deviceToggle({ kind: 'camera', isOn: !this.cameraOff && !this.#preview.lacks('video'), toggle: () => this.#toggle('video', 'cameraOff') })}
        </div>
      </div>
      <form @submit=${this.#submit}>
        <slot name="heading">${this.#renderHeading()}</slot>
        ${nameField(this.#name, this.nameRequired, (name) => this.#type(name))}
        <div role="status">${this.#renderTrouble()}</div>
        ${this.#renderDevices()}
        <button part="join" class="button primary" aria-disabled=${this.#isJoining ? 'true' : nothing}>${this.#joinWords}</button>
        <div class="why" role="status">${whyOut(this.#room.room, this.#problem)}</div>
        <slot name="note">${this.storageKey ? html`<p class="note">${prejoinWords.kept}</p>` : nothing}</slot>
      </form>
    </div>`;
  }

  get #isIn(): boolean { return this.#room.room?.state === 'joined'; }
  get #isJoining(): boolean { return this.#room.room?.state === 'joining'; }
  get #name(): string { return this.#typedName ?? (this.name || this.#room.room?.name || this.#chosen.name); }
  get #choices(): PrejoinChoices {
    return { ...this.#chosen, name: this.#name.trim(), muted: this.muted, cameraOff: this.cameraOff };
  }
  get #lacking(): 'both' | 'microphone' | 'camera' | undefined {
    const audio = this.#preview.lacks('audio'), video = this.#preview.lacks('video');
    if (audio && video) return 'both';
    return audio ? 'microphone' : video ? 'camera' : undefined;
  }
  get #joinWords(): string {
    if (this.#isJoining) return prejoinWords.joining;
    switch (this.#lacking) {
      case 'both': return prejoinWords.joinWithoutBoth;
      case 'microphone': return prejoinWords.joinWithoutMicrophone;
      case 'camera': return prejoinWords.joinWithoutCamera;
      default: return prejoinWords.join;
    }
  }

  #renderHeading(): unknown {
    const name = this.#room.room?.room;
    return name ? html`<h2 part="heading"><bdi>${name}</bdi></h2>` : nothing;
  }

  #renderTrouble(): unknown {
    const { problem } = this.#preview;
    return problem && this.#lacking ? trouble(problem, false, () => this.#preview.retry()) : nothing;
  }

  #renderDevices(): unknown {
    // Where all are blocked there is nothing to choose; before the answer there will be.
    if (this.#lacking && !this.#devices.of('microphone').length && !this.#devices.of('camera').length) return nothing;
    return html`<div class="devices">
      <div>${this.#renderDevice('microphone', 'audioDevice', 'audio')}
        <div part="meter" class="meter" role="meter" aria-label=${prejoinWords.level} aria-valuemin="0" aria-valuemax="100" aria-valuenow="0"></div></div>
      ${this.#renderDevice('camera', 'videoDevice', 'video')}
      ${canChooseOutput() && this.#devices.of('speaker').length ? this.#renderDevice('speaker', 'outputDevice') : nothing}
    </div>`;
  }

  #renderDevice(kind: DeviceKind, field: 'audioDevice' | 'videoDevice' | 'outputDevice', track?: 'audio' | 'video'): TemplateResult {
    const chosen = this.#chosen[field], used = (track && this.#preview.track(track)?.getSettings().deviceId) ?? '';
    const choose = (id: string): void => this.#choose({ [field]: id });
    return deviceField({ kind, list: this.#devices, choice: { chosen, used, choose }, chosen: choose });
  }

  #recall(): void {
    this.#chosen = recall(this.storageKey);
    this.muted ||= this.#chosen.muted;
    this.cameraOff ||= this.#chosen.cameraOff;
  }

  #choose(chosen: Partial<PrejoinChoices>): void {
    this.#chosen = { ...this.#chosen, ...chosen };
    this.requestUpdate();
  }

  #type(name: string): void {
    this.#typedName = name;
    this.requestUpdate();
  }

  #toggle(kind: 'audio' | 'video', off: 'muted' | 'cameraOff'): void {
    if (this.#preview.lacks(kind)) this.#preview.retry();
    else this[off] = !this[off];
  }

  #showLevel(level: number): void {
    const meter = this.renderRoot.querySelector<HTMLElement>('.meter');
    meter?.style.setProperty('--_level', `${Math.round(level * 100)}%`);
    // In steps of ten, so that readers are not flooded.
    const step = String(Math.round(level * 10) * 10);
    if (meter && meter.ariaValueNow !== step) meter.ariaValueNow = step;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#isJoining) return;
    remember(this.storageKey, this.#choices);
    const choices = {
      ...this.#choices, muted: this.muted || this.#preview.lacks('audio'), cameraOff: this.cameraOff || this.#preview.lacks('video'),
    };
    const isOurs = this.dispatchEvent(new CustomEvent('prejoin-join', { detail: choices, cancelable: true }));
    const { room } = this.#room;
    if (isOurs && room) void this.#join(room, choices);
  };

  async #join(room: PeerixRoom, choices: PrejoinChoices): Promise<void> {
    this.#problem = undefined;
    this.#isHandingOver = true;
    handOver(room, choices);
    try {
      await room.join();
      // The preview keeps the devices awake until the room's own media have them.
      await this.#started.start(ownMedia(room));
    } catch (error) {
      this.#fail(room, error as PeerixError);
    }
    this.#isHandingOver = false;
    this.requestUpdate();
  }

  #fail(room: PeerixRoom, error: PeerixError): void {
    if (error.code === 'ABORTED') return;
    this.#problem = error;
    if (!report(room.peer, error)) console.error('Peerix:', error);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-prejoin': PeerixPrejoin }
}
