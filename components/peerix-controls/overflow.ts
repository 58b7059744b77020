/** Widths by item; what shows nothing has none. */
export type Widths = ReadonlyMap<HTMLElement, number>;

export const widthsOf = (items: readonly HTMLElement[]): Widths => new Map(items.map((item) => [item, item.getBoundingClientRect().width]));

/** How wide they are side by side. */
export function widthOfAll(widths: Iterable<number>, gap: number): number {
  const shown = [...widths].filter(Boolean);
  return shown.reduce((sum, width) => sum + width + gap, -gap);
}

/** Who does not fit beside a button for the rest: from the end, except those that must stay. */
export function overflow(widths: Widths, { available, more, gap }: { readonly available: number; readonly more: number; readonly gap: number },
  stays: (item: HTMLElement) => boolean): HTMLElement[] {
  const extra: HTMLElement[] = [];
  const needed = (): number => {
    const kept = [...widths].filter(([item]) => !extra.includes(item)).map(([, width]) => width);
    return widthOfAll(extra.length ? [...kept, more] : kept, gap);
  };
  const dispensable = [...widths].filter(([item, width]) => width && !stays(item)).map(([item]) => item);
  // A half pixel is the browser's rounding.
  while (needed() > available + .5 && dispensable.length) extra.unshift(dispensable.pop()!);
  return extra;
}
