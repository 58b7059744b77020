import { css } from 'lit';

export const deviceSelectStyles = css`
  :host { display: block; min-inline-size: 0; color: inherit; }
  :host([hidden]) { display: none; }
  .note:not(:empty) { margin-block-start: 6px; font-size: .8125em; line-height: 1.4; text-wrap: pretty; }
`;
