import { css } from 'lit';

export const prejoinStyles = css`
  :host { display: block; container-type: inline-size; max-inline-size: 1080px; margin-inline: auto; line-height: 1.5; }
  :host([hidden]), :host(:state(joined)) { display: none; }
  h2, p { margin: 0; }

  .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
  @container (min-width: 760px) {
    .columns { grid-template-columns: minmax(0, 1.45fr) minmax(300px, 1fr); gap: clamp(28px, 5cqi, 64px); align-items: center; }
  }

  .look { position: relative; container-type: size; inline-size: 100%; aspect-ratio: 4 / 3; max-block-size: max(16rem, 58svh); border-radius: var(--_radius-l); overflow: clip; }
  @container (max-width: 420px) { .look { aspect-ratio: 1; } }
  .look > :is(peerix-local-media, .flag) { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; }
  peerix-local-media::part(tile) { inline-size: 100%; flex: 1; aspect-ratio: auto; border-radius: inherit; }
  /* It is said beside the picture, where there is room. */
  peerix-local-media::part(status), peerix-local-media::part(name) { display: none; }
  .toggles { position: absolute; inset-block-end: 14px; inset-inline: 0; display: flex; justify-content: center; gap: 8px; }
  .toggle {
    display: grid; place-items: center; inline-size: 48px; block-size: 48px; padding: 0; border: 1px solid transparent; border-radius: var(--_radius-l);
    background: var(--_fill); color: var(--_ink); cursor: pointer; box-shadow: 0 4px 16px -6px rgb(0 0 0 / .5); transition: background var(--_fast);
  }
  .toggle:hover { background: var(--_fill-hover); }
  .toggle[aria-pressed=false] { background: var(--_ink); color: var(--_surface); }
  .toggle > .icon { inline-size: 22px; block-size: 22px; }

  form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
  [role=status]:empty { display: none; }
  h2 { margin-block-end: 4px; font-size: clamp(28px, 5.5cqi, 44px); line-height: 1.05; letter-spacing: -.03em; font-weight: 640; overflow-wrap: anywhere; }
  .name { display: grid; gap: 5px; font-weight: 550; font-size: max(14px, .875em); }
  .field {
    inline-size: 100%; min-block-size: var(--_target); padding: 0 12px; border: 1px solid var(--_edge); border-radius: var(--_radius);
    background: var(--_surface); color: var(--_ink); font: inherit; font-size: 16px; font-weight: 400; letter-spacing: inherit;
  }
  .field::placeholder { color: var(--_ink-soft); opacity: 1; }

  .devices { display: grid; gap: 14px; }
  .select > select { font-size: 16px; }

  .meter { position: relative; block-size: 6px; margin-block-start: 9px; border-radius: 3px; overflow: clip; background: var(--_fill-hover); mask: repeating-linear-gradient(90deg, #000 0 5px, transparent 5px 8px); }
  .meter::before { content: ''; position: absolute; inset-block: 0; inset-inline-start: 0; inline-size: var(--_level, 0%); background: var(--_good); }

  .notice { align-items: start; padding-block: 10px; padding-inline: 14px; }
  .notice > .icon { margin-block-start: 5px; }
  .notice > p { flex-basis: calc(100% - 40px); }
  .notice > .button { margin-inline: 32px 0; }
  .button.primary { min-block-size: 52px; margin-block-start: 6px; font-size: 1.0625em; border-radius: 12px; }
  [aria-disabled=true] { opacity: .6; cursor: default; }
  .why { font-size: .9375em; text-wrap: pretty; }
  .why strong { font-weight: 600; }
  .note { font-size: max(12px, .8125em); opacity: .78; text-wrap: pretty; }

  @media (forced-colors: active) {
    .toggle, .field, .look, .select > select { border: 1px solid ButtonBorder; }
    .toggle[aria-pressed=false] { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
    .meter { forced-color-adjust: none; background: Canvas; border: 1px solid CanvasText; mask: none; }
    .meter::before { background: Highlight; }
    .note { opacity: 1; }
  }
`;
