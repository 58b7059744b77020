import { css } from 'lit';

export const localMediaStyles = css`
  :host {
    display: flex; flex-direction: column; container-type: inline-size;
    inline-size: min(100%, clamp(11rem, 24vw, 20rem)); margin-block-end: var(--peerix-gap, 8px);
  }
  :host([hidden]) { display: none; }
  .status > .notice { margin-block-end: var(--peerix-gap, 8px); }
  peerix-tile { aspect-ratio: auto; flex: 1 1 75cqi; min-block-size: 0; inline-size: 100%; }

  /* Sentences need more room than a face. */
  :host(:state(failed)) { inline-size: min(100%, 30rem); }
  :host(:state(failed)) peerix-tile { flex: 0 1 auto; inline-size: min(100%, clamp(11rem, 24vw, 20rem)); aspect-ratio: 4 / 3; }
`;
