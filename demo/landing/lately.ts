import { hoist } from '../flags/hoist.js';
import { writeRoute, type Route } from '../route.js';
import { find } from '../template.js';

const KEY = 'peerix.lately';
const MOST = 3;
const LONGEST = 80;

/** Rooms one has been in, latest first. Private ones are not among them: their key is kept nowhere. */
export function lately(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((room): room is string => typeof room === 'string' && room.length <= LONGEST).slice(0, MOST) : [];
  } catch {
    return []; // Denied, or not ours.
  }
}

export function remember({ room, key }: Route): void {
  if (key || room.length > LONGEST) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([room, ...lately().filter((other) => other !== room)].slice(0, MOST)));
  } catch {
    // This browser keeps nothing.
  }
}

/** Links to them, each under its flags. */
export function showLately(page: HTMLElement, route: Route): void {
  const rooms = lately();
  const place = find(page, '.lately');
  place.hidden = !rooms.length;
  place.append(...rooms.map((room) => linkTo({ ...route, room, key: '' })));
}

function linkTo(route: Route): HTMLAnchorElement {
  const link = document.createElement('a');
  const name = document.createElement('bdi');
  name.textContent = route.room;
  link.href = writeRoute(route);
  link.append(hoist(route.room), name);
  return link;
}
