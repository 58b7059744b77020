import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { textAttribute } from '../attributes.js';
import { cameraChoice, microphoneChoice, speakerChoice, type Choice } from '../devices/choice.js';
import { DeviceList, type DeviceKind } from '../devices/device-list.js';
import { deviceSelect, isUnplugged, unpluggedNote } from '../devices/select.js';
import { selectStyles } from '../devices/styles.js';
import { chevronDown, mic, video, volume2 } from '../icons.js';
import { canChooseOutput } from '../peerix-audio/output.js';
import type { PeerixAudio } from '../peerix-audio/peerix-audio.js';
import { roomAudio } from '../peerix-audio/room-audio.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { MediaController } from '../room/media-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { deviceSelectStyles } from './styles.js';
import { deviceSelectWords } from './words.js';

const ICONS = { microphone: mic, camera: video, speaker: volume2 } as const;

/**
 * A choice of microphone, camera or speaker, by the browser's own list. It sets `audio-device` or `video-device` of the
 * `peerix-local-media` it acts on: the first of the room that uses the kind, or the one that `for` names; or `device` of
 * the room's `peerix-audio`, and where there is none it brings one of its own. It remembers nothing: keep the attribute.
 *
 * Names come once the person has allowed a device. A chosen device that is unplugged is replaced by another, which it
 * says, and taken back when it returns.
 *
 * @attr {"microphone"|"camera"|"speaker"} kind - What to choose. Default `microphone`.
 * @attr {string} for - The id of a room or of a `peerix-local-media`, if it is not the nearest room around.
 *
 * @fires {Event} change - The person chose; `value` tells what. Bubbles.
 *
 * @csspart select - The native select.
 * @csspart note - What it says below: an unplugged device, or why there is nothing to choose.
 *
 * @cssstate fallback - Another device than the chosen one is in use.
 * @cssstate unavailable - There is nothing to choose for.
 *
 * @cssprop --peerix-radius - Corners. Default 10px.
 * @cssprop --peerix-surface - Background.
 * @cssprop --peerix-ink - Text.
 * @cssprop --peerix-ink-soft - Text while there is nothing to choose.
 * @cssprop --peerix-edge - Border.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-target - Least height. Default 44px.
 */
export class PeerixDeviceSelect extends LitElement {
  static override readonly styles = [tokens, base, selectStyles, deviceSelectStyles];

  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room, or the local media itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | PeerixLocalMedia | null = null;

  readonly #internals = this.attachInternals();
  readonly #list = new DeviceList(this);
  readonly #media = new MediaController(this);
  /** Where the room has none. */
  #ownAudio: PeerixAudio | undefined;
  #watched: PeerixRoom | null = null;
  #unwatch: (() => void) | undefined;
  #usedBefore: string | undefined;
  #kind: DeviceKind = 'microphone';

  /** Anything else is `microphone`. */
  @property(textAttribute('kind'))
  get kind(): DeviceKind { return this.#kind; }
  set kind(kind: DeviceKind) { this.#kind = Object.hasOwn(ICONS, kind) ? kind : 'microphone'; }

  /** The id of the chosen device; `''` = the browser's choice. */
  get value(): string { return this.#choice?.chosen ?? ''; }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#media.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#media.seek();
    this.#watchAudio(this.#media.room);
    this.#lookAgain();
  }

  protected override render(): TemplateResult {
    const { kind } = this, choice = this.#choice;
    const select = deviceSelect({ kind, list: this.#list, choice, chosen: (id) => this.#choose(id) });
    return html`<div class="select">${ICONS[kind]}${select}${chevronDown}</div>
      <div part="note" class="note" role="status">${choice ? unpluggedNote(kind, this.#list, choice) : this.#whyNot}</div>
      ${this.#ownAudio ?? nothing}`;
  }

  protected override updated(): void {
    const choice = this.#choice;
    setStates(this.#internals, { fallback: isUnplugged(this.kind, this.#list, choice), unavailable: !choice });
  }

  get #choice(): Choice | undefined {
    if (this.kind === 'speaker') return this.#speakerChoice;
    const media = this.#media.of(this.kind);
    return media && (this.kind === 'camera' ? cameraChoice(media) : microphoneChoice(media));
  }

  get #speakerChoice(): Choice | undefined {
    const { room } = this.#media;
    const [audio] = roomAudio.of(room);
    if (audio) return speakerChoice(audio);
    return room && canChooseOutput() ? { chosen: '', used: '', choose: (id) => this.#bringAudio(id) } : undefined;
  }

  get #whyNot(): string {
    return this.kind === 'speaker' && !canChooseOutput() ? deviceSelectWords.oneSpeaker : deviceSelectWords.nothing[this.kind];
  }

  #bringAudio(device: string): void {
    this.#ownAudio = Object.assign(document.createElement('peerix-audio'), { device, forElement: this.#media.room });
    this.requestUpdate();
  }

  #choose(id: string): void {
    this.#choice?.choose(id);
    this.requestUpdate();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #watchAudio(room: PeerixRoom | null): void {
    if (this.#ownAudio) this.#ownAudio.forElement = room;
    if (room === this.#watched) return;
    this.#unwatch?.();
    this.#watched = room;
    this.#unwatch = room ? roomAudio.watch(room, () => this.requestUpdate()) : undefined;
  }

  /** With the first device in use come the names. */
  #lookAgain(): void {
    const used = this.#choice?.used;
    if (used && used !== this.#usedBefore) void this.#list.look();
    this.#usedBefore = used;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-device-select': PeerixDeviceSelect }
}
