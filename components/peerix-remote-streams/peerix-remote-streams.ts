import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { flagAttribute, textAttribute } from '../attributes.js';
import { GridController } from '../grid/grid-controller.js';
import { gridStyles } from '../grid/styles.js';
import { volumeOff } from '../icons.js';
import { isolated } from '../isolated.js';
import { notice } from '../notice.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { RoomController } from '../room/room-controller.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { Playback } from '../tile/playback.js';
import { tileStyles } from '../tile/styles.js';
import { tile } from '../tile/tile.js';
import { words } from '../words.js';
import { emptiness } from './emptiness.js';
import { remoteStreamsStyles } from './styles.js';
import { viewsOf, type RemoteView } from './views.js';

/**
 * Everybody else in the room, one tile for each stream they share, in a grid that makes the most of the space it has. Without
 * any styling it is as high as its width suggests; given a height, it fills it.
 *
 * @attr {string} label - Show only streams of this label. Default: all.
 * @attr {boolean} everyone - Show an avatar for those who share nothing.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @slot empty - Shown while there is nobody to be seen. Default: words that say why.
 *
 * @csspart grid - The space of the tiles.
 * @csspart tile - One tile.
 * @csspart video - The picture in it.
 * @csspart name - The label on it.
 *
 * @cssprop --peerix-gap - Distance between tiles. Default 8px, 6px below 600px of width.
 * @cssprop --peerix-radius-l - Corners of tiles. Default 14px.
 * @cssprop --peerix-radius - Corners of notices and buttons. Default 10px.
 * @cssprop --peerix-radius-s - Corners of labels. Default 6px.
 * @cssprop --peerix-tile-inset - Distance of labels from the edge. Default 8px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 * @cssprop --peerix-ink - Text on surfaces.
 * @cssprop --peerix-surface - Background of notices.
 * @cssprop --peerix-line - Borders.
 * @cssprop --peerix-accent - Background of the main button.
 * @cssprop --peerix-on-accent - Its text.
 * @cssprop --peerix-warn - The icon of a notice.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-scrim - Background of labels.
 * @cssprop --peerix-on-scrim - Text of labels.
 * @cssprop --peerix-fast - How long buttons take to respond. Default 120ms.
 * @cssprop --peerix-move - How long tiles glide. Default 240ms.
 * @cssprop --peerix-ease - How they glide.
 */
export class PeerixRemoteStreams extends LitElement {
  static override readonly styles = [tokens, base, tileStyles, gridStyles, remoteStreamsStyles];

  @property(textAttribute('label')) label = '';
  @property(flagAttribute('everyone')) everyone = false;
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  readonly #room = new RoomController(this);
  readonly #playback = new Playback(() => this.requestUpdate());

  constructor() {
    super();
    new GridController(this, () => this.renderRoot.querySelector<HTMLElement>('.grid'));
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
  }

  protected override render(): TemplateResult {
    const views = viewsOf(this.#room.room, this);
    const isEmpty = !views.length;
    return html`
      <div class="unseen" role="status">${trouble(views)}</div>
      <div class="status" role="status">${this.#playback.held ? this.#renderSoundHeld() : nothing}</div>
      <div class="stage">
        <div class="empty ${isEmpty ? 'shown' : ''}" role="status">${isEmpty ? this.#renderEmpty() : nothing}</div>
        <div part="grid" class="grid" role=${isEmpty ? nothing : 'list'} aria-label=${isEmpty ? nothing : words.people}>${
          repeat(views, ({ key }) => key, (view) => tile(view, this.#playback, 'listitem'))}</div>
      </div>`;
  }

  #renderSoundHeld(): TemplateResult {
    const action = { label: words.playSound, run: () => this.#playback.release(), isMain: true };
    return notice({ ...words.soundHeld, icon: volumeOff, action });
  }

  #renderEmpty(): TemplateResult {
    const { title, advice } = emptiness(this.#room.room);
    return html`<slot name="empty"><p class="title">${title}</p><p class="advice">${advice}</p></slot>`;
  }
}

/** For ears: whom one can't hear just now. */
function trouble(views: readonly RemoteView[]): unknown {
  const names = new Set(views.filter(({ reconnecting }) => reconnecting).map(({ name }) => name));
  return names.size ? words.reconnectingTo([...names].map(isolated)) : nothing;
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-remote-streams': PeerixRemoteStreams }
}
