import { css } from 'lit';

/** What several elements show alike: icons, buttons, notices, words for screen readers only. */
export const base = css`
  *, ::before, ::after { box-sizing: border-box; }
  :focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }

  .icon {
    inline-size: 20px; block-size: 20px; flex: none;
    fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round;
  }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .button {
    flex: none; min-block-size: var(--_target); padding: 0 16px;
    border: 1px solid transparent; border-radius: var(--_radius);
    background: var(--_fill); color: var(--_ink);
    font: inherit; font-weight: 550; letter-spacing: inherit; white-space: nowrap; cursor: pointer;
    transition: background var(--_fast), scale var(--_fast);
  }
  .button:hover { background: var(--_fill-hover); }
  .button:active { scale: .98; }
  .button.primary { background: var(--_accent); color: var(--_on-accent); }
  .button.primary:hover { background: color-mix(in oklab, var(--_accent) 88%, var(--_on-accent)); }

  .notice {
    display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px;
    min-block-size: 52px; padding-block: 8px; padding-inline: 14px 8px;
    border: 1px solid var(--_line); border-radius: var(--_radius);
    background: var(--_surface); color: var(--_ink);
    font-size: .9375em; line-height: 1.4;
  }
  .notice > .icon { color: var(--_warn); }
  .notice > p { flex: 1 1 11em; margin: 0; padding-block: 4px; text-wrap: pretty; }
  .notice > .button { margin-inline-start: auto; }
  .notice strong { font-weight: 600; }

  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after { animation: none !important; transition: none !important; }
  }
  @media (forced-colors: active) {
    .button, .notice { border-color: ButtonBorder; }
    .button.primary { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
  }
`;
