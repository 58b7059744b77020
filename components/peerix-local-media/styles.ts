import { css } from 'lit';

export const localMediaStyles = css`
  :host {
    display: flex; flex-direction: column; container-type: inline-size;
    inline-size: min(100%, 20rem); text-align: start;
  }
  :host([hidden]) { display: none; }
  .tile { flex: 1 1 75cqi; min-block-size: 0; inline-size: 100%; }
  .status > .notice { margin-block-end: var(--peerix-gap, 8px); }
`;
