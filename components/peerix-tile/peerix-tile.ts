import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Remote } from '../../src/index.js';
import { flagAttribute, stateAttribute, textAttribute, wordAttribute } from '../attributes.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { isHidden, volumeOf, watchPersonal } from '../room/personal.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { flag } from '../tile/flag.js';
import { Playback } from '../tile/playback.js';
import type { TypedTarget } from '../typed-target.js';
import { tileStyles } from './styles.js';
import { badges, healing, label, picture, soundHeld } from './template.js';
import { toolbar, TOOLS, type Tool, type ToolName } from './tools.js';
import { publicationOf, QUALITIES, viewOf, type Quality, type TileView } from './view.js';
import { Viewing } from './viewing.js';

export interface TileEventMap extends HTMLElementEventMap {
  /** Cancel it to decide for yourself. */
  'tile-pin': CustomEvent<{ remote: Remote | null; label: string; pinned: boolean }>;
  'tile-resize': CustomEvent<{ width: number; height: number }>;
}

/** What no tile shows. */
const UNSEEN = /^(channel|transfer)/;

/**
 * One person, or one screen: the picture, or initials on a quiet flag, with a name and how they are. Give it a `remote`
 * and it follows that member; give it a `stream` and it shows that. Attributes say what neither knows.
 *
 * It tells the sender how large the picture is seen, so that a small or hidden tile costs little.
 *
 * @attr {string} label - Which of the remote's streams. Default: the first it shares. `screen` is shown whole.
 * @attr {string} name - What to call them. Default: the name in the remote's metadata.
 * @attr {string} full-name - Whose initials the flag bears, where the name does not tell (“You”).
 * @attr {string} seed - What the flag's colours are made of. Default: the remote's id, or the name.
 * @attr {boolean} muted - Their microphone is off. The sound of the tile is `silent`.
 * @attr {boolean} camera-off - Show the flag, whatever the stream has.
 * @attr {boolean} speaking - They speak: a ring.
 * @attr {"good"|"poor"|"lost"} quality - How their connection is.
 * @attr {boolean} reconnecting - The link is being healed: the last picture stays, dimmed.
 * @attr {boolean} pinned - Marked as pinned.
 * @attr {boolean} mirror - Seen as in a mirror, as one sees oneself.
 * @attr {"cover"|"contain"} fit - Fill the tile, or show all of the picture. Default: fill, but screens whole.
 * @attr {boolean} silent - Play no sound.
 * @attr {string} tools - Which buttons it has: `pin`, `fullscreen`, `picture-in-picture`. Default: the last two.
 * @attr {string} for - The id of the remote's room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ remote: Remote | null, label: string, pinned: boolean }>} tile-pin - Somebody pins it or lets it go. Cancelable.
 * @fires {CustomEvent<{ width: number, height: number }>} tile-resize - The picture has come, or has another size, in pixels.
 *
 * @csspart video - The picture.
 * @csspart flag - The initials instead.
 * @csspart name - The label.
 * @csspart pin - The mark of a pinned tile.
 * @csspart quality - The mark of a bad connection.
 * @csspart reconnecting - The words while the link is being healed.
 * @csspart tools - The buttons.
 * @csspart tool - One button.
 *
 * @cssstate speaking - They speak.
 * @cssstate muted - Their microphone is off.
 * @cssstate camera-off - The flag stands in for the picture.
 * @cssstate reconnecting - The link is being healed.
 * @cssstate poor - Their connection is poor.
 * @cssstate lost - Nothing of them arrives.
 * @cssstate pinned - It is pinned.
 * @cssstate mirrored - The picture is mirrored.
 * @cssstate whole - All of the picture is seen.
 * @cssstate floating - The picture is in a window of its own.
 *
 * @cssprop --peerix-radius-l - Corners. Default 14px.
 * @cssprop --peerix-radius - Corners of the menu. Default 10px.
 * @cssprop --peerix-radius-s - Corners of labels. Default 6px.
 * @cssprop --peerix-tile-inset - Distance of labels from the edge. Default 8px.
 * @cssprop --peerix-target - Size of a button. Default 44px.
 * @cssprop --peerix-speaking - The ring around who speaks.
 * @cssprop --peerix-scrim - Background of labels and buttons.
 * @cssprop --peerix-on-scrim - Text on it.
 * @cssprop --peerix-surface - Background of the menu.
 * @cssprop --peerix-ink - Its text.
 * @cssprop --peerix-fill - Background of its items under the pointer.
 * @cssprop --peerix-fill-hover - Background of its pressed items.
 * @cssprop --peerix-line - Its border.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-fast - How long buttons take to appear. Default 120ms.
 */
