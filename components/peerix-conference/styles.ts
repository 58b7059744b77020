import { css } from 'lit';

export const conferenceStyles = css`
  :host { display: block; container: conference / inline-size; block-size: 100dvh; min-block-size: 0; min-inline-size: 0; line-height: 1.5; }
  :host([hidden]), [hidden] { display: none !important; }
  h2, p { margin: 0; }
  h2 { font-size: clamp(26px, 4.4cqi, 38px); line-height: 1.1; letter-spacing: -.03em; font-weight: 640; text-wrap: balance; }

  .call {
    display: grid; block-size: 100%; column-gap: 16px;
    grid-template: "main main main" minmax(0, 1fr) "title controls end" auto / minmax(0, 1fr) minmax(0, auto) minmax(0, 1fr);
  }
  .call:focus { outline: none; }
  .main { grid-area: main; display: flex; min-block-size: 0; min-inline-size: 0; }
  .title, .controls, .end { padding-block-end: max(14px, env(safe-area-inset-bottom)); align-self: center; }
  .title { grid-area: title; display: flex; align-items: center; gap: 10px; min-inline-size: 0; padding-inline-start: 16px; }
  .name { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
  .count { flex: none; font-size: max(12px, .8125em); opacity: .78; font-variant-numeric: tabular-nums; }
  .controls { grid-area: controls; min-inline-size: 0; }
  .end { grid-area: end; display: flex; justify-content: end; gap: 4px; padding-inline-end: 12px; }

  .tool { position: relative; flex: none; }
  .tool.plain { background: none; color: inherit; }
  .tool.plain:hover, .tool.plain[aria-expanded=true] { background: var(--_fill); color: var(--_ink); }
  .narrow { display: none; }
  .badge, .dot { position: absolute; inset-block-start: 3px; inset-inline-end: 3px; border-radius: 9px; background: var(--_accent); color: var(--_on-accent); }
  .badge { min-inline-size: 18px; padding: 0 4px; font-size: 12px; line-height: 18px; font-weight: 600; text-align: center; font-variant-numeric: tabular-nums; }
  .dot { inline-size: 9px; block-size: 9px; inset-block-start: 8px; inset-inline-end: 8px; }

  .stage { flex: 1 1 0; display: flex; flex-direction: column; min-inline-size: 0; min-block-size: 0; margin: 4px 12px 12px; }
  .notices { display: grid; grid-template-columns: minmax(0, 1fr); }
  .notices > .trouble { display: grid; justify-items: center; }
  .notices .notice, ::slotted([slot=start-audio]), peerix-start-audio { inline-size: min(100%, 620px); margin: 0 auto 8px; }
  peerix-status { margin-block-end: 4px; }
  /* One line, so that nothing moves when many come. */
  peerix-status::part(news) { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  peerix-remote-streams, ::slotted([slot=streams]) { flex: 1; min-block-size: 0; }
  .self { display: grid; min-inline-size: 0; min-block-size: 0; }
  .self > *, peerix-local-media, ::slotted([slot=self]) { inline-size: 100% !important; block-size: 100%; min-inline-size: 0; min-block-size: 0; margin: 0; }
  /* It is said above, where there is room. */
  peerix-local-media::part(status) { display: none; }
  peerix-local-media::part(tile) { flex: 1; inline-size: 100%; aspect-ratio: auto; }

  .alone { display: grid; gap: 8px; inline-size: min(100cqi - 48px, 36rem); text-align: start; padding-block-end: 24px; }
  .alone > p { opacity: .78; margin-block-end: 8px; }

  .panel {
    flex: none; inline-size: 360px; margin: 12px; margin-inline-start: 0; display: flex; flex-direction: column; min-block-size: 0;
    border: 1px solid var(--_line); border-radius: var(--_radius-l); background: var(--_surface); color: var(--_ink); overflow: clip;
  }
  .head { display: flex; gap: 2px; padding: 4px; border-block-end: 1px solid var(--_line); }
  .tabs { flex: 1; display: flex; min-inline-size: 0; overflow-x: auto; scrollbar-width: none; }
  .tab {
    position: relative; flex: none; min-block-size: var(--_target); min-inline-size: var(--_target); padding: 0 6px; border: 1px solid transparent; border-radius: var(--_radius);
    background: none; color: var(--_ink-soft); font: inherit; font-size: 13px; font-weight: 550; letter-spacing: inherit; cursor: pointer;
  }
  .tab[aria-selected=true] { background: var(--_fill); color: var(--_ink); }
  .tab:hover { color: var(--_ink); }
  .tab:focus-visible { outline-offset: -2px; }
  .tab > .dot { inset-block-start: 5px; inset-inline-end: 2px; inline-size: 7px; block-size: 7px; }
  .head > peerix-toggle { --_wide: none; --_wide-radius: var(--_radius-l); --_tool: var(--_target); }
  .head > .button { display: grid; place-items: center; inline-size: var(--_target); padding: 0; }
  .head > .button:not(:hover) { background: none; }
  .pane { flex: 1; min-block-size: 0; overflow: hidden auto; overscroll-behavior: contain; }
  .pane :is(peerix-chat, peerix-files), ::slotted(:is([slot=chat], [slot=files])) { block-size: 100%; max-block-size: none; border: 0; border-radius: 0; }
  #pane-people, #pane-invite, #pane-stats { padding: 12px 16px; }
  #pane-stats peerix-stats { margin: -12px -16px; border-width: 0 0 1px; border-radius: 0; }

  .before { block-size: 100%; overflow: auto; display: grid; grid-template-columns: minmax(0, 1fr); align-items: safe center; padding: 24px clamp(12px, 4cqi, 40px); }
  peerix-prejoin, ::slotted([slot=prejoin]) { inline-size: 100%; }
  .out { block-size: 100%; display: grid; place-content: safe center; justify-items: center; gap: 12px; padding: 24px; text-align: center; overflow: auto; }
  .out p { opacity: .78; text-wrap: pretty; }
  .out > .button { margin-block-start: 8px; min-block-size: 48px; padding-inline: 24px; }
  .out strong { font-weight: 600; }

  @container conference (max-width: 859px) {
    .call { grid-template: "title title" auto "main main" minmax(0, 1fr) "controls end" auto / minmax(0, 1fr) auto; }
    .title { min-block-size: 44px; padding: 6px 14px 0; }
    .count { margin-inline-start: auto; }
    .controls { padding-inline-start: 12px; }
    peerix-controls::part(bar) { justify-content: start; }
    .panel { inline-size: 320px; }
  }
  @container conference (max-width: 599px) {
    .call { grid-template: "title" auto "main" minmax(0, 1fr) "controls" auto / minmax(0, 1fr); }
    .wide { display: none; }
    .narrow { display: grid; }
    peerix-toggle.narrow { display: inline-flex; }
    .stage { margin: 0 8px 8px; }
    peerix-controls::part(bar) { justify-content: center; }
    .alone { padding-block-end: 100px; }
    .controls { padding: 0 8px max(8px, env(safe-area-inset-bottom)); }
    .opened > .controls { display: none; }
    .opened > .main { flex-direction: column; }
    .panel {
      inline-size: auto; block-size: min(62%, 452px); margin: 0; padding-block-start: 14px; border-width: 1px 0 0; border-radius: 18px 18px 0 0; position: relative;
      box-shadow: 0 -12px 40px -20px rgb(0 0 0 / .5); padding-block-end: env(safe-area-inset-bottom);
    }
    .panel::before { content: ''; position: absolute; inset-block-start: 6px; inset-inline: 0; margin-inline: auto; inline-size: 36px; block-size: 4px; border-radius: 2px; background: var(--_edge); }
    .head { padding-block-start: 0; }
  }
  @media (forced-colors: active) {
    .tab[aria-selected=true] { outline: 2px solid Highlight; outline-offset: -2px; }
    .badge, .dot { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  }
`;
