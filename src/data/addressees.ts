import type { To } from '../types/index.js';
import { badOption, PeerixError } from '../errors.js';
import type { RemoteMember } from '../remote.js';

type Remotes = ReadonlyMap<string, RemoteMember>;

/** Who is there, and who was. */
export interface Attendance {
  /** Undefined while idle. */
  readonly remotes: Remotes | undefined;
  /** The id was a remote in this stay. */
  hasSeen(id: string): boolean;
}

/** @throws `NOT_JOINED`, naming the method */
export function remotesOf({ remotes }: Attendance, method: string): Remotes {
  if (remotes) return remotes;
  throw new PeerixError('NOT_JOINED', `${method} needs a room.`, { hint: 'Await join({ room }) first.' });
}

/** Where nobody is named. */
export function everybody(remotes: Remotes): [string, RemoteMember][] {
  return [...remotes].filter(([, { state }]) => state === 'connected' || state === 'disconnected');
}

/** Undefined stands for one that has left. @throws `UNKNOWN_PEER` */
export function findRemote({ remotes, hasSeen }: Attendance, id: string): RemoteMember | undefined {
  const remote = remotes?.get(id);
  if (remote || hasSeen(id)) return remote;
  throw new PeerixError('UNKNOWN_PEER', `No remote "${id}" was ever in this room.`, { hint: 'Take ids from peer.remotes or from events.' });
}

export function isOne(to: To | undefined): to is string | { readonly id: string } {
  return typeof to === 'string' || (typeof to === 'object' && to !== null && !(Symbol.iterator in to));
}

/** @throws `BAD_OPTION` */
export function idsOf(to: To): string[] {
  const list: unknown[] = typeof to === 'object' && to !== null && Symbol.iterator in to ? [...to] : [to];
  return list.map((item) => {
    const id: unknown = typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : item;
    if (typeof id === 'string') return id;
    throw badOption('to is neither an id nor a remote.', 'Give remote.id, a Remote, or several of them.');
  });
}
