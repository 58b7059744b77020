import { css } from 'lit';

export const leaveStyles = css`
  :host { display: inline-flex; vertical-align: middle; }
  :host([hidden]) { display: none; }
  .tool { inline-size: var(--_tool, auto); min-inline-size: var(--_tool, 60px); padding-inline: var(--_tool-padding, 18px); background: var(--_danger); color: var(--_on-danger); font-weight: 600; }
  .tool:hover { background: color-mix(in oklab, var(--_danger) 86%, #000); }
  .tool[aria-disabled=true] { background: var(--_fill); color: var(--_ink-soft); }
  .words { display: var(--_wide, inline); white-space: nowrap; }
  .tool > .unseen { display: var(--_narrow, none); }
  .tool > .icon { display: var(--_narrow, none); rotate: 135deg; }
`;
