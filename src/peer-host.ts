import type { PeerEventMap, RequestOptions, SendOptions, Sendable, Transfer } from './types/index.js';
import type { Opening } from './data/opening.js';
import type { Responders } from './data/requests/responders.js';
import type { Emitter } from './events.js';
import type { Publishing } from './media/publishing.js';
import type { RemoteMember } from './remote.js';

/** What a peer shares with everybody, and what each remote hands back to it. */
export interface PeerHost {
  readonly events: Emitter<PeerEventMap>;
  readonly openings: ReadonlyMap<string, Opening>;
  readonly publishings: ReadonlyMap<string, Publishing>;
  readonly responders: Responders;
  send(remote: RemoteMember, data: Sendable, options: SendOptions): Transfer;
  request(remote: RemoteMember, name: string, data: unknown, options?: RequestOptions): Promise<any>;
  count(what: string): void;
}
