import { fit, places, type Place, type Size, type Spot } from './fit.js';
import { capacity, type Arrangement, type Box, type Fitting } from './paging.js';

/** The large tile, and the space that it leaves to the others. */
interface Division { readonly main: Size; readonly rest: Size; readonly isBeside: boolean }

const clamp = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, Math.round(value)));
const area = ({ width, height }: Size): number => width * height;

/** The shape of what has none of its own: initials. */
export const usualRatio = ({ width, height }: Size): number => clampRatio(width / height);
const clampRatio = (ratio: number): number => Math.min(16 / 9, Math.max(4 / 3, ratio || 0));

/** The first large, in its own shape `ratio` and without bars; the others in a strip beside or below, wherever it gets larger. */
export function spotlight(count: number, box: Box, page: number, ratio: number): Arrangement {
  if (count < 2) return { spots: count ? [centred(inside(box, ratio), box)] : [], page: 0, pages: 1 };
  const { main, rest, isBeside } = divide(box, ratio), others = count - 1;
  const fitting: Fitting = (some, space) => fit(some, space, box.gap, { least: 1, most: isBeside ? 4 / 3 : 16 / 9 });
  // One slot would only lead away from itself.
  const slots = Math.max(Math.min(2, others), capacity(others, box, rest, fitting)), shape = fitting(slots, rest);
  const strip = isBeside
    ? { width: shape.columns * (shape.width + box.gap) - box.gap, height: box.height }
    : { width: box.width, height: shape.rows * (shape.height + box.gap) - box.gap };
  const [mainSpot, origin] = isBeside ? row(main, strip, box) : column(main, strip, box);
  const small = places(slots, strip, box.gap, shape).map((spot) => ({ ...spot, x: spot.x + origin.x, y: spot.y + origin.y }));
  return slots < others ? overflowing(mainSpot, small, others, page) : { spots: [mainSpot, ...small], page: 0, pages: 1 };
}

function divide(box: Box, ratio: number): Division {
  const width = box.width - box.gap - clamp(132, box.width * .17, 240), height = box.height - box.gap - clamp(84, box.height * .19, 150);
  const beside = inside({ width, height: box.height }, ratio), above = inside({ width: box.width, height }, ratio);
  return area(beside) >= area(above)
    ? { main: beside, isBeside: true, rest: { width: box.width - box.gap - beside.width, height: box.height } }
    : { main: above, isBeside: false, rest: { width: box.width, height: box.height - box.gap - above.height } };
}

function inside({ width, height }: Size, ratio: number): Size {
  const fitted = width / height > ratio ? { width: height * ratio, height } : { width, height: width / ratio };
  return { width: Math.max(0, Math.floor(fitted.width)), height: Math.max(0, Math.floor(fitted.height)) };
}

const centred = (size: Size, space: Size): Spot =>
  ({ ...size, x: Math.round((space.width - size.width) / 2), y: Math.round((space.height - size.height) / 2) });

/** Both side by side in the middle of the box, and where the strip begins. */
function row(main: Size, strip: Size, box: Box): [Spot, Place] {
  const { x } = centred({ width: main.width + box.gap + strip.width, height: 0 }, box);
  return [{ ...centred(main, box), x }, { x: x + main.width + box.gap, y: 0 }];
}

function column(main: Size, strip: Size, box: Box): [Spot, Place] {
  const { y } = centred({ width: 0, height: main.height + box.gap + strip.height }, box);
  return [{ ...centred(main, box), y }, { x: 0, y: y + main.height + box.gap }];
}

/** The slot after the last tile leads to those who have none. */
function overflowing(main: Spot, slots: readonly Spot[], others: number, page: number): Arrangement {
  const each = slots.length - 1, pages = Math.ceil(others / each), shown = Math.min(page, pages - 1), first = shown * each;
  const spots = Array.from({ length: others }, (_, index) => (index < first + each ? slots[index - first] : undefined));
  return { spots: [main, ...spots], page: shown, pages, more: slots[Math.min(each, others - first)]! };
}
