import { css } from 'lit';

export const filesStyles = css`
  :host {
    display: flex; flex-direction: column; container-type: inline-size; max-block-size: min(36rem, 90svh); min-block-size: 0;
    border: 1px solid var(--_line); border-radius: var(--_radius-l); overflow: clip;
    background: var(--_surface); color: var(--_ink); line-height: 1.45;
  }
  :host([hidden]) { display: none; }
  p, ol, ul { margin: 0; padding: 0; list-style: none; }
  .stage { flex: 1; display: flex; flex-direction: column; min-block-size: 0; }
  .stage:focus { outline: none; }

  .drop {
    display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; flex: none; margin: 12px; padding: 12px;
    border: 1.5px dashed var(--_edge); border-radius: var(--_radius);
  }
  .drop > .icon { color: var(--_ink-soft); }
  .drop > div { flex: 1 1 9em; min-inline-size: 0; line-height: 1.35; }
  .title { font-weight: 600; }
  .soft, .detail { color: var(--_ink-soft); font-size: max(12px, .8125em); font-variant-numeric: tabular-nums; }
  :host(:state(dragging)) .drop { border: 1.5px solid var(--_accent); background: var(--_fill); }
  :host(:state(dragging)) .drop > .button { background: var(--_fill-hover); }
  @media (hover: none) { :host(:not(:state(dragging))) .drop .title { display: none; } }
  .blockage { color: var(--_ink-soft); font-size: .9375em; text-wrap: pretty; }
  .blockage strong { color: var(--_ink); font-weight: 600; }
  .blockage:empty { display: none; }
  .stage > .notice { flex: none; margin: 0 12px 12px; }

  .scroll { position: relative; flex: 1 1 auto; min-block-size: 0; padding: 0 12px 12px; overflow: hidden auto; overscroll-behavior: contain; }
  .empty { padding: 0 4px; color: var(--_ink-soft); text-wrap: pretty; }
  .empty .title { color: var(--_ink); }
  [hidden] { display: none; }

  .file {
    display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; gap: 0 10px;
    padding: 6px; padding-inline-start: 12px; border: 1px solid var(--_line); border-radius: var(--_radius);
  }
  .file + .file { margin-block-start: 8px; }
  .file > :not(.thumbnail, .about, .corner) { grid-column: 1 / -1; margin-inline-end: 6px; }
  .thumbnail { display: grid; place-items: center; inline-size: 40px; block-size: 40px; margin-inline-start: -4px; border-radius: var(--_radius-s); background: var(--_fill); overflow: clip; }
  .thumbnail > img { inline-size: 100%; block-size: 100%; object-fit: cover; }
  .about { min-inline-size: 0; padding-block: 4px; line-height: 1.35; }
  .name { font-weight: 550; }
  .name > bdi { display: flex; inline-size: fit-content; max-inline-size: 100%; min-inline-size: 0; }
  .name span { flex: none; white-space: pre; }
  .name .start { flex: 0 1 auto; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; }
  .detail { overflow-wrap: anywhere; }
  .corner { display: flex; gap: 4px; align-self: start; }
  .button.square { display: grid; place-items: center; inline-size: var(--_target); padding: 0; color: inherit; }
  .button.plain:not(:hover) { background: none; }
  .button:disabled { opacity: .5; cursor: not-allowed; }

  progress {
    appearance: none; display: block; inline-size: auto; block-size: 4px; margin-block: 6px 4px; border: 0; border-radius: 2px;
    overflow: hidden; background: var(--_fill-hover); color: var(--_accent);
  }
  progress::-webkit-progress-bar { background: var(--_fill-hover); }
  progress::-webkit-progress-value { background: var(--_accent); }
  progress::-moz-progress-bar { background: var(--_accent); }
  .pace { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; min-block-size: 1.45em; }
  .note { padding-block: 2px 4px; font-size: max(12px, .8125em); color: var(--_danger-ink); text-wrap: pretty; overflow-wrap: anywhere; }
  .people { padding-block: 2px 4px; }
  .people > li { display: flex; justify-content: space-between; gap: 12px; }
  .people bdi { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .people span { flex: none; }
  .failed .people span { color: var(--_danger-ink); }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; padding-block: 4px 6px; }
  .buttons > .button { max-inline-size: 100%; overflow: hidden; text-overflow: ellipsis; }

  @container (max-width: 399px) { .buttons > .button { padding-inline: 12px; } }
  @media (forced-colors: active) {
    .button.square { border-color: ButtonBorder; }
    progress { border: 1px solid CanvasText; block-size: 8px; }
    progress::-webkit-progress-value { background: Highlight; }
    progress::-moz-progress-bar { background: Highlight; }
  }
`;
