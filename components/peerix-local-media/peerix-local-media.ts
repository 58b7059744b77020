import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PeerixError } from '../../src/index.js';
import { flagAttribute, stateAttribute, textAttribute } from '../attributes.js';
import { provideElement } from '../define-element.js';
import { DeviceChanges } from '../devices/device-changes.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { PeerixTile } from '../peerix-tile/peerix-tile.js';
import { Presence } from '../presence.js';
import { Enlisted } from '../room/roll.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import type { TypedTarget } from '../typed-target.js';
import { DeviceSource } from './device-source.js';
import { replaced, type StopReason } from './ending.js';
import type { LocalMediaEventMap } from './events.js';
import { GivenSource } from './given-source.js';
import { localMedia, MEDIA } from './local-media.js';
import { stopped } from './media-error.js';
import { ScreenSource } from './screen-source.js';
import { selfView, speaks } from './self-view.js';
import { Sharing } from './sharing.js';
import type { Source } from './source.js';
import { localMediaStyles } from './styles.js';
import { trouble } from './trouble.js';
import { WISH_ATTRIBUTES, wishOf } from './wish-of.js';

/**
 * Your camera and microphone, or your screen: shows them, and shares them in the room around it. Works without a room,
 * as a preview. When something goes wrong it says what, and what to do; the room stays joined.
 *
 * `muted` and `camera-off` release the device, so that its light goes out, and tell the others; back on, the same
 * transceiver is used again. A screen never starts by itself, for browsers want a click: call `start()` in one.
 *
 * @attr {boolean} audio - Use the microphone. Neither `audio` nor `video` = both.
 * @attr {boolean} video - Use the camera.
 * @attr {boolean} screen - Share the screen instead, once `start()` is called.
 * @attr {string} label - What the stream is called in the room. Default `camera`, or `screen`.
 * @attr {boolean} muted - Microphone off.
 * @attr {boolean} camera-off - Camera off.
 * @attr {string} audio-device - The `deviceId` of the microphone. Default: the browser's choice.
 * @attr {string} video-device - The `deviceId` of the camera. Default: the browser's choice.
 * @attr {boolean} manual - Start by `start()` only.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ stream: MediaStream }>} media-start - There is a stream.
 * @fires {CustomEvent<{ reason: "stopped"|"ended"|"unplugged" }>} media-stop - The stream, or a track of it, has ended.
 * @fires {CustomEvent<{ error: PeerixError }>} media-error - Something that no call of yours asked for went wrong.
 *
 * @csspart status - What went wrong, and what to do.
 * @csspart tile - The picture's frame.
 * @csspart video - The picture.
 * @csspart name - The label on it.
 * @csspart flag - Initials instead of a picture.
 *
 * @cssstate starting - The browser is asking, or the device is starting.
 * @cssstate live - There is a stream.
 * @cssstate denied - The person or the browser said no.
 * @cssstate failed - Something could not be had, `denied` or not; the element says what.
 * @cssstate muted - The microphone is off.
 * @cssstate camera-off - The camera is off.
 * @cssstate speaking - The room hears you speak: a ring.
 *
 * @cssprop --peerix-radius-l - Corners of the picture. Default 14px.
 * @cssprop --peerix-radius - Corners of notices and buttons. Default 10px.
 * @cssprop --peerix-radius-s - Corners of the label. Default 6px.
 * @cssprop --peerix-tile-inset - Distance of the label from the edge. Default 8px.
 * @cssprop --peerix-gap - Distance between notice and picture. Default 8px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 * @cssprop --peerix-ink - Text on surfaces.
 * @cssprop --peerix-surface - Background of notices.
 * @cssprop --peerix-fill - Background of buttons.
 * @cssprop --peerix-fill-hover - The same under the pointer.
 * @cssprop --peerix-line - Borders.
 * @cssprop --peerix-warn - The icon of a notice.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-fast - How long buttons take to respond. Default 120ms.
 * @cssprop --peerix-speaking - The ring around you while you speak.
 * @cssprop --peerix-scrim - Background of the label.
 * @cssprop --peerix-on-scrim - Text of the label.
 */
