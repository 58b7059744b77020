import { html, nothing, type TemplateResult } from 'lit';
import { cross } from '../icons.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { PANELS, titleOf, type Panel, type Waiting } from './panels.js';
import type { Place } from './places.js';
import { conferenceWords } from './words.js';

/** What the side panel shows, and whom it tells. */
export interface Side {
  readonly room: PeerixRoom | null;
  readonly panel: Panel | '';
  readonly place: Place;
  waiting(panel: Panel): Waiting;
  show(panel: Panel): void;
  close(): void;
  onKey(event: KeyboardEvent): void;
}

/** All panels are there all the time: messages and files come while they are closed. */
export function side(scene: Side): TemplateResult {
  const { panel, close, onKey } = scene;
  return html`<aside part="panel" id="panel" class="panel" aria-label=${conferenceWords.panel} ?hidden=${!panel} @keydown=${onKey}>
    <div class="head">
      <div part="tabs" class="tabs" role="tablist" aria-label=${conferenceWords.panels}>${PANELS.map((name) => tab(name, scene))}</div>
      <peerix-toggle class="narrow" kind="microphone" .forElement=${scene.room}></peerix-toggle>
      <button part="close" class="button plain" type="button" aria-label=${conferenceWords.close} title=${conferenceWords.close} @click=${close}>${cross}</button>
    </div>
    ${PANELS.map((name) => html`<div part="pane" class="pane" id="pane-${name}" role="tabpanel" aria-labelledby="tab-${name}" ?hidden=${name !== panel}>
      ${scene.place(name, () => content(name, scene.room))}</div>`)}
  </aside>`;
}

function tab(name: Panel, { panel, waiting, show }: Side): TemplateResult {
  const isShown = name === panel, title = titleOf(name, waiting(name));
  return html`<button part="tab" class="tab" id="tab-${name}" type="button" role="tab" aria-controls="pane-${name}"
    aria-selected=${isShown} tabindex=${isShown ? 0 : -1} aria-label=${title} @click=${() => show(name)}>${conferenceWords[name]}${
    waiting(name) ? html`<span class="dot"></span>` : nothing}</button>`;
}

function content(name: Panel, room: PeerixRoom | null): TemplateResult {
  switch (name) {
    case 'chat': return html`<peerix-chat part="chat" .forElement=${room}></peerix-chat>`;
    case 'files': return html`<peerix-files part="files" .forElement=${room}></peerix-files>`;
    case 'people': return html`<peerix-peers part="people" .forElement=${room}></peerix-peers>`;
    case 'invite': return html`<peerix-invite part="invite" qr></peerix-invite>`;
    case 'stats': return html`<peerix-stats part="stats" .forElement=${room}></peerix-stats>`;
  }
}
