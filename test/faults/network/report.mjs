const COLUMNS = ['fault', 'detection p50 / max', 'messages again p50 / max', 'picture again p50 / max', 'sent', 'lost', 'twice'];

/** A Markdown table, readable as it is: one row a scenario. */
export function table(results) {
  const rows = [COLUMNS, ...results.map(({ name, call }) => [
    name, times(call.detection), times(call.recovery), times(call.picture), ...[call.sent, call.lost, call.twice].map((n) => (call.sent ? String(n) : '–')),
  ])];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const [head, ...body] = rows.map(line);
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body].join('\n');
}

function times(list) {
  if (list.length === 0) return '–';
  const sorted = [...list].sort((a, b) => a - b);
  return [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)].map(seconds).join(' / ');
}

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