export class PeerixTile extends LitElement {
  static override readonly styles = [tokens, base, tileStyles];

  /** Whom it shows. */
  @property({ attribute: false }) remote: Remote | null = null;
  /** What it shows instead of a remote: your own picture, or a file. Set it again when its tracks change. */
  @property({ attribute: false, hasChanged: () => true }) stream: MediaStream | null = null;
  @property(textAttribute('label')) label = '';
  @property(textAttribute('name')) name = '';
  @property(textAttribute('full-name')) fullName = '';
  @property(textAttribute('seed')) seed = '';
  @property(stateAttribute('muted')) muted = false;
  @property(stateAttribute('camera-off')) cameraOff = false;
  @property(stateAttribute('speaking')) speaking = false;
  @property(stateAttribute('reconnecting')) reconnecting = false;
  @property(stateAttribute('pinned')) pinned = false;
  @property(stateAttribute('mirror')) mirror = false;
  @property(wordAttribute('quality', QUALITIES)) quality: Quality = '';
  @property(wordAttribute('fit', ['cover', 'contain'])) fit: 'cover' | 'contain' | '' = '';
  @property(flagAttribute('silent')) silent = false;
  @property(textAttribute('tools', 'fullscreen picture-in-picture')) tools = 'fullscreen picture-in-picture';
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;
  /** @internal Shared by the tiles of one view, which then offers to play what the browser holds back. */
  @property({ attribute: false }) playback: Playback | null = null;

