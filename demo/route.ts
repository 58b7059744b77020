import { problemOf } from './servers.js';

/** Where in the demo one is. The address says it all, so every place can be linked to. */
export interface Route {
  /** Empty: on the landing. */
  readonly room: string;
  readonly name: string;
  /** As the attribute `servers` of `<peerix-room>`; empty: this browser only. */
  readonly servers: string;
}

export function readRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const get = (key: keyof Route): string => (query.get(key) ?? '').trim();
  return { room: get('room'), name: get('name'), servers: get('servers') };
}

/** Relative to the demo's page. */
export function writeRoute(route: Route): string {
  const query = new URLSearchParams(Object.entries(route).filter(([, value]) => value));
  return query.size ? `?${query}` : location.pathname;
}

/** Whether it leads into a call; otherwise the landing asks for what is missing or wrong. */
export const isComplete = ({ room, servers }: Route): boolean => room !== '' && (servers === '' || !problemOf(servers));
