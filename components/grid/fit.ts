export interface Size { readonly width: number; readonly height: number }
/** Bounds of a tile's width : height. */
export interface Aspect { readonly least: number; readonly most: number }
export interface Fit { readonly columns: number; readonly rows: number; readonly width: number; readonly height: number }
export interface Place { readonly x: number; readonly y: number }
/** Where a tile stands, and how large. */
export interface Spot extends Place, Size {}

/** Another number of columns must be this much better before tiles jump. */
const HYSTERESIS = 1.04;
/** What an empty slot costs. */
const VACANCY = .02;

/** Landscape boxes take landscape tiles; upright ones (phones) take upright tiles too. */
export function aspectFor(box: Size): Aspect {
  return box.width >= box.height ? { least: 4 / 3, most: 16 / 9 } : { least: 3 / 4, most: 16 / 9 };
}

/** As large as `count` tiles in so many columns can be. */
export function fitColumns(columns: number, count: number, box: Size, gap: number, aspect: Aspect): Fit {
  const rows = Math.ceil(count / columns);
  let width = (box.width - gap * (columns - 1)) / columns;
  let height = (box.height - gap * (rows - 1)) / rows;
  if (width <= 0 || height <= 0) return { columns, rows, width: 0, height: 0 };
  if (width / height > aspect.most) width = height * aspect.most;
  if (width / height < aspect.least) height = width / aspect.least;
  return { columns, rows, width: Math.floor(width), height: Math.floor(height) };
}

function score(fit: Fit, count: number): number {
  return fit.width * fit.height * (1 - VACANCY * (fit.columns * fit.rows - count));
}

/**
 * The arrangement of `count` equal tiles that covers most of `box`; with ties the one of fewer columns.
 * `current` columns stay until another number is clearly better, so a slow resize does not make tiles flicker.
 */
export function fit(count: number, box: Size, gap: number, aspect: Aspect = aspectFor(box), current?: number): Fit {
  let best = fitColumns(1, count, box, gap, aspect);
  for (let columns = 2; columns <= count; columns++) {
    const candidate = fitColumns(columns, count, box, gap, aspect);
    if (score(candidate, count) > score(best, count)) best = candidate;
  }
  if (current === undefined || current > count) return best;
  const kept = fitColumns(current, count, box, gap, aspect);
  return score(best, count) > score(kept, count) * HYSTERESIS ? best : kept;
}

/** Where each tile stands, from the top left: the block is centred, and so is its last row. */
export function places(count: number, box: Size, gap: number, { columns, rows, width, height }: Fit): Spot[] {
  const top = (box.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (box.width - inRow * width - (inRow - 1) * gap) / 2;
    return {
      x: Math.round(left + (index - row * columns) * (width + gap)), y: Math.round(top + row * (height + gap)), width, height,
    };
  });
}
