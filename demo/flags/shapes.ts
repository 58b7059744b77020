/** The International Code of Signals: what each flag looks like, on a field of 30 by 30. Hoist at the left. */
export type Colour = 'blue' | 'red' | 'yellow' | 'black' | 'white';
export interface Shape { readonly colour: Colour; readonly path: string }
export type Cut = 'square' | 'swallowtail' | 'pennant';
export interface Flag { readonly cut: Cut; readonly shapes: readonly Shape[] }

const SIDE = 30;
const SALTIRE = 'M0 0H6L15 9 24 0H30V6L21 15 30 24V30H24L15 21 6 30H0V24L9 15 0 6z';
const CROSS = 'M11 0h8v11h11v8H19v11H11V19H0v-8h11z';

const box = (colour: Colour, x: number, y: number, width: number, height: number): Shape =>
  ({ colour, path: `M${x} ${y}h${width}v${height}H${x}z` });
const whole = (colour: Colour): Shape => box(colour, 0, 0, SIDE, SIDE);
const centred = (colour: Colour, side: number): Shape => box(colour, (SIDE - side) / 2, (SIDE - side) / 2, side, side);
const drawn = (colour: Colour, path: string): Shape => ({ colour, path });
const disc = (colour: Colour, x: number, radius: number): Shape =>
  drawn(colour, `M${x - radius} 15a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`);

/** Side by side, beginning at the hoist. */
const upright = (...colours: Colour[]): Shape[] =>
  colours.map((colour, index) => box(colour, (index * SIDE) / colours.length, 0, SIDE / colours.length, SIDE));
/** One below the other. */
const level = (...colours: Colour[]): Shape[] =>
  colours.map((colour, index) => box(colour, 0, (index * SIDE) / colours.length, SIDE, SIDE / colours.length));
/** Upper hoist, upper fly, lower hoist, lower fly. */
const quarters = (...colours: [Colour, Colour, Colour, Colour]): Shape[] =>
  colours.map((colour, index) => box(colour, (index % 2) * 15, index < 2 ? 0 : 15, 15, 15));

function checks(first: Colour, second: Colour): Shape[] {
  const squares = Array.from({ length: 16 }, (_, index) => ({ x: index % 4, y: Math.floor(index / 4) }));
  const own = squares.filter(({ x, y }) => (x + y) % 2 === 0).map(({ x, y }) => box(first, x * 7.5, y * 7.5, 7.5, 7.5));
  return [whole(second), ...own];
}

/** Ten stripes that rise to the fly; what reaches beyond the field is not seen. */
function slanting(first: Colour, second: Colour): Shape[] {
  const starts = [0, 12, 24, 36, 48];
  return [whole(second), ...starts.map((x) => drawn(first, `M${x} 0h6l-60 60h-6z`))];
}

const square = (...shapes: Shape[]): Flag => ({ cut: 'square', shapes });
const swallowtail = (...shapes: Shape[]): Flag => ({ cut: 'swallowtail', shapes });
const pennant = (...shapes: Shape[]): Flag => ({ cut: 'pennant', shapes });

export const FLAGS: Readonly<Record<string, Flag>> = {
  a: swallowtail(...upright('white', 'blue')),
  b: swallowtail(whole('red')),
  c: square(...level('blue', 'white', 'red', 'white', 'blue')),
  d: square(...level('yellow', 'blue', 'blue', 'yellow')),
  e: square(...level('blue', 'red')),
  f: square(whole('white'), drawn('red', 'M15 2 28 15 15 28 2 15z')),
  g: square(...upright('yellow', 'blue', 'yellow', 'blue', 'yellow', 'blue')),
  h: square(...upright('white', 'red')),
  i: square(whole('yellow'), disc('black', 15, 7.5)),
  j: square(...level('blue', 'white', 'blue')),
  k: square(...upright('yellow', 'blue')),
  l: square(...quarters('yellow', 'black', 'black', 'yellow')),
  m: square(whole('blue'), drawn('white', SALTIRE)),
  n: square(...checks('blue', 'white')),
  o: square(whole('red'), drawn('yellow', 'M0 0 30 30H0z')),
  p: square(whole('blue'), centred('white', 12)),
  q: square(whole('yellow')),
  r: square(whole('red'), drawn('yellow', CROSS)),
  s: square(whole('white'), centred('blue', 12)),
  t: square(...upright('red', 'white', 'blue')),
  u: square(...quarters('red', 'white', 'white', 'red')),
  v: square(whole('white'), drawn('red', SALTIRE)),
  w: square(whole('blue'), centred('white', 19), centred('red', 9)),
  x: square(whole('white'), drawn('blue', CROSS)),
  y: square(...slanting('red', 'yellow')),
  z: square(whole('black'), drawn('yellow', 'M0 0H30L15 15z'), drawn('blue', 'M30 0V30L15 15z'), drawn('red', 'M30 30H0L15 15z')),
  0: pennant(...upright('yellow', 'red', 'yellow')),
  1: pennant(whole('white'), disc('red', 9, 4)),
  2: pennant(whole('blue'), disc('white', 9, 4)),
  3: pennant(...upright('red', 'white', 'blue')),
  4: pennant(whole('red'), drawn('white', CROSS)),
  5: pennant(...upright('yellow', 'blue')),
  6: pennant(...level('black', 'white')),
  7: pennant(...level('yellow', 'red')),
  8: pennant(whole('white'), drawn('red', CROSS)),
  9: pennant(...quarters('white', 'black', 'red', 'yellow')),
};

/** The outline of each cut, as style/flags.css clips it. */
export const OUTLINES: Readonly<Record<Cut, string>> = {
  square: 'M0 0H30V30H0z', swallowtail: 'M0 0H30L21 15 30 30H0z', pennant: 'M0 3.6 30 10.5V19.5L0 26.4z',
};
