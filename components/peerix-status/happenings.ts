import type { CloseReason, Peer, PeerEventMap, Remote } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import { observe } from '../peerix-room/hooks.js';
import type { News } from './news.js';

/** Who is connected so soon after one joined was there before. */
const ARRIVAL_MS = 5000;

/** Somebody who could not be reached. */
export interface Unreached { readonly name: string; readonly reason: CloseReason }

/** Makes news of what happens in a room. */
export class Happenings {
  /** Those to whom there is no path, by id, as long as one stays. */
  readonly unreached = new Map<string, Unreached>();
  readonly #peer: Peer;
  readonly #news: News;
  readonly #present: Set<string>;
  readonly stop: () => void;
  #joinedAt = -Infinity;
  #isOffline = false;
  /** The room, while one is in it. */
  #room: string | undefined;

  constructor(peer: Peer, news: News, roomName: () => string) {
    this.#peer = peer;
    this.#news = news;
    this.#present = new Set([...peer.remotes.values()].filter(({ state }) => state === 'connected' || state === 'disconnected').map(({ id }) => id));
    if (peer.state === 'joined') this.#room = roomName();
    this.stop = observe(peer, (name, event) => this.#receive(name, event, roomName));
  }

  #receive(name: string, event: object, roomName: () => string): void {
    switch (name) {
      case 'state': return this.#settle(roomName());
      case 'signaling': return this.#signaling((event as PeerEventMap['signaling']).online);
      case 'connection': return this.#connection(event as PeerEventMap['connection']);
      case 'stream:add': case 'stream:remove': return this.#stream(event as PeerEventMap['stream']);
      default:
    }
  }

  #settle(room: string): void {
    if (this.#peer.state === 'joined') {
      this.#joinedAt = performance.now();
      this.#room = room;
    } else {
      this.#end();
    }
  }

  /** Nothing of the former stay is news any longer; who goes straight into another room knows that they left. */
  #end(): void {
    this.#news.forget();
    this.#present.clear();
    this.unreached.clear();
    this.#isOffline = false;
    if (this.#peer.state === 'leaving') return;
    if (this.#peer.state === 'idle' && this.#room !== undefined) this.#news.add('youLeft', '', this.#room);
    this.#room = undefined;
  }

  #signaling(online: boolean): void {
    if (online && this.#isOffline && this.#peer.state === 'joined') this.#news.add('signalingBack');
    this.#isOffline = !online;
  }

  #connection({ remote, state, previous, reason }: PeerEventMap['connection']): void {
    switch (state) {
      case 'connected': return this.#connected(remote, previous === 'disconnected');
      case 'disconnected': return this.#add('reconnecting', remote);
      case 'failed': return this.#failed(remote, reason);
      case 'closed': return this.#closed(remote);
      default:
    }
  }

  #connected(remote: Remote, isBack: boolean): void {
    this.#reached(remote);
    this.#present.add(remote.id);
    const isArrival = performance.now() - this.#joinedAt < ARRIVAL_MS;
    this.#add(isBack ? 'back' : isArrival ? 'here' : 'joined', remote);
  }

  /** Who joins again has another id. */
  #reached({ id, metadata }: Remote): void {
    const name = nameIn(metadata);
    for (const [key, one] of this.unreached) if (key === id || one.name === name) this.unreached.delete(key);
  }

  #failed(remote: Remote, reason: CloseReason | undefined): void {
    if (reason === 'no-route' || reason === 'relay-unreachable') this.unreached.set(remote.id, { name: nameIn(remote.metadata), reason });
    else if (this.#present.has(remote.id)) this.#add('lost', remote);
    this.#present.delete(remote.id);
  }

  /** One's own leave ends every connection, too. */
  #closed(remote: Remote): void {
    if (this.#present.delete(remote.id) && this.#peer.state === 'joined') this.#add('left', remote);
  }

  #stream({ name, remote, label }: PeerEventMap['stream']): void {
    if (label !== 'screen' || this.#peer.state !== 'joined') return;
    this.#add(name === 'stream:add' ? 'shares' : 'sharesNoMore', remote);
  }

  #add(what: Parameters<News['add']>[0], remote: Remote): void { this.#news.add(what, remote.id, nameIn(remote.metadata)); }
}
