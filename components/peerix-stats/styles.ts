import { css } from 'lit';

export const statsStyles = css`
  :host { display: block; min-inline-size: 0; border: 1px solid var(--_line); border-radius: var(--_radius); overflow: clip; background: var(--_surface); color: var(--_ink); line-height: 1.4; }
  :host([hidden]) { display: none; }
  .scroll { position: relative; overflow-x: auto; overscroll-behavior-x: contain; }
  .scroll:focus-visible { outline-offset: -2px; }

  table { inline-size: 100%; border-collapse: separate; border-spacing: 0; font-size: .875em; font-variant-numeric: tabular-nums; text-align: start; }
  caption { padding: 12px 16px 0; color: var(--_ink-soft); font-size: max(12px, .93em); text-align: start; }
  th, td { padding: 10px 12px; text-align: start; vertical-align: top; white-space: nowrap; }
  th:first-child { position: sticky; inset-inline-start: 0; z-index: 1; padding-inline-start: 16px; background: var(--_surface); }
  :is(th, td):last-child { padding-inline-end: 16px; }
  thead th { padding-block: 8px; color: var(--_ink-soft); font-size: max(12px, .93em); font-weight: 500; }
  tbody :is(th, td) { border-block-start: 1px solid var(--_line); }
  tbody th { max-inline-size: 11rem; font-weight: 550; }
  /* A name that is cut loses its own end, whichever way the page reads. */
  th > bdi { display: inline-block; max-inline-size: 100%; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }
  .number { text-align: end; }
  .state, .path { display: block; }
  .path { color: var(--_ink-soft); font-size: max(12px, .93em); }

  .chart { display: block; inline-size: 64px; block-size: 20px; margin-block-start: 4px; margin-inline-start: auto; border-block-end: 1px solid var(--_line); overflow: visible; }
  .chart > path { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke; }
  .chart:dir(rtl) { scale: -1 1; }

  .empty { margin: 0; padding: 14px 16px; font-size: .9375em; text-wrap: pretty; }
  .empty strong { font-weight: 600; }
`;
