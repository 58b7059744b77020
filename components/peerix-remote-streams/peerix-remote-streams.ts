import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Remote } from '../../src/index.js';
import { flagAttribute, reflectedAttribute, textAttribute, wordAttribute } from '../attributes.js';
import { provideElement } from '../define-element.js';
import { BoxController } from '../grid/box-controller.js';
import type { Spot } from '../grid/fit.js';
import { placed } from '../grid/placed.js';
import { gridStyles } from '../grid/styles.js';
import { volumeOff } from '../icons.js';
import { isolated } from '../isolated.js';
import { nameIn } from '../name-in.js';
import { notice } from '../notice.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { PeerixTile } from '../peerix-tile/peerix-tile.js';
import { RoomController } from '../room/room-controller.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { Playback } from '../tile/playback.js';
import type { TypedTarget } from '../typed-target.js';
import { words } from '../words.js';
import { emptiness, isTroubled } from './emptiness.js';
import { OwnTiles } from './own-tiles.js';
import { moreSlot, pager } from './paging-buttons.js';
import { LAYOUTS, SELF, Staging, type Layout, type Stage } from './staging.js';
import { remoteStreamsStyles } from './styles.js';
import { keyOf, viewsOf, type RemoteView } from './views.js';

export interface RemoteStreamsEventMap extends HTMLElementEventMap {
  /** Cancel it to decide for yourself. */
  'tile-pin': CustomEvent<{ remote: Remote; label: string; pinned: boolean }>;
}

/** Nothing here depends on these, and they come in floods. */
const UNSEEN = /^(channel|transfer|quality)/;
const PARTS = 'video, flag, name, pin, quality, reconnecting, tools, tool';

