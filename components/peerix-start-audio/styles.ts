import { css } from 'lit';

export const startAudioStyles = css`
  :host { display: block; }
  :host([hidden]), :host(:not(:state(held))) { display: none; }
`;
