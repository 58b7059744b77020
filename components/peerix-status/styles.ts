import { css } from 'lit';

export const statusStyles = css`
  :host { display: block; container-type: inline-size; line-height: 1.45; }
  :host([hidden]) { display: none; }
  :host([unseen]) { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }

  .notices { display: grid; gap: var(--_gap); justify-items: center; }
  .notice { inline-size: min(100%, 620px); }
  .notices:not(:empty) + .news { margin-block-start: 4px; }

  /* Its line is always there, so that nothing moves when somebody comes. */
  .news {
    margin: 0; min-block-size: 1.45em; color: var(--_ink-soft); font-size: max(12px, .8125em); text-align: center;
    overflow-wrap: anywhere; text-wrap: balance;
  }
`;
