import { css } from 'lit';

export const chatStyles = css`
  :host {
    display: flex; flex-direction: column; container-type: inline-size; block-size: min(32rem, 80svh); min-block-size: 0;
    border: 1px solid var(--_line); border-radius: var(--_radius-l); overflow: clip;
    background: var(--_surface); color: var(--_ink); line-height: 1.45;
  }
  :host([hidden]) { display: none; }
  p, h2, ol { margin: 0; padding: 0; }

  .heading { padding: 14px 16px; border-block-end: 1px solid var(--_line); font-size: 1em; font-weight: 600; letter-spacing: -.01em; line-height: 1.4; overflow-wrap: anywhere; }

  .stage { position: relative; flex: 1; display: flex; min-block-size: 0; }
  .scroll { position: relative; flex: 1; min-inline-size: 0; padding: 14px 16px; overflow: hidden auto; overscroll-behavior: contain; }
  .scroll:focus-visible { outline-offset: -2px; }
  .scroll > [hidden] { display: none; }
  .empty { color: var(--_ink-soft); text-wrap: pretty; }
  .title { color: var(--_ink); font-weight: 600; }
  .jump { position: absolute; inset-block-end: 8px; inset-inline: 0; margin-inline: auto; inline-size: fit-content; max-inline-size: calc(100% - 16px); overflow: hidden; text-overflow: ellipsis; }

  ol { list-style: none; }
  .message { display: grid; grid-template-columns: 32px minmax(0, 1fr); column-gap: 10px; padding-block-start: 4px; }
  .message > * { grid-column: 2; }
  .message.first { padding-block-start: 14px; }
  .scroll li:first-child { padding-block-start: 0; }
  .message > .avatar { grid-area: 1 / 1 / span 2; inline-size: 32px; block-size: 32px; border-radius: var(--_radius-s); overflow: clip; }
  .avatar > .flag { block-size: 100%; font-size: 12px; }
  .author { display: flex; align-items: baseline; gap: 8px; line-height: 1.2; }
  b { min-inline-size: 0; font-size: .875em; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  time, .note { color: var(--_ink-soft); font-size: max(12px, .8125em); font-variant-numeric: tabular-nums; }
  time { flex: none; }
  .text { overflow-wrap: anywhere; white-space: pre-wrap; overflow-x: clip; }
  .own > .text { padding-inline-start: 8px; border-inline-start: 2px solid var(--_accent); }
  a { color: inherit; text-underline-offset: 3px; text-decoration-thickness: 1px; unicode-bidi: isolate; }

  .note { display: flex; flex-wrap: wrap; align-items: center; column-gap: 8px; }
  .failure { color: var(--_danger-ink); }
  .retry {
    min-block-size: var(--_target); padding: 0 8px; border: 0; background: none; color: var(--_ink);
    font: inherit; font-weight: 550; text-decoration: underline; text-underline-offset: 3px; text-decoration-thickness: 1px; cursor: pointer;
  }

  .divider { display: flex; align-items: center; gap: 10px; padding-block: 14px 0; color: var(--_ink-soft); font-size: max(12px, .8125em); text-align: center; }
  .divider::before, .divider::after { content: ''; flex: 1 0 8px; block-size: 1px; background: var(--_line); }
  .divider > span { min-inline-size: 0; overflow-wrap: anywhere; }

  .blockage { padding: 10px 16px; border-block-start: 1px solid var(--_line); color: var(--_ink-soft); font-size: .9375em; text-wrap: pretty; }
  .blockage:empty { display: none; }

  .composer { display: flex; flex-wrap: wrap; align-items: end; gap: 0 8px; padding: 8px; border-block-start: 1px solid var(--_line); }
  .field {
    flex: 1; min-inline-size: 0; min-block-size: var(--_target); max-block-size: min(9em, 25svh); padding: 9px 12px; resize: none; field-sizing: content;
    border: 1px solid var(--_edge); border-radius: var(--_radius); background: var(--_surface); color: var(--_ink);
    font: inherit; line-height: 1.5; letter-spacing: inherit; overflow-wrap: anywhere;
  }
  .field::placeholder { color: var(--_ink-soft); opacity: 1; }
  .field[aria-invalid] { border-color: var(--_danger-ink); }
  .button.square { display: grid; place-items: center; inline-size: var(--_target); padding: 0; }
  .square > .icon { inline-size: 22px; block-size: 22px; }
  .square:dir(rtl) > .icon { scale: -1 1; }
  :disabled { opacity: .5; cursor: not-allowed; }
  .length { flex: 1 0 100%; padding: 6px 4px 0; font-size: max(12px, .8125em); color: var(--_ink-soft); }
  .length.failure { color: var(--_danger-ink); }
  .length:empty { display: none; }

  @media (forced-colors: active) {
    .divider::before, .divider::after { background: CanvasText; }
    .avatar { border: 1px solid CanvasText; }
    .field { border-color: ButtonBorder; }
  }
`;
