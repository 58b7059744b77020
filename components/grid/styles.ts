import { css } from 'lit';

/** The space of tiles that are `placed` in it; the gap is read from it. */
export const gridStyles = css`
  .grid { position: relative; gap: var(--peerix-gap, 8px); overflow: clip; overflow-clip-margin: 4px; }
  .grid > * {
    position: absolute; inset-block-start: 0; inset-inline-start: 0; margin: 0;
    transform: translate(var(--_x), var(--_y)); transition: transform var(--_move) var(--_ease);
  }
  .grid:dir(rtl) > * { transform: translate(calc(-1 * var(--_x)), var(--_y)); }
  .grid > [hidden] { display: none; }
  @container (max-width: 599px) { .grid { gap: var(--peerix-gap, 6px); } }
`;
