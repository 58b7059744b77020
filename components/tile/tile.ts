import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { loader, micOff } from '../icons.js';
import { words } from '../words.js';
import { flag } from './flag.js';
import { lastFrame } from './last-frame.js';
import type { Playback } from './playback.js';
import { playing } from './playing.js';

/** One person, or one screen, as it is to be seen. */
export interface TileView {
  /** Seeds the colours of the quiet flag. */
  readonly id: string;
  readonly name: string;
  /** Whose initials the quiet flag bears, where the name does not tell (“You”). */
  readonly fullName?: string;
  /** Behind the name: what of theirs it is. */
  readonly suffix?: string;
  readonly stream: MediaStream | null;
  /** Without it the quiet flag stands in; the sound plays on. */
  readonly picture: boolean;
  readonly microphoneOff: boolean;
  readonly reconnecting?: boolean;
  /** Seen as in a mirror. */
  readonly mirrored?: boolean;
  /** Whole, as a screen must be, instead of filling the tile. */
  readonly whole?: boolean;
  /** One's own sound is never played. */
  readonly silent?: boolean;
}

function label({ name, suffix, picture, microphoneOff }: TileView): TemplateResult {
  return html`<div class="label"><span part="name">
    ${microphoneOff ? micOff : nothing}<b><bdi>${name}</bdi>${suffix ? html` · ${suffix}` : nothing}</b>
    <span class="unseen">${microphoneOff ? words.microphoneOff : nothing} ${picture ? nothing : words.cameraOff}</span>
  </span></div>`;
}

const healing = html`<div class="badge">${loader}<span>${words.reconnecting}</span></div>`;

/** A tile; the styles are `tileStyles`. The flag lies beneath, so that nobody is a grey box until the first frame comes. */
export function tile(view: TileView, playback: Playback, role: 'listitem' | 'group'): TemplateResult {
  const classes = { tile: true, mirrored: !!view.mirrored, whole: !!view.whole, reconnecting: !!view.reconnecting };
  return html`<div part="tile" class=${classMap(classes)} role=${role} aria-label=${role === 'group' ? view.name : nothing}>
    ${view.whole ? nothing : flag(view)}
    <video part="video" playsinline ?hidden=${!view.picture} ${playing(view.stream, playback, !!view.silent)}></video>
    <canvas hidden aria-hidden="true" ${lastFrame(!!view.reconnecting && view.picture, view.picture)}></canvas>
    ${label(view)} ${view.reconnecting ? healing : nothing}
  </div>`;
}
