import { html, nothing, type TemplateResult } from 'lit';
import { loader, micOff, pin, screenShare, volumeOff } from '../icons.js';
import { lastFrame } from '../tile/last-frame.js';
import type { Playback } from '../tile/playback.js';
import { playing } from '../tile/playing.js';
import type { Quality, TileView } from './view.js';
import { tileWords } from './words.js';

/** How the sound of a tile is played. */
export interface Sound { readonly playback: Playback; readonly silent: boolean; readonly volume: number }

/** Its last frame lies over it while the link is being healed. */
export function picture({ stream, picture: isSeen, reconnecting }: TileView, { playback, silent, volume }: Sound): TemplateResult {
  return html`
    <video part="video" playsinline .volume=${volume} ?hidden=${!isSeen} ${playing(stream, playback, silent)}></video>
    <canvas hidden aria-hidden="true" ${lastFrame(reconnecting && isSeen, isSeen)}></canvas>`;
}

/** Bottom start: who it is, and how they sound. */
export function label({ name, suffix, picture: isSeen, muted, speaking, isScreen }: TileView): unknown {
  const said = [muted && tileWords.muted, speaking && tileWords.speaking, !isSeen && tileWords.cameraOff].filter(Boolean).join(' ');
  if (!name && !muted) return nothing;
  return html`<div class="label"><span part="name">
    ${isScreen ? screenShare : muted ? micOff : speaking ? level : nothing}
    <b><bdi>${name}</bdi>${suffix ? html` · ${suffix}` : nothing}</b>
    <span class="unseen">${said}</span>
  </span></div>`;
}

const level = html`<span class="level" aria-hidden="true"><u></u><u></u><u></u></span>`;

/** Top: pinned at the start, a bad connection at the end. */
export function badges(isPinned: boolean, { quality, why, reconnecting }: TileView): TemplateResult {
  return html`<div class="badges">
    ${isPinned ? html`<div part="pin" class="badge">${pin}<span class="unseen">${tileWords.pinned}</span></div>` : nothing}
    ${reconnecting ? nothing : connection(quality, why)}
  </div>`;
}

function connection(quality: Quality, why: string | undefined): unknown {
  if (quality !== 'poor' && quality !== 'lost') return nothing;
  return html`<div part="quality" class="badge quality" data-level=${quality} title=${why ?? nothing}>
    <span class="bars" aria-hidden="true"><u></u><u></u><u></u></span><span class="words">${tileWords[quality]}</span>
    ${why ? html`<span class="unseen">${why}</span>` : nothing}
  </div>`;
}

export const healing = (): TemplateResult =>
  html`<div part="reconnecting" class="badge middle">${loader}<span class="words">${tileWords.reconnecting}</span></div>`;

/** The browser wants a click before anybody is heard. */
export const soundHeld = (release: () => void): TemplateResult =>
  html`<button class="badge middle sound" type="button" @click=${release}>${volumeOff}<span class="words">${tileWords.playSound}</span></button>`;
