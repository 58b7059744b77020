import { roomName, writeRoute, type Route } from '../route.js';
import { problemOf } from '../servers.js';
import { chooseColours, chosenColours, type Colours } from '../style/colours.js';
import { copyOf, find } from '../template.js';
import { showLately } from './lately.js';
import { raise } from './mast.js';
import { madeUpKey, madeUpName } from './private-name.js';
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
  attachPrivacy(page, fields, route.key);
  attachColours(page);
  showLately(page, route);
  if (left) sayGoodbye(page, left, join);
  if (route.servers) tell(fields.servers, problemOf(route.servers));
  fields.room.addEventListener('input', () => raise(page, roomName(fields.room.value)));
  raise(page, roomName(fields.room.value));
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
  readonly settings: HTMLDetailsElement;
  /** The key of a private room; `''`: none. It is in no element, and in no storage. */
  key: string;
}

function fieldsOf(form: HTMLFormElement): Fields {
  return {
    room: find(form, '#room'), name: find(form, '#name'), servers: find(form, '#servers'),
    nats: find(form, '[value=nats]'), serversEntry: find(form, '[data-servers]'), settings: find(form, 'details'), key: '',
  };
}

function fill(fields: Fields, route: Route, left: Route | undefined): void {
  fields.room.value = route.room || left?.room || DEFAULT_ROOM;
  fields.name.value = route.name;
  fields.servers.value = route.servers;
  fields.nats.checked = route.servers !== '';
  fields.settings.open = route.servers !== '';
  showServers(fields);
}

function showServers({ nats, serversEntry, settings }: Fields): void {
  serversEntry.hidden = !nats.checked;
  find(settings, '[data-signaling]').textContent = nats.checked ? 'a NATS server' : 'this browser only';
}

function read({ room, name, servers, nats, key }: Fields): Route {
  return { room: roomName(room.value), name: name.value.trim(), servers: nats.checked ? servers.value.trim() : '', key };
}

/** Tells what is wrong beside each field, and goes to the first of them. */
function check({ room, servers, nats, settings }: Fields, wanted: Route): boolean {
  tell(room, wanted.room ? undefined : 'Type a room name: any words that the others will type too.');
  tell(servers, nats.checked ? problemOf(wanted.servers) : undefined);
  if (servers.ariaInvalid === 'true') settings.open = true;
  const wrong = [room, servers].find((field) => field.ariaInvalid === 'true');
  wrong?.focus();
  return !wrong;
}

/** A name alone can be guessed; with a key in the link only those who were given the link get in. */
function attachPrivacy(page: HTMLElement, fields: Fields, key: string): void {
  const lock = (secret: string): void => {
    fields.key = secret;
    find(page, '[data-private]').hidden = !secret;
    find(page, '[data-make-up]').hidden = !!secret;
  };
  find(page, '[data-make-up]').addEventListener('click', () => {
    fields.room.value = madeUpName();
    fields.room.dispatchEvent(new Event('input', { bubbles: true }));
    lock(madeUpKey());
    find(page, '[data-open]').focus();
  });
  find(page, '[data-open]').addEventListener('click', () => {
    lock('');
    find(page, '[data-make-up]').focus();
  });
  lock(key);
}

function attachColours(page: HTMLElement): void {
  const select = find<HTMLSelectElement>(page, '#colours');
  select.value = chosenColours();
  select.addEventListener('change', () => chooseColours(select.value as Colours));
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
