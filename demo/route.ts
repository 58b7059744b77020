import { problemOf } from './servers.js';

/** Where in the demo one is. The address says it all, so every place can be linked to. */
export interface Route {
  /** Empty: on the landing. */
  readonly room: string;
  readonly name: string;
  /** As the attribute `servers` of `<peerix-room>`; empty: this browser only. */
  readonly servers: string;
  /** The password of a private room. It stands in the fragment, which browsers send to nobody; empty: open to all who know the name. */
  readonly key: string;
}

const IN_QUERY = ['room', 'name', 'servers'] as const;

export function readRoute({ search, hash }: { readonly search: string; readonly hash: string } = location): Route {
  const query = new URLSearchParams(search);
  const get = (key: typeof IN_QUERY[number]): string => (query.get(key) ?? '').trim();
  return { room: roomName(get('room')), name: get('name'), servers: get('servers'), key: new URLSearchParams(hash.slice(1)).get('key') ?? '' };
}

/** Relative to the demo's page. */
export function writeRoute(route: Route): string {
  const query = new URLSearchParams(IN_QUERY.map((key) => [key, route[key]]).filter(([, value]) => value) as [string, string][]);
  const fragment = route.key && route.room ? `#${new URLSearchParams({ key: route.key })}` : '';
  return (query.size ? `?${query}` : location.pathname) + fragment;
}

/** For others: without one's own name in it. */
export const linkTo = (route: Route): string => new URL(writeRoute({ ...route, name: '' }), location.href).href;

/** Whether it leads into a call; otherwise the landing asks for what is missing or wrong. */
export const isComplete = ({ room, servers }: Route): boolean => room !== '' && (servers === '' || !problemOf(servers));

/** What looks the same in flags and sounds the same over a telephone is the same room. */
export const roomName = (typed: string): string => typed.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
