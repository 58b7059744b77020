import { html, nothing, type TemplateResult } from 'lit';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { iconOf, PANELS, titleOf, type Panel, type Waiting } from './panels.js';
import type { Place } from './places.js';

/** What the bar controls. */
export interface Bar {
  readonly room: PeerixRoom | null;
  readonly panel: Panel | '';
  readonly place: Place;
  waiting(panel: Panel): Waiting;
  toggle(panel: Panel): void;
}

/** On phones the buttons of panels stand among the others, the chat always, the rest behind “More”. */
export function controls(bar: Bar): TemplateResult {
  const { room } = bar, [chat, ...rest] = PANELS;
  return bar.place('controls', () => html`<peerix-controls part="controls" exportparts="bar, more" .forElement=${room}>
    <peerix-toggle kind="microphone" exportparts="button: toggle, devices" .forElement=${room}></peerix-toggle>
    <peerix-toggle kind="camera" exportparts="button: toggle, devices" .forElement=${room}></peerix-toggle>
    ${panelButton(chat, bar, 'narrow')}
    <peerix-toggle kind="screen" exportparts="button: toggle" .forElement=${room}></peerix-toggle>
    ${rest.map((panel) => panelButton(panel, bar, 'narrow'))}
    <peerix-leave exportparts="button: leave" .forElement=${room}></peerix-leave>
  </peerix-controls>`);
}

export const panelButtons = (bar: Bar): TemplateResult =>
  html`<div part="panels" class="end wide">${PANELS.map((panel) => panelButton(panel, bar, 'plain'))}</div>`;

function panelButton(panel: Panel, bar: Bar, look: 'narrow' | 'plain'): TemplateResult {
  const waiting = bar.waiting(panel), title = titleOf(panel, waiting);
  return html`<button part="panel-button" class="tool ${look}" type="button" data-panel=${panel} aria-label=${title} title=${title}
    aria-expanded=${bar.panel === panel} aria-controls="panel" @click=${() => bar.toggle(panel)}>${iconOf(panel)}${badge(waiting)}</button>`;
}

function badge(waiting: Waiting): unknown {
  if (!waiting) return nothing;
  return waiting === true ? html`<span class="dot"></span>` : html`<span part="badge" class="badge">${waiting}</span>`;
}
