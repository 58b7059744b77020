import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PeerixError } from '../../src/index.js';
import { numberAttribute, stateAttribute, textAttribute } from '../attributes.js';
import { DeviceChanges } from '../devices/device-changes.js';
import { volumeOff } from '../icons.js';
import { notice } from '../notice.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { volumeOf, watchPersonal } from '../room/personal.js';
import { Enlisted } from '../room/roll.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { Playback } from '../tile/playback.js';
import { playing } from '../tile/playing.js';
import type { TypedTarget } from '../typed-target.js';
import { words } from '../words.js';
import { canChooseOutput, usableOutput } from './output.js';
import { roomAudio } from './room-audio.js';
import { audioStyles } from './styles.js';

export interface AudioEventMap extends HTMLElementEventMap {
  'media-error': CustomEvent<{ error: PeerixError }>;
}

/**
 * Plays the sound of everybody else in the room, apart from pictures: on a speaker of your choice, as loud as you like.
 * Pictures of the same room are silent as long as it is there, so nothing is heard twice. It has no looks, unless the
 * browser holds back the sound and no `peerix-start-audio` is in the room: then it says so, with a button.
 *
 * @attr {string} device - The `deviceId` of the speaker. Default: the system's choice, which also stands in while the chosen one is unplugged.
 * @attr {number} volume - 0 to 1. Default 1. Times what was chosen for each person.
 * @attr {boolean} muted - Nobody is heard. Reflects.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ error: PeerixError }>} media-error - The chosen speaker cannot be used: `MEDIA_NOT_FOUND`, `MEDIA_DENIED`, `MEDIA_FAILED`, `UNSUPPORTED`. The default one is used.
 *
 * @cssstate held - The browser holds back the sound until the person clicks.
 * @cssstate fallback - Another speaker than the chosen one is used.
 * @cssstate muted - Nobody is heard.
 */
export class PeerixAudio extends LitElement {
  static override readonly styles = [tokens, base, audioStyles];

  @property(textAttribute('device')) device = '';
  /** 0 to 1. */
  @property(numberAttribute('volume', 1)) volume = 1;
  @property(stateAttribute('muted')) muted = false;
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixAudio, AudioEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixAudio, AudioEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #playback = new Playback(() => this.requestUpdate());
  #watched: PeerixRoom | null = null;
  #unwatch: (() => void) | undefined;
  #output = '';
  #complaint: string | undefined;

  constructor() {
    super();
    new Enlisted(this, roomAudio, () => this.#room.room);
    new DeviceChanges(this, () => void this.#chooseOutput());
  }

  /** @internal The speaker in use; `''` = the system's choice. */
  get output(): string { return this.#output; }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    if (changed.has('device')) void this.#chooseOutput();
    this.#playback.isSilent = this.muted;
    this.#watch(this.#room.room);
  }

  protected override render(): TemplateResult {
    const room = this.#room.room;
    return html`<div role="status">${this.#playback.held ? this.#renderHeld() : nothing}</div>
      ${repeat(soundsOf(room), ({ key }) => key, ({ id, stream }) => html`<audio .volume=${this.#volumeOf(room!, id)} ${playing(stream, this.#playback, false)}></audio>`)}`;
  }

  protected override updated(): void {
    setStates(this.#internals, {
      held: this.#playback.heldBack.length > 0, fallback: this.#output !== this.device, muted: this.muted,
    });
    if (canChooseOutput()) for (const player of this.renderRoot.querySelectorAll('audio')) this.#send(player);
  }

  #renderHeld(): TemplateResult {
    return notice({ ...words.soundHeld, icon: volumeOff, action: { label: words.playSound, run: () => this.#playback.release(), isMain: true } });
  }

  #volumeOf(room: PeerixRoom, id: string): number {
    const volume = Number.isFinite(this.volume) ? this.volume : 1;
    return Math.min(1, Math.max(0, volume)) * volumeOf(room, id);
  }

  #watch(room: PeerixRoom | null): void {
    if (room === this.#watched) return;
    this.#unwatch?.();
    this.#watched = room;
    this.#unwatch = room ? watchPersonal(room, () => this.requestUpdate()) : undefined;
  }

  #send(player: HTMLAudioElement): void {
    const output = this.#output;
    if (player.sinkId === output) return;
    // Unplugged since; `devicechange` looks again.
    player.setSinkId(output).catch(() => { if (output && output === this.#output) this.#useOutput(''); });
  }

  #useOutput(id: string): void {
    this.#output = id;
    this.requestUpdate();
  }

  async #chooseOutput(): Promise<void> {
    const { device } = this;
    const error = await usableOutput(device).then(() => undefined, (cause: PeerixError) => cause);
    if (device !== this.device) return;
    this.#useOutput(error ? '' : device);
    if (error && error.message !== this.#complaint) this.dispatchEvent(new CustomEvent('media-error', { detail: { error } }));
    this.#complaint = error?.message;
  }
}

interface Sound { readonly key: string; readonly id: string; readonly stream: MediaStream }

const soundsOf = (room: PeerixRoom | null): Sound[] => [...room?.remotes.values() ?? []].flatMap(({ id, publications }) =>
  [...publications.values()].filter(({ stream }) => stream.getAudioTracks().length)
    .map(({ label, stream }) => ({ key: `${id} ${label}`, id, stream })));

declare global {
  interface HTMLElementTagNameMap { 'peerix-audio': PeerixAudio }
}