/**
 * Everybody else in the room, one tile for each stream they share, in a grid that makes the most of the space it has. Without
 * any styling it is as high as its width suggests; given a height, it fills it. Who does not fit stands on another page,
 * is heard all the same, and comes to the front by speaking.
 *
 * A `<template>` among its children makes the tiles your own: its element is cloned for each, becomes a child of this one,
 * and gets the properties `remote` and `label`, as does every `peerix-tile` in it. What has `data-text="name"` (or
 * `label`) gets that text; the clone itself has `data-name`, `data-label`, and while it is so `data-muted`,
 * `data-speaking`, `data-reconnecting`, `data-camera-off`, `data-pinned`.
 *
 * @attr {string} label - Show only streams of this label. Default: all.
 * @attr {boolean} everyone - Show an avatar for those who share nothing.
 * @attr {"grid"|"spotlight"|"strip"} layout - All alike; one large, which is the pinned, a screen, or who speaks; or one line. Default `grid`.
 * @attr {string} pinned - Who is shown large, or first in a strip: the id of a remote, or that, a space and a label.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @slot empty - Shown while there is nobody to be seen. Default: words that say why.
 *
 * @slot - A `<template>` for tiles of your own.
 *
 * @slot self - Your own picture, such as a `peerix-local-media`: a tile among the others, the last; small in the corner while you are alone, or with one other on a phone.
 *
 * @fires {CustomEvent<{ remote: Remote, label: string, pinned: boolean }>} tile-pin - Somebody pins a tile or lets it go. Cancelable.
 *
 * @csspart grid - The space of the tiles.
 * @csspart tile - One tile.
 * @csspart video - The picture in it.
 * @csspart name - The label on it.
 * @csspart flag - Initials instead of a picture.
 * @csspart pin - The mark of a pinned tile.
 * @csspart quality - The mark of a bad connection.
 * @csspart reconnecting - The words while a link is being healed.
 * @csspart tools - The buttons of a tile.
 * @csspart tool - One of them.
 * @csspart pager - The buttons that turn pages.
 * @csspart more - The button that shows who has no place beside the large tile.
 *
 * @cssprop --peerix-gap - Distance between tiles. Default 8px, 6px below 600px of width.
 * @cssprop --peerix-radius-l - Corners of tiles. Default 14px.
 * @cssprop --peerix-radius - Corners of notices and buttons. Default 10px.
 * @cssprop --peerix-radius-s - Corners of labels. Default 6px.
 * @cssprop --peerix-tile-inset - Distance of labels from the edge. Default 8px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 * @cssprop --peerix-speaking - The ring around who speaks.
 * @cssprop --peerix-fill - Background of buttons.
 * @cssprop --peerix-fill-hover - The same under the pointer.
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
  static override readonly styles = [tokens, base, gridStyles, remoteStreamsStyles];

  @property(textAttribute('label')) label = '';
  @property(flagAttribute('everyone')) everyone = false;
  @property(wordAttribute('layout', LAYOUTS, 'grid')) layout: Layout = 'grid';
  @property(reflectedAttribute('pinned')) pinned = '';
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixRemoteStreams, RemoteStreamsEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixRemoteStreams, RemoteStreamsEventMap>['remove'];

  readonly #room = new RoomController(this, UNSEEN);
  readonly #playback = new Playback(() => this.requestUpdate());
  readonly #space = new BoxController(this, () => this.renderRoot.querySelector<HTMLElement>('.grid'));
  readonly #staging = new Staging();
  readonly #ownTiles = new OwnTiles(this);
  readonly #children = new MutationObserver(() => this.requestUpdate());
  #views: readonly RemoteView[] = [];
  #stage!: Stage;

  constructor() {
    super();
    provideElement('peerix-tile', PeerixTile);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children.observe(this, { childList: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children.disconnect();
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#views = viewsOf(this.#room.room, this);
    this.#stage = this.#staging.arrange(this.#views, {
      layout: this.layout, box: this.#space.box, pinned: this.#pinnedView, hasSelf: this.#hasSelf,
      ratioOf: ({ key }) => this.#tiles.find((tile) => keyOfTile(tile) === key)?.ratio,
      isInUse: ({ key }) => this.#tiles.some((tile) => keyOfTile(tile) === key && tile.matches(':focus-within, :hover')),
    });
  }

  protected override updated(): void {
    this.#ownTiles.sync(this.#views, { room: this.#room.room, pinned: this.#pinnedView, onPin: this.#onPin });
  }

  protected override render(): TemplateResult {
    const isEmpty = !this.#views.length, { room, voice } = this.#room;
    return html`
      <div class="unseen" role=${voice}>${voice === nothing ? nothing : trouble(room)}</div>
      <div class="status" role="status">${this.#playback.held ? this.#renderSoundHeld() : nothing}</div>
      <div class="stage" @keydown=${this.#onKey}>
        <div class="empty ${isEmpty ? 'shown' : ''}" role=${isTroubled(room) ? voice : 'status'}>${isEmpty ? this.#renderEmpty() : nothing}</div>
        <div part="grid" class="grid ${isEmpty ? 'vacant' : ''}" role=${isEmpty ? nothing : 'list'} aria-label=${isEmpty ? nothing : words.people}>
          ${this.#renderTiles()}${this.#renderMore()}
          ${this.#hasSelf ? this.#renderSelf(isEmpty) : nothing}
        </div>
        ${this.#stage.pages > 1 && !this.#stage.more ? pager(this.#stage, this.#turn) : nothing}
      </div>`;
  }

  /** In order of arrival, and not of place: a video that changes its place in the document stops for a moment. */
  #renderTiles(): unknown {
    const renderTile = this.#ownTiles.template ? this.#renderOwn : this.#renderTile;
    return repeat(this.#views, ({ key }) => key, (view) => renderTile(view, this.#stage.spots.get(view.key)));
  }

  readonly #renderTile = (view: RemoteView, spot: Spot | undefined): TemplateResult => html`
    <peerix-tile part="tile" exportparts=${PARTS} role="listitem" tools="pin fullscreen picture-in-picture"
      .remote=${view.remote} .label=${view.label} .forElement=${this.#room.room} .playback=${this.#playback}
      .pinned=${view === this.#pinnedView} @tile-pin=${this.#onPin} @tile-resize=${this.#onResize} ${placed(spot)}></peerix-tile>`;

  readonly #renderOwn = ({ key }: RemoteView, spot: Spot | undefined): TemplateResult =>
    html`<div part="tile" role="listitem" class="own" ${placed(spot)}><slot name=${key}></slot></div>`;

  #renderMore(): unknown {
    const { more, spots } = this.#stage;
    return more ? moreSlot(more, this.#views.length + Number(this.#hasSelf) - spots.size, this.#turn) : nothing;
  }

  #renderSelf(isAlone: boolean): TemplateResult {
    return html`<div class="own self" role=${isAlone ? nothing : 'listitem'} ${placed(this.#stage.spots.get(SELF))}><slot name="self"></slot></div>`;
  }

  #renderSoundHeld(): TemplateResult {
    const action = { label: words.playSound, run: () => this.#playback.release(), isMain: true };
    return notice({ ...words.soundHeld, icon: volumeOff, action });
  }

  #renderEmpty(): TemplateResult {
    const { title, advice } = emptiness(this.#room.room);
    return html`<slot name="empty"><p class="title">${title}</p><p class="advice">${advice}</p></slot>`;
  }

  get #pinnedView(): RemoteView | undefined {
    const { pinned } = this;
    return pinned ? this.#views.find(({ key, remote }) => key === pinned || remote.id === pinned) : undefined;
  }

  get #hasSelf(): boolean { return !!this.querySelector(':scope > [slot=self]'); }

  get #tiles(): PeerixTile[] {
    return [...this.renderRoot?.querySelectorAll<PeerixTile>('peerix-tile') ?? [], ...this.querySelectorAll<PeerixTile>('peerix-tile')];
  }

  readonly #turn = (by: number): void => {
    this.#staging.turn(this.#stage, by);
    this.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (!by || this.#stage.pages < 2) return;
    event.preventDefault();
    const focused = this.#tiles.find((tile) => tile.matches(':focus-within'));
    this.#turn(by);
    void this.updateComplete.then(() => this.#keepFocus(focused));
  };

  /** What had the focus may be on another page now. */
  #keepFocus(tile: PeerixTile | undefined): void {
    if (tile && !tile.checkVisibility()) this.renderRoot.querySelector<HTMLElement>(':is(.pager, .more) > .button')?.focus();
  }

  /** Its shape decides how a large tile stands. */
  readonly #onResize = (): void => { if (this.#stage.main) this.requestUpdate(); };

  readonly #onPin = (event: CustomEvent<{ remote: Remote; label: string; pinned: boolean }>): void => {
    event.preventDefault();
    const { detail } = event;
    if (!this.dispatchEvent(new CustomEvent('tile-pin', { detail, cancelable: true }))) return;
    this.pinned = detail.pinned ? keyOf(detail.remote, detail.label) : '';
  };
}

const keyOfTile = ({ remote, label }: PeerixTile): string | undefined => remote ? keyOf(remote, label) : undefined;

/** For ears: whom one can't hear just now. */
function trouble(room: PeerixRoom | null): unknown {
  const cut = [...room?.remotes.values() ?? []].filter(({ state }) => state === 'disconnected');
  return cut.length ? words.reconnectingTo(cut.map(({ metadata }) => isolated(nameIn(metadata)))) : nothing;
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-remote-streams': PeerixRemoteStreams }
}
