import { fitColumns, type Aspect } from './fit.js';
import { paged, type Arrangement, type Box } from './paging.js';

const ASPECT: Aspect = { least: 3 / 4, most: 16 / 9 };

/** One row, or one column where the box is upright. */
export function strip(count: number, box: Box, page: number): Arrangement {
  const isRow = box.width >= box.height;
  return paged(count, box, page, (some, space) => fitColumns(isRow ? some : 1, some, space, box.gap, ASPECT));
}
