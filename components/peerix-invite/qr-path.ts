interface Squares {
  readonly size: number;
  get(x: number, y: number): boolean;
}

/** The black squares of a code, row by row, each run as one rectangle. */
export function qrPath(code: Squares): string {
  return Array.from({ length: code.size }, (_, y) => rowPath(code, y)).join('');
}

function rowPath(code: Squares, y: number): string {
  let path = '', start: number | undefined;
  for (let x = 0; x <= code.size; x++) {
    if (x < code.size && code.get(x, y)) {
      start ??= x;
    } else if (start !== undefined) {
      path += `M${start} ${y}h${x - start}v1H${start}z`;
      start = undefined;
    }
  }
  return path;
}
