import type { CloseReason, ConnectionState, Peer, PeerEvent, PeerixError, Remote } from '../../src/index.js';

/** What may follow (design.md §2.3); `''` = not known yet. */
const LEGAL: Readonly<Record<ConnectionState | '', readonly ConnectionState[]>> = {
  '': ['new'],
  new: ['connecting', 'closed'],
  connecting: ['connected', 'failed', 'closed'],
  connected: ['disconnected', 'failed', 'closed'],
  disconnected: ['connected', 'failed', 'closed'],
  failed: ['closed'],
  closed: [],
};

/** Why. `left` is checked against who left. */
const REASONS: readonly (CloseReason | undefined)[] = ['left', 'crashed', 'timeout', 'no-route', 'rejected', 'room-full'];
const LOST: readonly (CloseReason | undefined)[] = ['crashed', 'timeout'];

export interface WatchHost {
  /** Others that may be shown at once. */
  readonly maxPeers: number;
  /** Links may break. */
  readonly isFaulty: boolean;
  /** No connection is ever replaced. */
  readonly heals: boolean;
  now(): number;
  /** Somebody left the room who had that id. */
  hasLeft(id: string): boolean;
  /** It is connected again, and was not since then. */
  onRecovered(remote: Remote, since: number): void;
  illegal(what: string): void;
  trace(...what: unknown[]): void;
  /** `verify` says no to it. */
  refuses(remote: Remote): boolean;
  onConnected(): void;
}

/** Sees what an application sees of one peer, and complains of what it should never see. */
export class Watch {
  readonly errors: PeerixError[] = [];
  readonly #peer: Peer;
  readonly #host: WatchHost;
  readonly #states = new Map<Remote, ConnectionState>();
  /** Since when it is disconnected, over which connection it was connected, why it failed. */
  readonly #lost = new Map<Remote, number>();
  readonly #connections = new Map<Remote, RTCPeerConnection>();
  readonly #failures = new Map<Remote, CloseReason | undefined>();
  readonly #byId = new Map<string, Remote>();
  /** Said goodbye: that id is dead. */
  readonly #left = new Set<string>();
  /** Messages by their sender's id. */
  readonly #received = new Map<string, number[]>();

