import { html, nothing, type TemplateResult } from 'lit';
import { trouble } from '../peerix-local-media/trouble.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import type { Layout } from '../peerix-remote-streams/staging.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { words, type Sentence } from '../words.js';
import type { Phase } from './phase.js';
import type { Place } from './places.js';

/** Who is seen, and what is said above them. */
export interface Stage {
  readonly room: PeerixRoom | null;
  readonly phase: Phase;
  readonly layout: Layout;
  readonly place: Place;
  /** Our own, unless the page brings its own. */
  readonly media: PeerixLocalMedia | undefined;
}

export function stage(scene: Stage): TemplateResult {
  const { room, place } = scene;
  return html`<div part="stage" class="stage">
    <div part="notices" class="notices">
      ${place('status', () => html`<peerix-status part="status" .forElement=${room}></peerix-status>`)}
      ${place('start-audio', () => html`<peerix-start-audio part="start-audio" .forElement=${room}></peerix-start-audio>`)}
      <div class="trouble" role="status">${ownTrouble(scene)}</div>
    </div>
    ${place('audio', () => html`<peerix-audio .forElement=${room}></peerix-audio>`)}
    ${place('streams', () => streams(scene))}
  </div>`;
}

function streams({ room, phase, layout, place }: Stage): TemplateResult {
  return html`<peerix-remote-streams part="streams" everyone .layout=${layout} .forElement=${room}
    exportparts="grid, tile, video, name, flag, pin, quality, reconnecting, tools, tool, pager, more: others">
    ${isAlone(room) ? html`<div slot="empty" class="alone">${place('alone', alone)}</div>` : nothing}
    <div slot="self" class="self">${place('self', () => html`<peerix-local-media part="self" exportparts="tile, video, name, flag"
      .forElement=${room} .manual=${phase !== 'call'}></peerix-local-media>`)}</div>
  </peerix-remote-streams>`;
}

/** What keeps others away, or oneself, the stage says in its own words. */
export const isAlone = (room: PeerixRoom | null): boolean => room?.state === 'joined' && !room.failure && !room.offline && !room.remotes.size;

const alone = (): TemplateResult => html`<h2>${words.alone.title}</h2><p>${words.alone.advice}</p><peerix-invite qr></peerix-invite>`;

function ownTrouble({ room, media }: Stage): unknown {
  const problem = media?.problem;
  // How the next try goes shows here, too.
  return problem ? trouble(problem, !!room?.remotes.size, () => void media!.start().catch(() => undefined)) : nothing;
}

/** Out of the call, with the way back in. */
export function out({ title, advice }: Sentence, label: string, { place, join }: { readonly place: Place; readonly join: () => void }): TemplateResult {
  return html`<div part="out" class="out">${place('out', () => html`<div role="status"><h2>${title}</h2><p>${advice}</p></div>`)}
    <button part="join" class="button primary" type="button" @click=${join}>${label}</button></div>`;
}
