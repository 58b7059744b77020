import { css } from 'lit';

/**
 * The design tokens. A page sets the public `--peerix-*` anywhere above; here they only get defaults under private
 * names, because declaring a public one on `:host` would cut off the page's own value. Colours follow `color-scheme`.
 */
export const tokens = css`
  :host {
    --_ink: var(--peerix-ink, light-dark(#1b1c1f, #f2f2f4));
    --_ink-soft: var(--peerix-ink-soft, light-dark(#5a5c63, #abadb5));
    --_surface: var(--peerix-surface, light-dark(#ffffff, #1c1d20));
    --_fill: var(--peerix-fill, light-dark(#eeeef1, #2b2c31));
    --_fill-hover: var(--peerix-fill-hover, light-dark(#e2e3e7, #383a40));
    --_line: var(--peerix-line, light-dark(#dddee2, #383a40));
    --_edge: var(--peerix-edge, light-dark(#83858d, #7d8089));
    --_accent: var(--peerix-accent, var(--_ink));
    --_on-accent: var(--peerix-on-accent, var(--_surface));
    --_focus: var(--peerix-focus, light-dark(#1a5fd8, #8fbcff));
    --_speaking: var(--peerix-speaking, light-dark(#0c855a, #42d99a));
    --_good: var(--peerix-good, light-dark(#0b7a52, #4fd6a0));
    --_warn: var(--peerix-warn, light-dark(#8a5800, #f3bd55));
    --_danger: var(--peerix-danger, #cf2a32);
    --_on-danger: var(--peerix-on-danger, #fff);
    --_danger-ink: var(--peerix-danger-ink, light-dark(#b3202a, #ff9089));
    --_scrim: var(--peerix-scrim, rgb(12 13 16 / .68));
    --_on-scrim: var(--peerix-on-scrim, #fff);
    --_radius-s: var(--peerix-radius-s, 6px);
    --_radius: var(--peerix-radius, 10px);
    --_radius-l: var(--peerix-radius-l, 14px);
    --_gap: var(--peerix-gap, 8px);
    --_tile-inset: var(--peerix-tile-inset, 8px);
    --_target: var(--peerix-target, 44px);
    --_fast: var(--peerix-fast, 120ms);
    --_move: var(--peerix-move, 240ms);
    --_ease: var(--peerix-ease, cubic-bezier(.2, 0, 0, 1));
  }
`;
