import { css } from 'lit';
import { flagStyles } from '../tile/flag-styles.js';

export const tileStyles = css`
  :host {
    display: block; position: relative; container: tile / size; isolation: isolate; overflow: clip; aspect-ratio: 16 / 9;
    border-radius: var(--_radius-l); background: light-dark(#e4e5e9, #26272b); color: var(--_ink); text-align: start;
  }
  :host([hidden]) { display: none; }
  :host(:state(whole)) { background: #111216; }
  :host(:state(speaking)) { box-shadow: 0 0 0 3px var(--_speaking); }
  :host(:fullscreen) { border-radius: 0; }

  .tile, .tile > :is(video, canvas, .flag) { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; }
  .tile { border-radius: inherit; }
  .tile:focus { outline: none; }
  video, canvas { object-fit: cover; }
  video[hidden] { display: block; visibility: hidden; }
  :host(:state(whole)) :is(video, canvas) { object-fit: contain; }
  :host(:state(mirrored)) video { scale: -1 1; }
  :host(:state(reconnecting)) :is(video, canvas, .flag) { filter: saturate(.2) brightness(.7); }

  ${flagStyles}

  /* Tools stand beside the label, and take their room only while they are seen. */
  .foot {
    position: absolute; inset-block-end: 0; inset-inline: 0; padding: var(--_tile-inset); pointer-events: none;
    display: flex; align-items: end; justify-content: space-between; gap: 6px;
  }
  .label { display: flex; min-inline-size: 0; }
  .label > span, .badge {
    display: inline-flex; align-items: center; gap: 6px; min-inline-size: 0; min-block-size: 26px; padding: 0 8px;
    border-radius: var(--_radius-s); background: var(--_scrim); color: var(--_on-scrim);
    font-size: 13px; line-height: 1.3; font-weight: 500;
  }
  .label b { font-weight: inherit; padding-inline-end: 1px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .label .icon, .badge .icon { inline-size: 15px; block-size: 15px; stroke-width: 2; }
  .level, .bars { display: inline-flex; flex: none; gap: 2px; block-size: 12px; }
  .level { align-items: center; }
  .level > u { inline-size: 2.5px; block-size: 35%; border-radius: 2px; background: currentColor; animation: level 900ms ease-in-out infinite alternate; }
  .level > u:nth-child(2) { block-size: 100%; animation-delay: -300ms; }
  .level > u:nth-child(3) { block-size: 60%; animation-delay: -600ms; }
  @keyframes level { to { block-size: 25%; } }

  .badges { position: absolute; inset-block-start: var(--_tile-inset); inset-inline: var(--_tile-inset); display: flex; gap: 6px; pointer-events: none; }
  .quality { margin-inline-start: auto; pointer-events: auto; }
  .bars { align-items: end; color: #ffca66; }
  .bars > u { inline-size: 3px; block-size: 40%; border-radius: 1px; background: currentColor; }
  .bars > u:nth-child(2) { block-size: 70%; }
  .bars > u:nth-child(3) { block-size: 100%; }
  .bars > u:nth-child(n + 2), [data-level=lost] u { opacity: .35; }
  .words { white-space: nowrap; }

  .middle { position: absolute; inset: 0; margin: auto; block-size: 32px; inline-size: max-content; padding: 0 12px; border-radius: 8px; }
  .middle:not(.sound) > .icon { animation: turn 1.2s linear infinite; }
  /* Initials are all that there is to see: the words stand beside them. */
  :host(:state(camera-off)) .middle:not(.sound) { inset: var(--_tile-inset) auto auto; inset-inline-end: var(--_tile-inset); margin: 0; }
  .sound { block-size: var(--_target); border: 0; font: inherit; cursor: pointer; }
  @keyframes turn { to { rotate: 1turn; } }

  .tools { display: flex; flex: none; margin: calc(4px - var(--_tile-inset)); inline-size: 0; overflow: clip; opacity: 0; transition: opacity var(--_fast); }
  .tool {
    display: grid; place-items: center; flex: none; inline-size: var(--_target); block-size: var(--_target); padding: 0;
    border: 4px solid transparent; border-radius: 12px; background: var(--_scrim) padding-box; color: var(--_on-scrim);
    pointer-events: auto; cursor: pointer;
  }
  .tool .icon { inline-size: 18px; block-size: 18px; }
  .tool:hover, .sound:hover { background-color: rgb(12 13 16 / .9); }
  .tool[aria-pressed=true] { background-color: var(--_on-scrim); color: #1b1c1f; }
  .tool:focus-visible { outline: 2px solid var(--_on-scrim); outline-offset: -5px; }
  .tool.more { display: none; }
  .tile:is(:hover, :has(:focus-visible), :has(:popover-open)) .tools { inline-size: auto; opacity: 1; }
  @media (hover: none) { .tile:focus-within .tools { inline-size: auto; opacity: 1; } }

  .menu {
    position: fixed; inset: auto; margin: 4px; padding: 4px; min-inline-size: 176px; position-area: block-start span-inline-start;
    position-try-fallbacks: flip-block, flip-inline, flip-block flip-inline;
    border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); color: var(--_ink);
    box-shadow: 0 8px 24px -8px rgb(0 0 0 / .35); pointer-events: auto;
  }
  .item {
    display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: var(--_target); padding: 0 10px;
    border: 0; border-radius: var(--_radius-s); background: none; color: inherit; font: inherit; font-size: .9375em; text-align: start; cursor: pointer;
  }
  .item:hover { background: var(--_fill); }
  .item[aria-pressed=true] { background: var(--_fill-hover); }
  .item:focus-visible { outline-offset: -2px; }

  @container tile (max-width: 219px) {
    .label > span, .badge { min-block-size: 22px; font-size: 12px; }
    .badge { padding: 0 6px; }
    .middle { justify-content: center; min-inline-size: 30px; block-size: 30px; padding: 0; }
    .badge > .words { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .tool:not(.more) { display: none; }
    .tool.more { display: grid; }
  }
  @container tile (max-height: 99px) {
    .foot { padding: 4px; }
    .tools { margin: 0; }
    .flag { padding-block-end: 18px; }
    .badges { inset-block-start: 4px; inset-inline: 4px; }
  }
  @media (forced-colors: active) {
    :host { border: 1px solid CanvasText; }
    :host(:state(speaking)) { outline: 3px solid Highlight; outline-offset: 1px; }
    .level, .bars { forced-color-adjust: none; }
    .tool, .menu { border: 1px solid ButtonBorder; }
    .tool[aria-pressed=true], .item[aria-pressed=true] { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
  }
`;
