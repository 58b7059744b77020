import { css } from 'lit';

/** The container of `GridController`; the gap is read from it. */
export const gridStyles = css`
  .grid { position: relative; gap: var(--peerix-gap, 8px); overflow: clip; overflow-clip-margin: 4px; }
  .grid > * { position: absolute; inset: 0 auto auto 0; transition: transform var(--_move) var(--_ease); }
  @container (max-width: 599px) { .grid { gap: var(--peerix-gap, 6px); } }
`;
