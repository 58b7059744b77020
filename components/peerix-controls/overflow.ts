/** What stays in the bar when there is no room for everything. */
export interface Fit {
  /** Takes no place: nothing is shown in it. */
  readonly empty: readonly HTMLElement[];
  /** Does not fit. */
  readonly extra: readonly HTMLElement[];
}

/** Who does not fit: from the end, except those that must stay. */
export function overflow(items: readonly HTMLElement[], available: number, more: number, gap: number, stays: (item: HTMLElement) => boolean): Fit {
  const widths = new Map(items.map((item) => [item, item.getBoundingClientRect().width]));
  const empty = items.filter((item) => !widths.get(item));
  const shown = items.filter((item) => widths.get(item));
  const extra: HTMLElement[] = [];
  const needed = (): number => {
    const kept = shown.filter((item) => !extra.includes(item)).map((item) => widths.get(item)!);
    const all = extra.length ? [...kept, more] : kept;
    return all.reduce((sum, width) => sum + width + gap, -gap);
  };
  const dispensable = shown.filter((item) => !stays(item));
  // A half pixel is the browser's rounding.
  while (needed() > available + .5 && dispensable.length) extra.unshift(dispensable.pop()!);
  return { empty, extra };
}
