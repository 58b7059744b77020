export function median(values) { return quantile(values, 0.5); }

/** Linear between the two nearest; undefined of nothing. */
export function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q, lower = Math.floor(position);
  const [low, high] = [sorted[lower], sorted[Math.ceil(position)]];
  return low === undefined ? undefined : low + (high - low) * (position - lower);
}
