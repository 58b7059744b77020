export function median(values) { return quantile(values, 0.5); }

export function p90(values) { return quantile(values, 0.9); }

/** Linear between the two nearest; undefined of nothing. */
function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q, lower = Math.floor(position);
  const [low, high] = [sorted[lower], sorted[Math.ceil(position)]];
  return low === undefined ? undefined : low + (high - low) * (position - lower);
}
