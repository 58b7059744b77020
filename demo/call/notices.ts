import type { PeerixRoom } from '../../components/index.js';
import { copyOf, find } from '../template.js';

interface Notice { readonly title: string; readonly advice: string }

const OFFLINE: Notice = {
  title: 'Signaling is offline.',
  advice: 'Your call carries on. New people can join once it is back.',
};
const MOST_NOTICES = 3;

/** What went wrong that nobody asked for, and what to do. It pushes the picture and lies on no face. */
export function attachNotices(room: PeerixRoom): void {
  const place = find(room, '.notices');
  room.addEventListener('error', ({ detail: { error } }) => add(place, { title: error.message, advice: error.hint ?? '' }));
  attachOffline(room, place);
}

/** While somebody is here: alone, `<peerix-remote-streams>` says it. */
function attachOffline(room: PeerixRoom, place: HTMLElement): void {
  const notice = render(OFFLINE);
  let isOnline = true;
  const show = (): void => {
    if (isOnline || !room.remotes.size) notice.remove();
    else if (!notice.isConnected) place.prepend(notice);
  };
  room.addEventListener('connection', show);
  room.addEventListener('signaling', ({ detail }) => {
    isOnline = detail.online;
    show();
  });
}

function add(place: HTMLElement, notice: Notice): void {
  const element = render(notice);
  const same = [...place.children].find(({ textContent }) => textContent === element.textContent);
  same?.remove();
  place.append(element);
  if (place.childElementCount > MOST_NOTICES) place.firstElementChild!.remove();
}

function render({ title, advice }: Notice): HTMLElement {
  const notice = copyOf('notice');
  find(notice, '[data-title]').textContent = title;
  find(notice, '[data-advice]').textContent = advice;
  find(notice, 'button').addEventListener('click', () => notice.remove());
  return notice;
}
