import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState, Remote } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import type { Course, Point } from './course.js';
import { bitrate, milliseconds, percentage, size } from './formats.js';
import { sparkline } from './sparkline.js';
import { statsWords } from './words.js';

/** One link. */
export function row({ metadata, state }: Remote, course: Course): TemplateResult {
  const { last, now } = course;
  return html`<tr part="link">
    <th scope="row"><bdi>${nameIn(metadata)}</bdi></th>
    <td><span class="state">${stateWords(state)}</span>${last ? html`<span class="path">${pathWords(last)}</span>` : nothing}</td>
    <td class="number">${shown(last?.roundTrip, milliseconds)}</td>
    <td class="number">${shown(now.loss, percentage)}</td>
    ${rate(course, 'up')} ${rate(course, 'down')}
    <td class="number">${last?.picture ? html`<bdi dir="ltr">${size(last.picture.width, last.picture.height)}</bdi><span class="path"><bdi>${statsWords.frames(Math.round(last.picture.rate))}</bdi></span>` : unknown()}</td>
    <td>${last?.codecs.length ? last.codecs.join(', ') : unknown()}</td>
  </tr>`;
}

const rate = ({ now, points }: Course, way: keyof Pick<Point, 'up' | 'down'>): TemplateResult =>
  html`<td class="number">${shown(now[way], bitrate)}${sparkline(points.map((point) => point[way]))}</td>`;

const shown = (value: number | undefined, format: (value: number) => string): unknown => (value === undefined ? unknown() : html`<bdi>${format(value)}</bdi>`);
const unknown = (): TemplateResult => html`<span aria-hidden="true">–</span><span class="unseen">${statsWords.unknown}</span>`;

const pathWords = ({ isRelayed, protocol }: NonNullable<Course['last']>): string =>
  [isRelayed ? statsWords.relay : statsWords.direct, protocol.toUpperCase()].filter(Boolean).join(', ');

function stateWords(state: ConnectionState): string {
  switch (state) {
    case 'connected': return statsWords.connected;
    case 'disconnected': return statsWords.reconnecting;
    case 'new': case 'connecting': return statsWords.connecting;
    default: return statsWords.unreachable;
  }
}
