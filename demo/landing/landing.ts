import { writeRoute, type Route } from '../route.js';
import { problemOf } from '../servers.js';
import { copyOf, find } from '../template.js';
import { tell } from './problem.js';

export interface Welcome {
  /** What is known already: from the link, or from the last call. */
  readonly route: Route;
  /** The call one has just left. */
  readonly left?: Route;
}

const DEFAULT_ROOM = 'harbour';

/** Asks for a room and a name, and how people find each other; `join` is called with what is fit to join. */
export function landingPage({ route, left }: Welcome, join: (route: Route) => void): HTMLElement {
  const page = copyOf('landing');
  const form = find<HTMLFormElement>(page, 'form');
  const fields = fieldsOf(form);
  fill(fields, route, left);
  if (left) sayGoodbye(page, left, join);
  if (route.servers) tell(fields.servers, problemOf(route.servers));
  form.addEventListener('change', () => showServers(fields));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = read(fields);
    if (check(fields, wanted)) join(wanted);
  });
  return page;
}

interface Fields {
  readonly room: HTMLInputElement;
  readonly name: HTMLInputElement;
  readonly servers: HTMLInputElement;
  readonly nats: HTMLInputElement;
  readonly serversEntry: HTMLElement;
}

function fieldsOf(form: HTMLFormElement): Fields {
  return {
    room: find(form, '#room'), name: find(form, '#name'), servers: find(form, '#servers'),
    nats: find(form, '[value=nats]'), serversEntry: find(form, '[data-servers]'),
  };
}

function fill(fields: Fields, route: Route, left: Route | undefined): void {
  fields.room.value = route.room || left?.room || DEFAULT_ROOM;
  fields.name.value = route.name;
  fields.servers.value = route.servers;
  fields.nats.checked = route.servers !== '';
  showServers(fields);
}

function showServers({ nats, serversEntry }: Fields): void { serversEntry.hidden = !nats.checked; }

function read({ room, name, servers, nats }: Fields): Route {
  return { room: room.value.trim(), name: name.value.trim(), servers: nats.checked ? servers.value.trim() : '' };
}

/** Tells what is wrong beside each field, and goes to the first of them. */
function check({ room, servers, nats }: Fields, wanted: Route): boolean {
  tell(room, wanted.room ? undefined : 'Type a room name: any words that the others will type too.');
  tell(servers, nats.checked ? problemOf(wanted.servers) : undefined);
  const wrong = [room, servers].find((field) => field.ariaInvalid === 'true');
  wrong?.focus();
  return !wrong;
}

function sayGoodbye(page: HTMLElement, left: Route, join: (route: Route) => void): void {
  find(page, '[data-left]').textContent = left.room;
  find(page, '.left-notice').hidden = false;
  const rejoin = find<HTMLAnchorElement>(page, '[data-rejoin]');
  rejoin.href = writeRoute(left);
  rejoin.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    join(left);
  });
}
