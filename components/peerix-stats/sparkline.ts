import { html, svg, type TemplateResult } from 'lit';

const WIDTH = 64, HEIGHT = 20, POINTS = 30;
/** Below this a chart shows a flat line and not the noise of a quiet link: 64 kbit/s. */
const LEAST = 64_000;

/** A small chart of the last minute, newest at the end. It says nothing that the number beside it does not. */
export function sparkline(values: readonly (number | undefined)[]): TemplateResult {
  return html`<svg part="chart" class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<path d=${lineOf(values)}/>`}</svg>`;
}

/** A gap where nothing was measured. */
function lineOf(values: readonly (number | undefined)[]): string {
  const most = Math.max(LEAST, ...values.map((value) => value ?? 0));
  const start = POINTS - values.length;
  return values.map((value, i) => {
    if (value === undefined) return '';
    const x = (start + i) * WIDTH / (POINTS - 1), y = HEIGHT - 1 - value / most * (HEIGHT - 2);
    return `${values[i - 1] === undefined ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join('');
}
