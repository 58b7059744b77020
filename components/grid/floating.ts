import type { Spot } from './fit.js';
import { SMALL_BOX, type Box } from './paging.js';

/**
 * Your own picture, small in the corner: while you are alone, and on an upright phone beside one other, who gets all the
 * space. Else it stands among the others.
 */
export function floating(others: number, box: Box): Spot | undefined {
  const isSmall = box.width < SMALL_BOX, isPhone = isSmall && box.height > box.width;
  if (!others) return corner(isSmall ? { width: 112, height: 84 } : { width: 224, height: 168 }, box, 0);
  return others === 1 && isPhone ? corner({ width: 104, height: 136 }, box, 8) : undefined;
}

const corner = ({ width, height }: { readonly width: number; readonly height: number }, box: Box, inset: number): Spot =>
  ({ width, height, x: box.width - width - inset, y: box.height - height - inset });
