import { css } from 'lit';

/** A native select under our own face. */
export const selectStyles = css`
  .select { position: relative; display: block; }
  .select > select {
    appearance: none; inline-size: 100%; min-block-size: var(--_target); padding-inline: 42px 36px;
    border: 1px solid var(--_edge); border-radius: var(--_radius); background: var(--_surface); color: var(--_ink);
    font: inherit; letter-spacing: inherit; text-overflow: ellipsis; cursor: pointer;
  }
  .select > select:disabled { color: var(--_ink-soft); cursor: default; }
  .select > .icon { position: absolute; inset-block: 0; margin-block: auto; inset-inline-start: 13px; pointer-events: none; color: var(--_ink); }
  .select > .icon:last-child { inset-inline: auto 13px; inline-size: 16px; block-size: 16px; }
  .select option { background: var(--_surface); color: var(--_ink); }
`;