export class PeerixLocalMedia extends LitElement {
  static override readonly styles = [tokens, base, localMediaStyles];

  @property(flagAttribute('audio')) audio = false;
  @property(flagAttribute('video')) video = false;
  @property(flagAttribute('screen')) screen = false;
  @property(stateAttribute('muted')) muted = false;
  @property(stateAttribute('camera-off')) cameraOff = false;
  @property(textAttribute('audio-device')) audioDevice = '';
  @property(textAttribute('video-device')) videoDevice = '';
  @property(flagAttribute('manual')) manual = false;
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;
  /** What to ask of the devices, where the attributes do not say enough. */
  @property({ attribute: false }) constraints: MediaStreamConstraints | null = null;

  declare addEventListener: TypedTarget<PeerixLocalMedia, LocalMediaEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixLocalMedia, LocalMediaEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this, /^(channel|transfer|quality)/);
  readonly #presence = new Presence(this, () => this.#comeOrGo());
  readonly #enlisted = new Enlisted(this, localMedia, () => this.#room.room);
  readonly #sharing = new Sharing();
  readonly #sourceHost = { changed: () => this.requestUpdate(), ended: (track: MediaStreamTrack) => void this.#trackEnded(track) };
  #label = '';
  #source: Source | undefined;
  #starting: Promise<MediaStream> | undefined;
  #problem: PeerixError | undefined;
  /** `media-start` has been told, `media-stop` not yet. */
  #isTold = false;
  #isStartDue = false;

  constructor() {
    super();
    provideElement('peerix-tile', PeerixTile);
    new DeviceChanges(this, () => this.#devicesChanged());
  }

  @property(textAttribute('label'))
  get label(): string { return this.#label || (this.screen ? 'screen' : 'camera'); }
  set label(value: string) { this.#label = value ?? ''; }

  /** What is shared: captured, or your own; your own tracks are never stopped. */
  @property({ attribute: false })
  get stream(): MediaStream | null { return this.#source?.stream ?? null; }
  set stream(stream: MediaStream | null) {
    if (stream === this.stream) return;
    this.stop();
    if (!stream) return;
    this.#source = new GivenSource(stream, this.#sourceHost);
    this.#applyWish();
    this.#tellStart(this.#source);
  }

  /**
   * Asks for the devices, or again after a failure. Resolves with the stream, which may lack a kind that could not be
   * had. Rejects with `MEDIA_DENIED`, `MEDIA_NOT_FOUND`, `MEDIA_IN_USE`, `MEDIA_FAILED`, `INSECURE_CONTEXT`,
   * `UNSUPPORTED`, or `ABORTED` when stopped meanwhile; the element shows what to do.
   */
  start(): Promise<MediaStream> {
    if (this.#starting) return this.#starting;
    const starting = this.#start();
    this.#starting = starting;
    const settled = () => {
      if (this.#starting === starting) this.#starting = undefined;
      this.requestUpdate();
    };
    // Handled here, so that a call nobody awaits is no unhandled rejection: the element shows the failure.
    starting.then(settled, settled);
    return starting;
  }

  /** Releases the devices and shares nothing any longer. */
  stop(): void {
    this.#problem = undefined;
    this.#end('stopped');
  }

  /** @internal Why there is less than wished. */
  get problem(): PeerixError | undefined { return this.#problem; }
  /** @internal The browser is asking, or a device is starting. */
  get isStarting(): boolean { return !!this.#starting || !!this.#source?.isBusy; }
  /** @internal The stream is the page's own. */
  get isGiven(): boolean { return this.#source instanceof GivenSource; }
  /** @internal For the elements around: told after every change; returns how to stop. */
  [MEDIA](watcher: () => void): () => void { return this.#enlisted.watch(watcher); }

  /** Its mere presence has `moveBefore` move the element without the two callbacks above. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    if (changed.get('screen') !== undefined) this.stop();
    if (changed.get('screen') !== undefined || changed.get('manual')) this.#isStartDue = this.#presence.isPresent;
    if (this.#isStartDue) this.#autoStart();
    else if (WISH_ATTRIBUTES.some((name) => changed.has(name))) this.#applyWish();
    this.#share();
  }

  protected override updated(): void {
    setStates(this.#internals, {
      starting: !!this.#starting && !this.#isTold, live: this.#isTold, denied: this.#problem?.code === 'MEDIA_DENIED',
      muted: this.muted, 'camera-off': this.cameraOff, failed: !!this.#problem, speaking: speaks(this, this.#room.room),
    });
  }

  protected override render(): TemplateResult {
    return html`
      <div part="status" class="status" role="status">${this.#renderProblem()}</div>
      ${this.screen && !this.#isTold ? nothing : selfView(this, this.#room.room)}`;
  }

  #share(): void {
    try {
      this.#sharing.share(this.#room.room, this.label, this.stream);
    } catch (error) {
      this.#fail(error as PeerixError);
    }
  }

  #renderProblem(): unknown {
    // Whoever closes the picker of screens knows it.
    if (!this.#problem || (this.screen && this.#problem.code === 'MEDIA_DENIED')) return nothing;
    return trouble(this.#problem, !!this.#room.room?.remotes.size, () => this.#tryStart());
  }

  #comeOrGo(): void {
    this.#isStartDue = this.#presence.isPresent;
    if (this.#presence.isPresent) this.requestUpdate();
    else if (!(this.#source instanceof GivenSource)) this.stop();
  }

  #autoStart(): void {
    this.#isStartDue = false;
    if (this.#source) this.#applyWish();
    else if (!this.manual && !this.screen) this.#tryStart();
  }

  /** For starts that are nobody's call. */
  #tryStart(): void { this.start().catch((error: PeerixError) => this.#fail(error)); }

  async #start(): Promise<MediaStream> {
    const source = this.#source ??= this.screen ? new ScreenSource(this.#sourceHost) : new DeviceSource(this.#sourceHost);
    this.#problem = undefined;
    this.requestUpdate();
    const error = await source.wish(wishOf(this)).then(() => undefined, (cause: PeerixError) => cause);
    if (source !== this.#source) throw stopped();
    if (!error) return this.#tellStart(source);
    if (source.stream.getTracks().length) {
      this.#fail(error);
      return this.#tellStart(source);
    }
    this.#source = undefined;
    this.#problem = error;
    throw error;
  }

  #applyWish(): void {
    const source = this.#source;
    source?.wish(wishOf(this)).catch((error: PeerixError) => {
      // A start under way waits for the same answer, and is the one to tell.
      if (source === this.#source && !this.#starting) this.#fail(error);
    });
  }

  #tellStart({ stream }: Source): MediaStream {
    if (!this.#isTold) {
      this.#isTold = true;
      this.#tell('media-start', { stream });
    }
    this.requestUpdate();
    return stream;
  }

  #end(reason: StopReason): void {
    this.#source?.close();
    this.#source = undefined;
    this.#starting = undefined;
    this.requestUpdate();
    if (this.#isTold) this.#tell('media-stop', { reason });
    this.#isTold = false;
  }

  #tell(name: keyof LocalMediaEventMap, detail: object): void { this.dispatchEvent(new CustomEvent(name, { detail })); }

  /** Unplugged, taken away, or stopped in the browser's own bar. */
  async #trackEnded(track: MediaStreamTrack): Promise<void> {
    const source = this.#source;
    this.requestUpdate();
    const { reason, failure } = source instanceof DeviceSource ? await replaced(source, track) : { reason: 'ended', failure: undefined } as const;
    if (source !== this.#source) return;
    const isOver = this.screen ? track.kind === 'video' : !source?.stream.getTracks().some(({ readyState }) => readyState === 'live');
    if (isOver) this.#end(reason);
    else this.#tell('media-stop', { reason });
    if (failure) this.#fail(failure);
  }

  #devicesChanged(): void {
    if (this.#problem?.code === 'MEDIA_NOT_FOUND') this.#tryStart();
    else if (this.#source instanceof DeviceSource) this.#source.devicesChanged().catch((error: PeerixError) => this.#fail(error));
  }

  #fail(error: PeerixError): void {
    if (error.code === 'ABORTED') return;
    this.#problem = error;
    this.requestUpdate();
    this.#tell('media-error', { error });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-local-media': PeerixLocalMedia }
}