  declare addEventListener: TypedTarget<PeerixTile, TileEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixTile, TileEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this, UNSEEN);
  readonly #viewing = new Viewing(this);
  readonly #playback = new Playback(() => this.requestUpdate());
  #watched: PeerixRoom | null = null;
  #unwatch: (() => void) | undefined;
  #trackListeners: AbortController | undefined;
  #view: TileView | undefined;

  constructor() {
    super();
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
  }

  /** Width : height of the picture, once it has come. */
  get ratio(): number | undefined {
    const { videoWidth = 0, videoHeight = 0 } = this.#video ?? {};
    return videoHeight ? videoWidth / videoHeight : undefined;
  }

  /** @internal Whose picture it asks for. */
  get subject(): { readonly remote: Remote; readonly label: string } | undefined {
    const { remote } = this, label = remote && publicationOf(remote, this.label)?.label;
    return remote && label !== null && label !== undefined ? { remote, label } : undefined;
  }

  /** @internal The person hid it. */
  get isPictureHidden(): boolean {
    return this.cameraOff || !!this.#room.room && !!this.remote && isHidden(this.#room.room, this.remote.id);
  }

  /** @internal Nothing of the picture is cut off. */
  get isWhole(): boolean { return this.fit ? this.fit === 'contain' : !!this.#view?.isScreen || this.matches(':fullscreen'); }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watchTracks();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#trackListeners?.abort();
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    if (changed.has('stream') && this.isConnected) this.#watchTracks();
    this.#watchChoices();
    this.#view = viewOf(this);
  }

  protected override updated(): void {
    const { name, suffix, picture: isSeen, muted, speaking, reconnecting, quality } = this.#view!;
    this.#internals.role = 'group';
    this.#internals.ariaLabel = suffix ? `${name} · ${suffix}` : name;
    setStates(this.#internals, {
      muted, speaking, reconnecting, 'camera-off': !isSeen, poor: quality === 'poor', lost: quality === 'lost',
      pinned: this.pinned, mirrored: this.mirror, whole: this.isWhole, floating: this.#isFloating,
    });
  }

  protected override render(): TemplateResult {
    const view = this.#view!, room = this.#room.room, playback = this.playback ?? this.#playback, tools = this.#tools(view);
    const volume = room && this.remote ? volumeOf(room, this.remote.id) : 1;
    return html`<div class="tile" tabindex=${tools.length ? -1 : nothing}
      @resize=${{ handleEvent: this.#resized, capture: true }}
      @enterpictureinpicture=${this.#floats} @leavepictureinpicture=${this.#floats}>
      ${view.isScreen ? nothing : flag({ id: this.seed || this.remote?.id || view.name, name: this.fullName || view.name })}
      ${picture(view, { playback, silent: this.silent, volume })}
      ${badges(this.pinned, view)}
      ${view.reconnecting ? healing() : this.#playback.held ? soundHeld(() => this.#playback.release()) : nothing}
      <div class="foot">${label(view)}<span></span>${toolbar(tools, view.name)}</div>
    </div>`;
  }

  get #video(): HTMLVideoElement | null { return this.renderRoot?.querySelector('video') ?? null; }
  get #isFloating(): boolean { return !!this.#video && this.shadowRoot!.pictureInPictureElement === this.#video; }

  #tools({ picture: isSeen }: TileView): Tool[] {
    const named = this.tools.split(/\s+/), all: Record<ToolName, Omit<Tool, 'name'> | false> = {
      pin: { isPressed: this.pinned, run: () => this.#pin() },
      fullscreen: isSeen && document.fullscreenEnabled && { isPressed: this.matches(':fullscreen'), run: () => void this.#fill() },
      'picture-in-picture': isSeen && document.pictureInPictureEnabled && { isPressed: this.#isFloating, run: () => void this.#float() },
    };
    return TOOLS.flatMap((name) => (all[name] && named.includes(name) ? { name, ...all[name] } : []));
  }

  #pin(): void {
    const pinned = !this.pinned, { remote, label: own } = this;
    const event = new CustomEvent('tile-pin', { cancelable: true, detail: { remote, label: own, pinned } });
    if (this.dispatchEvent(event)) this.pinned = pinned;
  }

  async #fill(): Promise<void> {
    try {
      await (this.matches(':fullscreen') ? document.exitFullscreen() : this.requestFullscreen());
    } catch (error) {
      reportError(error);
    }
  }

  async #float(): Promise<void> {
    try {
      await (this.#isFloating ? document.exitPictureInPicture() : this.#video!.requestPictureInPicture());
    } catch (error) {
      reportError(error);
    }
  }

  readonly #floats = ({ type, pictureInPictureWindow }: PictureInPictureEvent): void => {
    this.#viewing.floats(type === 'enterpictureinpicture' ? pictureInPictureWindow : undefined);
    this.requestUpdate();
  };

  readonly #resized = ({ target }: Event): void => {
    const { videoWidth: width, videoHeight: height } = target as HTMLVideoElement;
    this.#viewing.reshaped();
    if (width && height) this.dispatchEvent(new CustomEvent('tile-resize', { detail: { width, height } }));
  };

  readonly #refresh = (): void => this.requestUpdate();

  /** A device may be unplugged. */
  #watchTracks(): void {
    this.#trackListeners?.abort();
    const { signal } = this.#trackListeners = new AbortController();
    for (const track of this.stream?.getVideoTracks() ?? []) track.addEventListener('ended', this.#refresh, { signal });
  }

  /** What I chose about this member, in that room. */
  #watchChoices(): void {
    const { room } = this.#room;
    if (room === this.#watched) return;
    this.#unwatch?.();
    this.#watched = room;
    this.#unwatch = room ? watchPersonal(room, this.#refresh) : undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-tile': PeerixTile }
}
