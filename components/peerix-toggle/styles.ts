import { css } from 'lit';

/** A button of the call: toggles, leaving, more. */
export const toolStyles = css`
  .tool {
    display: grid; place-items: center; inline-size: var(--_tool, 48px); block-size: 48px; min-block-size: var(--_target);
    padding: 0; border: 1px solid transparent; border-radius: var(--_radius-l);
    background: var(--_fill); color: var(--_ink); font: inherit; letter-spacing: inherit; cursor: pointer;
    transition: background var(--_fast), color var(--_fast), scale var(--_fast); touch-action: manipulation;
  }
  .tool:hover { background: var(--_fill-hover); }
  .tool:active { scale: .96; }
  .tool .icon { inline-size: 22px; block-size: 22px; }
  .tool[aria-disabled=true] { color: var(--_ink-soft); cursor: default; }
  .tool[aria-disabled=true]:active { scale: none; }
  @media (forced-colors: active) {
    .tool { border-color: ButtonBorder; }
    .tool[aria-disabled=true] { color: GrayText; border-color: GrayText; }
  }
`;

export const toggleStyles = css`
  :host { display: inline-flex; vertical-align: middle; }
  :host([hidden]), :host(:state(unsupported)) { display: none; }
  .group { position: relative; display: flex; gap: 2px; }

  /* On is quiet, off is inverted; a shared screen is what stands out. */
  .tool.inverted { background: var(--_ink); color: var(--_surface); }
  .tool.inverted:hover { background: color-mix(in oklab, var(--_ink) 84%, var(--_surface)); }
  .tool.shared { background: var(--_accent); color: var(--_on-accent); }
  .tool.shared:hover { background: color-mix(in oklab, var(--_accent) 86%, var(--_on-accent)); }
  .tool.starting > .icon { opacity: .55; }

  .mark {
    position: absolute; inset-block-start: -5px; inset-inline-start: calc(var(--_tool, 48px) - 15px); display: grid; place-items: center;
    inline-size: 20px; block-size: 20px; border-radius: 10px; background: var(--_surface); color: var(--_warn); pointer-events: none;
    box-shadow: 0 0 0 1px var(--_line);
  }
  .mark .icon { inline-size: 13px; block-size: 13px; stroke-width: 2.25; }

  .split { position: relative; display: var(--_wide, grid); inline-size: 30px; }
  .split > .tool { inline-size: 30px; border-start-start-radius: 4px; border-end-start-radius: 4px; }
  .split .icon { inline-size: 16px; block-size: 16px; }
  .split select {
    position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; padding: 0; border: 0; opacity: 0;
    appearance: none; font: inherit; cursor: pointer;
  }
  .split option { background: var(--_surface); color: var(--_ink); }
  .split:hover > .tool { background: var(--_fill-hover); }
  .split:focus-within:has(:focus-visible) > .tool { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .split[hidden] { display: none; }
  @media (pointer: coarse) { .split { display: none; } }
  @media not (pointer: coarse) {
    .group:has(> .split:not([hidden])) > .main { border-start-end-radius: var(--_wide-radius, 4px); border-end-end-radius: var(--_wide-radius, 4px); }
  }

  @media (forced-colors: active) {
    .tool.inverted, .tool.shared { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
    .mark { border: 1px solid CanvasText; }
  }
`;
