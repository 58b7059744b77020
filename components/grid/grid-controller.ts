import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fit, places, type Place, type Size } from './fit.js';

/** Places the children of a container by transform, after each render and whenever the container changes its size. */
export class GridController implements ReactiveController {
  readonly #find: () => HTMLElement | null;
  readonly #placed = new WeakSet<HTMLElement>();
  readonly #observer = new ResizeObserver(([entry]) => {
    if (entry) this.#box = { width: entry.contentRect.width, height: entry.contentRect.height };
    this.#arrange();
  });
  #grid: HTMLElement | null = null;
  #box: Size = { width: 0, height: 0 };
  #columns: number | undefined;

  constructor(host: ReactiveControllerHost, find: () => HTMLElement | null) {
    this.#find = find;
    host.addController(this);
  }

  hostUpdated(): void {
    const grid = this.#find();
    if (grid !== this.#grid) this.#watch(grid);
    this.#arrange();
  }

  hostConnected(): void { if (this.#grid) this.#observer.observe(this.#grid); }
  hostDisconnected(): void { this.#observer.disconnect(); }

  #watch(grid: HTMLElement | null): void {
    this.#observer.disconnect();
    this.#grid = grid;
    if (grid) this.#observer.observe(grid);
  }

  #arrange(): void {
    const grid = this.#grid;
    if (!grid?.childElementCount || !this.#box.width) return;
    const tiles = [...grid.children] as HTMLElement[];
    const { columnGap, direction } = getComputedStyle(grid);
    const gap = parseFloat(columnGap) || 0;
    const shape = fit(tiles.length, this.#box, gap, undefined, this.#columns);
    this.#columns = shape.columns;
    places(tiles.length, this.#box, gap, shape).forEach((place, index) => {
      const x = direction === 'rtl' ? this.#box.width - place.x - shape.width : place.x;
      this.#put(tiles[index]!, { x, y: place.y }, shape);
    });
  }

  #put(tile: HTMLElement, { x, y }: Place, { width, height }: Size): void {
    // A newcomer stands where it belongs at once; only those already seen glide.
    tile.style.transition = this.#placed.has(tile) ? '' : 'none';
    tile.style.width = `${width}px`;
    tile.style.height = `${height}px`;
    tile.style.transform = `translate(${x}px, ${y}px)`;
    this.#placed.add(tile);
  }
}
