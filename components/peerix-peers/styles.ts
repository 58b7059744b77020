import { css } from 'lit';

export const peersStyles = css`
  :host { display: block; container-type: inline-size; line-height: 1.4; }
  :host([hidden]) { display: none; }
  ul, p { margin: 0; padding: 0; }
  ul { list-style: none; }

  .person { display: flex; align-items: center; gap: 12px; min-block-size: 56px; padding-block: 4px; }
  .avatar { inline-size: 36px; block-size: 36px; flex: none; border-radius: var(--_radius-s); transition: box-shadow var(--_fast); }
  .avatar > .flag { block-size: 100%; border-radius: inherit; overflow: clip; font-size: 13px; }
  .speaking > .avatar { box-shadow: 0 0 0 3px var(--_speaking); }
  .who { flex: 1; min-inline-size: 0; }
  .name { display: block; font-weight: 550; line-height: 1.3; white-space: nowrap; }
  /* A name that is cut loses its own end, whichever way the page reads. */
  .name > bdi { display: inline-block; max-inline-size: 100%; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }
  .state { display: block; font-size: max(12px, .8125em); opacity: .78; overflow-wrap: anywhere; }
  .troubled .state { color: var(--_warn); opacity: 1; }

  .more { display: grid; place-items: center; inline-size: var(--_target); padding: 0; background: none; color: inherit; }
  .more:hover, .person:has(.menu:popover-open) > .more { background: var(--_fill); color: var(--_ink); }

  .menu {
    inline-size: min(20rem, calc(100vw - 24px)); max-block-size: min(90svh, 32rem); padding: 8px 16px 16px; overflow: hidden auto;
    border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); color: var(--_ink);
    box-shadow: 0 12px 32px -12px rgb(0 0 0 / .4);
  }
  @supports (position-area: block-end) {
    .menu { inset: auto; margin: 4px 0; position-area: block-end span-inline-start; position-try-fallbacks: flip-block, flip-inline, flip-block flip-inline; }
  }
  .menu > :is(.volume, .check) { display: flex; align-items: center; gap: 0 12px; min-block-size: var(--_target); cursor: pointer; }
  .volume { flex-wrap: wrap; padding-block-start: 8px; justify-content: space-between; }
  .volume > input { flex: 1 0 100%; min-inline-size: 0; block-size: var(--_target); margin: 0; accent-color: var(--_accent); cursor: pointer; }
  output { font-variant-numeric: tabular-nums; color: var(--_ink-soft); }
  .check > input { flex: none; inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--_accent); cursor: pointer; }

  .safety { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin-block-start: 12px; padding-block-start: 12px; border-block-start: 1px solid var(--_line); }
  .title { font-weight: 550; }
  .safety > :is(.title, p) { flex: 1 0 100%; }
  .advice, .note { color: var(--_ink-soft); font-size: max(12px, .8125em); text-wrap: pretty; }
  .note { flex: 1; }
  .digits {
    margin-block: 6px; font-size: .9375em; line-height: 1.6; text-align: start; word-spacing: .35em; user-select: all;
    font-variant-numeric: tabular-nums; letter-spacing: .02em;
  }

  .empty > p { padding-block: 8px; font-size: .9375em; text-wrap: pretty; }
  .empty strong { font-weight: 600; }

  @media (forced-colors: active) {
    .avatar, .more { border: 1px solid ButtonBorder; }
    .speaking > .avatar { outline: 3px solid Highlight; outline-offset: 1px; }
    .state { opacity: 1; }
  }
`;
