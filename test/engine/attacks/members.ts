import { expect } from '@open-wc/testing';
import { Peer, type DriverLike, type Metadata, type PeerEvent, type PeerOptions, type Remote } from '../../../src/index.js';
import { platform, type Environment } from '../../../src/environment.js';
import { record, until } from '../support.js';
import type { Relay } from './relay.js';

export interface Entry extends Omit<PeerOptions, 'driver' | 'RTCPeerConnection'> {
  readonly room?: string;
  readonly metadata?: Metadata;
  readonly environment?: Environment;
  readonly driver?: DriverLike;
}

const present = new Set<Member>();

afterEach(async () => {
  const leaving = [...present].map(({ peer }) => peer.leave());
  present.clear();
  await Promise.all(leaving);
});

/** A real peer with everything that its user, and its browser, could notice. */
export class Member {
  readonly peer: Peer;
  readonly driver: DriverLike;
  /** Every event since it was made. */
  readonly events: PeerEvent[];
  /** How many connections it ever made. */
  made = 0;
  /** The most connections that were in use at the same time. */
  mostInUse = 0;
  /** And the most that were not yet closed: those that are given up close a moment later. */
  mostAlive = 0;
  /** Not held: closed ones count against the page's 500 until they are collected. */
  #connections: WeakRef<RTCPeerConnection>[] = [];

  constructor(driver: DriverLike, { environment = platform, ...options }: Omit<Entry, 'room' | 'metadata'> = {}) {
    this.driver = driver;
    this.peer = new Peer({ ...options, driver, RTCPeerConnection: this.#counted() }, environment);
    this.events = record(this.peer);
    present.add(this);
  }

  /** Leaves after the test. */
  static async enter(relay: Relay, { room = 'room', metadata, driver = relay.driver(), ...options }: Entry = {}): Promise<Member> {
    const member = new Member(driver, options);
    await member.peer.join({ room, ...(metadata !== undefined && { metadata }) });
    return member;
  }

  get id(): string { return this.peer.id ?? ''; }
  get eventNames(): string[] { return this.events.map(({ name }) => name); }
  /** Connections that are not yet closed. */
  get alive(): RTCPeerConnection[] {
    const all = this.#connections.map((reference) => reference.deref());
    return all.filter((connection) => connection !== undefined && connection.signalingState !== 'closed') as RTCPeerConnection[];
  }
  /** Of these, those that the engine listens to. */
  get inUse(): RTCPeerConnection[] { return this.alive.filter(({ onconnectionstatechange }) => onconnectionstatechange !== null); }
  /** Ids of those it is connected with. */
  get company(): string[] { return [...this.peer.remotes.values()].filter(({ state }) => state === 'connected').map(({ id }) => id); }
  /** Codes of the `error` events. */
  get errors(): string[] { return this.events.flatMap((event) => (event.name === 'error' ? [event.error.code] : [])); }

  remote(other: Member): Remote | undefined { return this.peer.remotes.get(other.id); }
  /** How many packets were dropped, for any reason or for this one. */
  dropped(reason = ''): number {
    const counts = Object.entries(this.peer.counters).filter(([what]) => what.startsWith(`dropped:${reason}`));
    return counts.reduce((sum, [, count]) => sum + count, 0);
  }

  count(what: string): number { return this.peer.counters[what] ?? 0; }

  #counted(): typeof RTCPeerConnection {
    const made = (connection: RTCPeerConnection) => {
      this.made++;
      this.mostInUse = Math.max(this.mostInUse, this.inUse.length + 1); // nobody listens to this one yet
      this.#connections = [...this.alive, connection].map((one) => new WeakRef(one));
      this.mostAlive = Math.max(this.mostAlive, this.alive.length);
    };
    return class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made(this);
      }
    };
  }
}

/** Resolves when each of these is connected with all the others. */
export async function together(...members: Member[]): Promise<void> {
  const isMet = (one: Member) => members.every((other) => one === other || one.company.includes(other.id));
  await until('they are connected', () => members.every(isMet));
}

/** Resolves when a message has gone both ways, and with it all that was said before. */
export async function talk(a: Member, b: Member): Promise<void> {
  for (const [one, other] of [[a, b], [b, a]] as const) {
    one.peer.open({ label: 'talk' });
    expect((await one.peer.send('ping', { label: 'talk', to: other.id })).ok).to.equal(true);
  }
}

interface Side { readonly connection: RTCPeerConnection; readonly events: number; readonly made: number; readonly remotes: string[] }

/** A call between two, as it was when it began, to be compared with what has become of it. */
export class Call {
  readonly a: Member;
  readonly b: Member;
  readonly #sides = new Map<Member, Side>();

  private constructor(a: Member, b: Member) {
    this.a = a;
    this.b = b;
    for (const one of [a, b]) this.#sides.set(one, this.#look(one));
  }

  static async between(relay: Relay, entry: Entry = {}): Promise<Call> {
    const [a, b] = await Promise.all([Member.enter(relay, entry), Member.enter(relay, entry)]);
    return Call.of(a, b);
  }

  static async of(a: Member, b: Member): Promise<Call> {
    await together(a, b);
    await talk(a, b);
    return new Call(a, b);
  }

  get members(): Member[] { return [this.a, this.b]; }

  /** Messages still flow over the very connections, and nobody was told of anything. */
  async isUntouched(): Promise<void> {
    await talk(this.a, this.b);
    for (const [one, before] of this.#sides) {
      const now = this.#look(one), news = one.eventNames.slice(before.events).filter((name) => name !== 'channel:message');
      expect(news).to.deep.equal([]);
      expect(now.connection).to.equal(before.connection);
      expect(now.connection.connectionState).to.equal('connected');
      expect(now.remotes).to.deep.equal(before.remotes);
    }
  }

  /** And not even a connection was made for somebody else. */
  async isUnnoticed(): Promise<void> {
    await this.isUntouched();
    for (const [one, { made }] of this.#sides) expect(one.made).to.equal(made);
  }

  #look(one: Member): Side {
    const remote = one.remote(one === this.a ? this.b : this.a);
    if (!remote) throw new Error('the call is over');
    const { events: { length: events }, made } = one;
    return { connection: remote.connection, events, made, remotes: [...one.peer.remotes.keys()] };
  }
}
