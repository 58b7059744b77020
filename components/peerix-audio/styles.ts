import { css } from 'lit';

export const audioStyles = css`
  :host { display: block; }
  :host([hidden]) { display: none; }
`;
