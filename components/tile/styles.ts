import { css } from 'lit';
import { flagStyles } from './flag-styles.js';

export const tileStyles = css`
  .tile {
    position: relative; display: block; container: tile / size; isolation: isolate; overflow: clip;
    border-radius: var(--_radius-l); background: light-dark(#e4e5e9, #26272b); color: var(--_ink);
  }
  .tile > :is(video, canvas, .flag) { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; }
  .tile > :is(video, canvas) { object-fit: cover; }
  .tile > video[hidden] { display: block; visibility: hidden; }
  .tile.mirrored > video { scale: -1 1; }
  .tile.whole { background: #111216; }
  .tile.whole > :is(video, canvas) { object-fit: contain; }
  .tile.reconnecting > :is(video, canvas, .flag) { filter: saturate(.2) brightness(.7); }

  ${flagStyles}

  .label { position: absolute; inset-block-end: var(--_tile-inset); inset-inline: var(--_tile-inset); display: flex; pointer-events: none; }
  .label > span, .badge {
    display: inline-flex; align-items: center; gap: 6px; min-block-size: 26px; max-inline-size: 100%; padding: 0 8px;
    border-radius: var(--_radius-s); background: var(--_scrim); color: var(--_on-scrim);
    font-size: 13px; line-height: 1.3; font-weight: 500;
  }
  .label b { font-weight: inherit; padding-inline-end: 1px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .label .icon, .badge .icon { inline-size: 15px; block-size: 15px; stroke-width: 2; }

  .badge { position: absolute; inset: 0; margin: auto; block-size: 32px; inline-size: max-content; padding: 0 12px; border-radius: 8px; }
  .badge .icon { animation: turn 1.2s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }

  @container tile (max-width: 219px) {
    .label > span { min-block-size: 22px; font-size: 12px; }
    .badge { justify-content: center; inline-size: 30px; block-size: 30px; padding: 0; }
    .badge > span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  }
  @media (forced-colors: active) { .tile { border: 1px solid CanvasText; } }
`;
