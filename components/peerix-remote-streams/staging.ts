import type { Spot } from '../grid/fit.js';
import { floating } from '../grid/floating.js';
import { grid, type Arrangement, type Box } from '../grid/paging.js';
import { spotlight, usualRatio } from '../grid/spotlight.js';
import { strip } from '../grid/strip.js';
import { Order } from './order.js';
import type { RemoteView } from './views.js';

export const LAYOUTS = ['grid', 'spotlight', 'strip'] as const;
export type Layout = typeof LAYOUTS[number];

/** The key of your own picture. */
export const SELF = 'self';

export interface Scene {
  readonly layout: Layout;
  readonly box: Box;
  readonly pinned: RemoteView | undefined;
  /** Your own picture stands among the others, or floats. */
  readonly hasSelf: boolean;
  /** Width : height of its picture, as far as it is known. */
  ratioOf(view: RemoteView): number | undefined;
  /** The person is at it: it stays where it is. */
  isInUse(view: RemoteView): boolean;
}

/** Where everything stands. */
export interface Stage extends Omit<Arrangement, 'spots'> {
  /** By key. */
  readonly spots: ReadonlyMap<string, Spot>;
  /** Stands for the others by being large. */
  readonly main: RemoteView | undefined;
}

/** Before anything is measured, and in what is not displayed. */
const NOWHERE = { spots: new Map<string, Spot>(), page: 0, pages: 1 };

/** Who stands where, and on which page: it remembers only what must not jump. */
export class Staging {
  readonly #order = new Order();
  #page = 0;
  #columns: number | undefined;

  /** From the last page to the first, and back. */
  turn({ page, pages }: Stage, by: number): void { this.#page = (page + by + pages) % pages; }

  arrange(views: readonly RemoteView[], scene: Scene): Stage {
    const sorted = this.#order.sort(views), stage = this.#lay(sorted, scene);
    const isSeen = ({ key }: RemoteView): boolean => stage.spots.has(key);
    const speaker = stage.pages > 1 && sorted.find((view) => view.isSpeaking && !isSeen(view));
    if (!speaker) return stage;
    const yielding = sorted.filter((view) => isSeen(view) && view !== stage.main && !scene.isInUse(view));
    return this.#order.swapIn(speaker, yielding) ? this.#lay(this.#order.sort(views), scene) : stage;
  }

  #lay(sorted: readonly RemoteView[], scene: Scene): Stage {
    const isSpotlight = scene.layout === 'spotlight' || (scene.layout === 'grid' && !!scene.pinned);
    const first = scene.pinned ?? (isSpotlight ? this.#main(sorted) : undefined);
    const shown = first ? [first, ...sorted.filter((view) => view !== first)] : sorted;
    const main = isSpotlight ? first : undefined;
    if (!scene.box.width) return { ...NOWHERE, main };
    const float = scene.hasSelf ? floating(shown.length, scene.box) : undefined;
    const keys = [...shown.map(({ key }) => key), ...(scene.hasSelf && !float ? [SELF] : [])];
    const { spots, ...rest } = main ? this.#spotlight(main, keys.length, scene) : this.#line(keys.length, scene);
    this.#page = rest.page;
    this.#columns = rest.columns;
    const placed = new Map(keys.flatMap((key, index) => (spots[index] ? [[key, spots[index]]] : [])));
    if (float) placed.set(SELF, float);
    return { ...rest, main, spots: placed };
  }

  #main(sorted: readonly RemoteView[]): RemoteView | undefined {
    return sorted.find(({ isScreen }) => isScreen) ?? this.#order.speaker(sorted) ?? sorted[0];
  }

  #spotlight(main: RemoteView, count: number, { box, ratioOf }: Scene): Arrangement {
    return spotlight(count, box, this.#page, ratioOf(main) ?? usualRatio(box));
  }

  #line(count: number, { layout, box }: Scene): Arrangement {
    return layout === 'strip' ? strip(count, box, this.#page) : grid(count, box, this.#page, this.#columns);
  }
}
