import { css } from 'lit';

export const remoteStreamsStyles = css`
  :host { display: flex; flex-direction: column; container-type: inline-size; min-inline-size: min(100%, 12rem); }
  :host([hidden]) { display: none; }
  .status > .notice { margin-block-end: var(--peerix-gap, 8px); }

  /* As high as its width suggests, unless the page gives a height: then that. */
  .stage { display: grid; flex: 1 1 min(56.25cqi, 80svh); min-block-size: 0; }
  @container (max-width: 599px) { .stage { flex-basis: min(133cqi, 70svh); } }
  .stage > * { grid-area: 1 / 1; min-inline-size: 0; min-block-size: 0; }

  .own { display: grid; }
  .own > ::slotted(*) { min-inline-size: 0; min-block-size: 0; inline-size: 100%; block-size: 100%; box-sizing: border-box; margin: 0; }
  .self { z-index: 1; }
  .grid.vacant { pointer-events: none; }
  .vacant > .self { pointer-events: auto; }
  .more > .button { inline-size: 100%; block-size: 100%; padding: 0; border-radius: var(--_radius-l); font-size: 1.25em; font-variant-numeric: tabular-nums; }
  .more > .button:focus-visible { outline-offset: -4px; }

  .pager { place-self: end center; display: flex; align-items: center; gap: 4px; block-size: var(--_target); }
  .pager > .button { display: grid; place-items: center; inline-size: var(--_target); padding: 0; }
  .pager > .place { min-inline-size: 56px; text-align: center; font-variant-numeric: tabular-nums; }
  .pager:dir(rtl) .icon { scale: -1 1; }

  .empty { display: grid; place-content: center; justify-items: center; padding: 16px; text-align: center; overflow: auto; }
  .empty:not(.shown) { pointer-events: none; }
  .title { margin: 0; font-size: 1.5em; line-height: 1.15; letter-spacing: -.03em; font-weight: 640; text-wrap: balance; }
  .advice { margin: 6px 0 0; max-inline-size: 34ch; line-height: 1.5; opacity: .8; text-wrap: pretty; }
`;
