import { fit, places, type Fit, type Size, type Spot } from './fit.js';

/** The space of tiles, in CSS pixels. */
export interface Box extends Size {
  readonly gap: number;
  /** Height of the row of buttons that turn pages. */
  readonly pager: number;
}

/** Where tiles stand that are in a certain order. */
export interface Arrangement {
  /** In that order; undefined: on another page. */
  readonly spots: readonly (Spot | undefined)[];
  readonly page: number;
  readonly pages: number;
  /** Where “+N” stands, instead of a row of buttons. */
  readonly more?: Spot;
  /** To hand to the next arrangement, so that tiles jump only for a reason. */
  readonly columns?: number;
}

/** How so many tiles are fitted into a space. */
export type Fitting = (count: number, space: Size) => Fit;

const ORIGIN = { x: 0, y: 0 };
/** Narrower is a phone. */
export const SMALL_BOX = 600;
const LEAST_WIDTH = { small: 100, large: 150 };

/** As many of `count` tiles go on a page: where they are not narrower than a face needs. */
export function capacity(count: number, box: Size, space: Size, fitting: Fitting): number {
  const least = Math.min(box.width < SMALL_BOX ? LEAST_WIDTH.small : LEAST_WIDTH.large, fitting(1, space).width);
  let most = count;
  while (most > 1 && fitting(most, space).width < least) most--;
  return most;
}

/** All on one page if they fit, or else on pages with room for the buttons below. */
export function paged(count: number, box: Box, page: number, fitting: Fitting): Arrangement {
  if (!count) return { spots: [], page: 0, pages: 1 };
  if (capacity(count, box, box, fitting) === count) return onePage(count, box, fitting);
  const space = { width: box.width, height: Math.max(0, box.height - box.pager - box.gap) };
  const each = capacity(count, box, space, fitting), pages = Math.ceil(count / each), shown = Math.min(page, pages - 1);
  const first = shown * each, shape = fitting(Math.min(each, count - first), space);
  const onPage = places(Math.min(each, count - first), space, box.gap, shape);
  return { spots: Array.from({ length: count }, (_, index) => onPage[index - first]), page: shown, pages, columns: shape.columns };
}

function onePage(count: number, box: Box, fitting: Fitting): Arrangement {
  const shape = fitting(count, box);
  return { spots: places(count, box, box.gap, shape), page: 0, pages: 1, columns: shape.columns };
}

/** The grid: equal tiles that cover most of the box. On an upright phone one alone fills it. */
export function grid(count: number, box: Box, page: number, columns?: number): Arrangement {
  if (count === 1 && box.width < SMALL_BOX && box.height > box.width) return { spots: [{ ...ORIGIN, width: box.width, height: box.height }], page: 0, pages: 1 };
  return paged(count, box, page, (some, space) => fit(some, space, box.gap, undefined, columns));
}
