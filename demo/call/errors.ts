import type { PeerixRoom } from '../../components/index.js';
import { copyOf, find } from '../template.js';

const MOST_NOTICES = 3;

/** What went wrong that nobody asked for, and what to do. It pushes the picture and lies on no face. */
export function attachErrors(room: PeerixRoom): void {
  const place = find(room, '.errors');
  room.addEventListener('error', ({ detail: { error } }) => add(place, render(error.message, error.hint ?? '')));
}

function add(place: HTMLElement, notice: HTMLElement): void {
  [...place.children].find(({ textContent }) => textContent === notice.textContent)?.remove();
  place.append(notice);
  if (place.childElementCount > MOST_NOTICES) place.firstElementChild!.remove();
}

function render(title: string, advice: string): HTMLElement {
  const notice = copyOf('notice');
  find(notice, '[data-title]').textContent = title;
  find(notice, '[data-advice]').textContent = advice;
  find(notice, 'button').addEventListener('click', () => notice.remove());
  return notice;
}