  constructor(peer: Peer, host: WatchHost) {
    this.#peer = peer;
    this.#host = host;
    peer.on('state', ({ state }) => { if (state === 'joining') this.#begin(); });
    peer.on('connection', (event) => this.#onConnection(event));
    peer.on('channel:message', ({ remote, label, data }) => { if (label === 'default') this.#onMessage(remote, data as number); });
    peer.on('error', ({ error, remote }) => this.#onError(error, remote));
  }

  /** Another stay: I have another id. */
  #begin(): void {
    this.#left.clear();
    this.#received.clear();
  }

  /** Connected now. */
  get links(): number { return [...this.#peer.remotes.values()].filter(({ state }) => state === 'connected').length; }
  heard(id: string): readonly number[] { return this.#received.get(id) ?? []; }

  #onConnection({ remote, state, previous, reason }: PeerEvent<'connection'>): void {
    const before = this.#states.get(remote) ?? '';
    this.#host.trace('EVENT', remote.id, state, reason ?? '');
    if (!LEGAL[before].includes(state)) this.#host.illegal(`${state} after ${before || 'nothing'}`);
    if ((previous ?? '') !== before) this.#host.illegal(`previous is ${previous}, was ${before}`);
    if (remote.state !== state) this.#host.illegal(`state is ${remote.state} in the event ${state}`);
    this.#states.set(remote, state);
    this.#identify(remote, state);
    this.#checkReason(remote, state, reason);
    this.#checkHealing(remote, state, before);
    if (state === 'new' && this.#left.has(remote.id)) this.#host.illegal('somebody who left is back');
    if (state === 'new' && this.#host.refuses(remote)) this.#host.illegal('somebody who was refused is shown');
    if (state === 'closed' && reason === 'left' && this.#isStaying) this.#left.add(remote.id);
    if (state === 'connected') this.#onConnected(remote, before);
    if (state === 'disconnected' && !this.#host.isFaulty) this.#host.illegal('disconnected for nothing');
    if (state === 'failed' && !this.#mayFail(remote)) this.#host.illegal('failed for nothing');
  }

  #checkReason(remote: Remote, state: ConnectionState, reason: CloseReason | undefined): void {
    const failure = this.#failures.get(remote), wrong = () => this.#host.illegal(`${state} because of ${reason}`);
    if (state === 'disconnected') return LOST.includes(reason) ? undefined : wrong();
    if (state === 'failed') this.#failures.set(remote, reason);
    if (state === 'failed' && reason !== 'no-route' && !LOST.includes(reason)) wrong();
    if (state !== 'closed') return reason === undefined || state === 'failed' ? undefined : wrong();
    if (!REASONS.includes(reason) || (failure !== undefined && failure !== reason)) wrong();
    if (reason === 'left' && this.#isStaying && !this.#host.hasLeft(remote.id)) this.#host.illegal('somebody left who is there');
  }

  #checkHealing(remote: Remote, state: ConnectionState, before: ConnectionState | ''): void {
    if (state === 'disconnected') this.#lost.set(remote, this.#host.now());
    if (state === 'closed' && this.#host.heals && this.#isStaying && this.#connections.has(remote)) this.#host.illegal('closed, and should have healed');
    if (state !== 'connected') return;
    const connection = this.#connections.get(remote);
    if (this.#host.heals && connection && connection !== remote.connection) this.#host.illegal('another connection, where the old one should have healed');
    this.#connections.set(remote, remote.connection);
    if (before === 'disconnected') this.#host.onRecovered(remote, this.#lost.get(remote) ?? NaN);
  }

  get #isStaying(): boolean { return this.#peer.state === 'joined' || this.#peer.state === 'joining'; }

  #identify(remote: Remote, state: ConnectionState): void {
    const known = this.#byId.get(remote.id);
    if (state === 'new' && known) this.#host.illegal('two remotes of one id');
    if (state === 'new') this.#byId.set(remote.id, remote);
    else if (known !== remote) this.#host.illegal(`${state} of another remote with that id`);
    if (state === 'closed') this.#byId.delete(remote.id);
    if (this.#peer.remotes.get(remote.id) !== this.#byId.get(remote.id)) this.#host.illegal(`remotes do not say ${state}`);
    if (this.#byId.size > this.#host.maxPeers) this.#host.illegal('more than maxPeers');
  }

  #onConnected(remote: Remote, before: ConnectionState | ''): void {
    if (before === 'connecting' && this.#received.has(remote.id) && !this.#host.isFaulty) this.#host.illegal('connected anew');
    if (before === 'connecting') this.#received.set(remote.id, []);
    this.#peer.send(this.#received.size, { to: remote.id }).then(undefined, (error: unknown) => this.#host.illegal(`send failed: ${error}`));
    this.#host.onConnected();
  }

  #onMessage(remote: Remote, data: number): void {
    const state = this.#states.get(remote);
    this.#host.trace('MESSAGE', remote.id, data);
    if (state !== 'connected' && state !== 'disconnected') this.#host.illegal(`a message while ${state}`);
    this.#received.get(remote.id)?.push(data);
  }

  // Of who left the goodbye may be lost, together with the rest.
  #mayFail(remote: Remote | undefined): boolean { return this.#host.isFaulty || (remote !== undefined && this.#host.hasLeft(remote.id)); }

  #onError(error: PeerixError, remote: Remote | undefined): void {
    this.#host.trace('ERROR', error.code, error.message);
    this.errors.push(error);
    const isExpected = ['ROOM_FULL', 'REJECTED'].includes(error.code) || (error.code === 'CONNECTION_FAILED' && this.#mayFail(remote));
    if (!isExpected) this.#host.illegal(`error ${error.code}`);
  }
}
