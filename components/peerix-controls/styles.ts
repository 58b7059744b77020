import { css } from 'lit';

/** Where there is little room, buttons are fewer: devices are chosen elsewhere, and leaving is a sign. */
const compact = css`
  --_wide: none; --_wide-radius: var(--_radius-l); --_narrow: block; --_tool: 56px; --_tool-padding: 0;
`;

export const controlsStyles = css`
  :host { display: block; contain: inline-size; min-inline-size: 0; }
  :host([hidden]) { display: none; }
  .bar { display: flex; justify-content: center; column-gap: 8px; }
  .bar.open { flex-wrap: wrap-reverse; }
  .item { display: flex; position: relative; flex: none; }
  /* What shows nothing takes no gap, and is noticed when it shows something. */
  .item.empty { position: absolute; }
  .item.more { order: 1; }
  .item.last { order: 2; }
  .break { order: 3; flex: 0 0 100%; }
  .item.extra { order: 4; margin-block-end: 8px; }
  .bar:not(.open) > .item.extra { display: none; }
  .bar:not(.crowded) > .more, .bar:not(.crowded.open) > .break { display: none; }
  .bar.measured > .item { display: flex; }
  .more > .tool[aria-expanded=true] { background: var(--_fill-hover); }

  .bar.compact { ${compact} }
  @media (max-width: 599px) { .bar { ${compact} } }
  @media (max-width: 339px) { .bar { --_tool: 52px; } }
`;
