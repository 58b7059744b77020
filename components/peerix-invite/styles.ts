import { css } from 'lit';

export const inviteStyles = css`
  :host { display: block; container-type: inline-size; color: var(--_ink); line-height: 1.45; }
  :host([hidden]) { display: none; }
  [hidden] { display: none !important; }

  .row { display: flex; flex-wrap: wrap; gap: var(--_gap); }
  .field {
    flex: 1 1 15em; min-inline-size: 0; min-block-size: var(--_target); padding: 0 12px;
    border: 1px solid var(--_edge); border-radius: var(--_radius); background: var(--_surface); color: var(--_ink);
    font: inherit; letter-spacing: inherit; text-overflow: ellipsis;
  }
  .button { display: inline-flex; align-items: center; justify-content: center; gap: 8px; }
  .button[aria-expanded=true] { background: var(--_fill-hover); }
  /* As wide as the longer of its two words. */
  .either { display: grid; justify-items: start; }
  .either > * { grid-area: 1 / 1; }
  .either > .other { visibility: hidden; }
  @container (max-width: 479px) {
    .field { flex-basis: 100%; }
    .button { flex: 1 1 auto; }
  }

  .note { margin: 8px 0 0; font-size: .9375em; text-wrap: pretty; }
  .note:empty { display: none; }

  .code { margin: 12px 0 0; inline-size: fit-content; }
  .code > svg {
    display: block; inline-size: min(184px, 100cqi); aspect-ratio: 1; border: 1px solid var(--_line); border-radius: var(--_radius);
    background: #fff; fill: #000; shape-rendering: crispEdges; forced-color-adjust: none;
  }
  @media (forced-colors: active) { .field { border-color: ButtonBorder; } }
`;
