import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { remoteView } from '../peerix-tile/view.js';
import type { RemoteView } from './views.js';

/** What the tiles of a template share. */
export interface OwnTilesScene {
  readonly room: PeerixRoom | null;
  readonly pinned: RemoteView | undefined;
  onPin(event: CustomEvent): void;
}

/**
 * The page's own tiles: clones of its template, one a view, as children of the element, where the page's styles and
 * scripts reach them.
 */
export class OwnTiles {
  readonly #host: Element;
  readonly #tiles = new Map<string, HTMLElement>();
  #template: HTMLTemplateElement | null = null;

  constructor(host: Element) { this.#host = host; }

  get template(): HTMLTemplateElement | null { return this.#host.querySelector<HTMLTemplateElement>(':scope > template'); }

  sync(views: readonly RemoteView[], scene: OwnTilesScene): void {
    const { template } = this, isAnother = template !== this.#template;
    this.#template = template;
    const keys = new Set(template ? views.map(({ key }) => key) : []);
    for (const [key, tile] of this.#tiles) if (isAnother || !keys.has(key)) this.#drop(key, tile);
    if (template) for (const view of views) fill(this.#tiles.get(view.key) ?? this.#add(view, template, scene), view, scene);
  }

  #add({ key }: RemoteView, template: HTMLTemplateElement, { onPin }: OwnTilesScene): HTMLElement {
    const content = document.importNode(template.content, true);
    const tile = (content.firstElementChild ?? document.createElement('peerix-tile')) as HTMLElement;
    for (const inner of tilesIn(tile)) inner.addEventListener('tile-pin', onPin as EventListener);
    tile.slot = key;
    this.#tiles.set(key, tile);
    this.#host.append(tile);
    return tile;
  }

  #drop(key: string, tile: HTMLElement): void {
    tile.remove();
    this.#tiles.delete(key);
  }
}

const tilesIn = (tile: HTMLElement): Element[] =>
  [...(tile.localName === 'peerix-tile' ? [tile] : []), ...tile.querySelectorAll('peerix-tile')];

function fill(tile: HTMLElement, view: RemoteView, { room, pinned }: OwnTilesScene): void {
  const { remote, label } = view, { name, muted, speaking, reconnecting, picture } = remoteView(remote, label), isPinned = view === pinned;
  Object.assign(tile, { remote, label });
  for (const inner of tilesIn(tile)) Object.assign(inner, { remote, label, forElement: room, pinned: isPinned });
  const words: Record<string, string> = { name, label }, states = { muted, speaking, reconnecting, 'camera-off': !picture, pinned: isPinned };
  for (const [key, word] of Object.entries(words)) tile.setAttribute(`data-${key}`, word);
  for (const [state, on] of Object.entries(states)) tile.toggleAttribute(`data-${state}`, on);
  for (const text of tile.querySelectorAll<HTMLElement>('[data-text]')) text.textContent = words[text.dataset['text']!] ?? '';
}
