import { type Bytes, Peer, type PeerEvent, type Remote } from '../../../src/index.js';
import { toBase64url } from '../../../src/signaling/bytes.js';
import type { Environment } from '../../../src/environment.js';
import { idOf } from '../../../src/signaling/identity.js';
import { meet, newPeer, next } from '../room/members.js';
import { record, until } from '../support.js';
import { Escapes } from './escapes.js';
import { hurried } from './hurry.js';
import { type Line, Wire } from './wire.js';

export const ROOM = 'besieged';
/** What it may begin in a second, and what it forgets after some, would hold up each run. */
const HASTE = 10;

/** Why packets count for nothing (protocol §3); `dropped:candidate` and such are of messages within packets. */
const REASONS = ['size', 'version', 'kind', 'topic', 'mac', 'self', 'left', 'key', 'seal', 'body', 'unknown', 'lane', 'leave'];

/** A member's key and id, as its join tells everybody. */
export interface Receiver { readonly pub: Bytes; readonly idBytes: Bytes }

/** A member in a call with a friend, on a wire where somebody else speaks too. */
export class Besieged {
  /** What happened to it since `start`, in order. */
  readonly events: PeerEvent[];
  readonly errors: string[] = [];
  readonly escapes = new Escapes();
  readonly #connections: RTCPeerConnection[];
  readonly #made: { readonly count: number };
  readonly #friendsConnection: RTCPeerConnection;

  /** Connections that were ever made. */
  get made(): number { return this.#made.count; }

  /** Where nothing is waited for, `haste` 1 keeps a busy machine from looking like a silent friend. */
  static async start(haste = HASTE): Promise<Besieged> {
    const environment = hurried(haste), wire = new Wire(), line = wire.line();
    const connections: RTCPeerConnection[] = [], made = { count: 0 };
    class Watched extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
        made.count++;
      }
    }
    const peer = new Peer({ driver: line, RTCPeerConnection: Watched }, environment), friend = newPeer({ driver: wire });
    await Promise.all([peer.join({ room: ROOM, metadata: { name: 'Ann' } }), friend.join({ room: ROOM, metadata: { name: 'Bob' } })]);
    await meet(peer, friend);
    const receiver = await receiverOf(peer, wire);
    const besieged = new Besieged(peer, friend, line, wire, environment, receiver, connections, made);
    await besieged.checkNewcomer(); // its packets are on the wire too, of every kind
    besieged.events.length = 0;
    return besieged;
  }

  private constructor(
    readonly peer: Peer, readonly friend: Peer, readonly line: Line, readonly wire: Wire,
    readonly environment: Environment, readonly receiver: Receiver, connections: RTCPeerConnection[], made: { readonly count: number },
  ) {
    this.#connections = connections;
    this.#made = made;
    this.#friendsConnection = this.#friend.connection;
    this.events = record(peer);
    for (const member of [peer, friend]) member.on('error', ({ error }) => this.errors.push(error.code));
  }

  get received(): number { return this.peer.counters['received'] ?? 0; }
  get dropped(): number { return REASONS.reduce((sum, reason) => sum + (this.peer.counters[`dropped:${reason}`] ?? 0), 0); }

  /** Connections that are still open. Closed ones are let go: a page may have 500. */
  get open(): number {
    const open = this.#connections.filter(({ connectionState }) => connectionState !== 'closed');
    this.#connections.splice(0, this.#connections.length, ...open);
    return open.length;
  }

  async end(): Promise<void> {
    this.escapes.stop();
    await this.peer.leave();
  }

  /** @throws unless its call with the friend is the one from before, unharmed */
  checkCall(): void {
    const { state, connection } = this.#friend;
    if (state !== 'connected' || connection !== this.#friendsConnection) throw new Error(`the call with the friend is ${state}`);
  }

  /** Whether people still find it, and it them. */
  async checkNewcomer(): Promise<void> {
    this.wire.isCut = false;
    const newcomer = newPeer({ driver: this.wire });
    await newcomer.join({ room: ROOM });
    await until('a newcomer is connected to both', () => [this.peer, this.friend].every(({ id }) => newcomer.remotes.get(id ?? '')?.state === 'connected'));
    await until('and they to it', () => this.peer.remotes.get(newcomer.id ?? '')?.state === 'connected');
    for (const [from, to] of [[newcomer, this.peer], [this.peer, newcomer], [this.friend, this.peer]] as const) {
      const heard = next(to, 'channel:message', ({ data }) => data === 'hello');
      const report = await from.send('hello', { to: to.id ?? '' });
      if (!report.ok) throw new Error('a message was not delivered');
      await heard;
    }
    await newcomer.leave();
  }

  get #friend(): Remote {
    const remote = this.peer.remotes.get(this.friend.id ?? '');
    if (!remote) throw new Error('the friend is gone');
    return remote;
  }
}

async function receiverOf(peer: Peer, wire: Wire): Promise<Receiver> {
  for (const { bytes } of wire.sent.filter((packet) => packet.bytes[1] === 1)) {
    const pub = bytes.slice(2, 67), idBytes = await idOf(crypto, pub);
    if (toBase64url(idBytes) === peer.id) return { pub, idBytes };
  }
  throw new Error('it has not said who it is');
}
