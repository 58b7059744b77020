import type { MetadataSource, PeerOptions } from './types/index.js';
import { redial, warm } from './drivers/abilities.js';
import type { DriverLike } from './drivers/driver.js';
import { Timers, type Environment } from './environment.js';
import { nameOf, PeerixError } from './errors.js';
import { Connections } from './link/connections.js';
import { keepNewest } from './newest.js';
import { checkMetadata, type Settings } from './options.js';
import type { PeerHost } from './peer-host.js';
import { RemoteMember, type RemoteContact } from './remote.js';
import { Announcer, type AnnouncerHost } from './signaling/announcer.js';
import { toBase64url } from './signaling/bytes.js';
import type { Contact } from './signaling/contact.js';
import { createIdentity, type Identity } from './signaling/identity.js';
import type { Frame } from './signaling/message.js';
import type { Acquaintance } from './signaling/place.js';
import { Presence, type PresenceHost } from './signaling/presence.js';
import { deriveRoomKey } from './signaling/room-key.js';
import { Roster, type RosterPlace } from './signaling/roster.js';
import { Transport, type TransportHost } from './signaling/transport.js';

export interface MembershipHost extends PeerHost {
  readonly environment: Environment;
  /** Today's: what changes counts from the next connection, driver and password from the next membership. */
  readonly settings: Settings;
  /** What the application sees; the membership keeps it. */
  readonly remotes: Map<string, RemoteMember>;
}

const SEEN = 4096;

/** One stay in one room, from join to leave. Everything that belongs to it ends with it. */
export class Membership implements RosterPlace, AnnouncerHost, PresenceHost, TransportHost {
  readonly room: string;
  readonly environment: Environment;
  readonly timers: Timers;
  readonly #host: MembershipHost;
  readonly #driver: DriverLike;
  readonly #password: string | undefined;
  readonly #connections: Connections;
  readonly #announcer = new Announcer(this);
  readonly #presence = new Presence(this);
  readonly #seen = new Set<string>();
  readonly #ended: Promise<never>;
  #reject!: (error: PeerixError) => void;
  #isOver = false;
  #source: MetadataSource;
  #metadata: unknown;
  #metadataChange = 0;
  #metadataApplied = 0;
  #incarnation = 0;
  #announcedAt = Infinity;
  #joinedAt = -Infinity;
  #me: Identity | undefined;
  #transport: Transport | undefined;
  #roster: Roster | undefined;

  constructor(room: string, metadata: MetadataSource, host: MembershipHost) {
    this.room = room;
    this.#source = metadata;
    this.#host = host;
    this.#driver = host.settings.driver;
    this.#password = host.settings.password;
    this.environment = host.environment;
    this.timers = new Timers(host.environment);
    this.#connections = new Connections({
      environment: host.environment, timers: this.timers, get settings() { return host.settings; }, onError: (error) => this.onError(error),
    });
    this.#ended = new Promise((_, reject) => { this.#reject = reject; });
    this.#ended.catch(() => { /* also rejects where nobody waits any more */ });
  }

  get id(): string | undefined { return this.#me?.id; }
  get metadata(): unknown { return this.#metadata; }
  knows(id: string): boolean { return this.#seen.has(id); }

  /** Subscribes, announces me. Rejects `ABORTED` when it is over before that. */
  join(): Promise<void> { return Promise.race([this.#ended, this.#join()]); }

  /** Replaces the metadata, for everybody. The last call wins, however long each source takes. */
  async setMetadata(source: MetadataSource): Promise<void> {
    this.#source = source;
    const change = ++this.#metadataChange;
    const metadata = await resolveMetadata(source, this.#me?.id);
    if (metadata === undefined || change < this.#metadataApplied || this.#isOver) return;
    this.#metadataApplied = change;
    this.#metadata = metadata;
    for (const contact of this.#contacts()) contact.tellMetadata();
  }

  /** There may be more places than before. */
  onSettings(): void { this.#roster?.offerPlaces(); }
  reopenChannel(label: string): void { for (const { link } of this.#contacts()) link.known?.data.channels.reopen(label); }
  closeChannel(label: string): void { for (const { link } of this.#contacts()) link.known?.data.channels.close(label); }
  reconcileMedia(): void { for (const { remote } of this.#contacts()) remote?.reconcileMedia(); }

  /**
   * Says goodbye on every path, ends at once for the application; resolves when nothing is left of it. Connections stay
   * up to `flushMs` for the goodbye to be heard.
   */
  async leave(flushMs: number): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    globalThis.removeEventListener?.('online', this.#onNetwork);
    for (const contact of this.#contacts()) {
      contact.link.known?.data.abandon();
      contact.sayGoodbye();
    }
    this.#transport?.publishLeave();
    this.timers.dispose();
    this.#reject(new PeerixError('ABORTED', 'leave() overtook join().', { hint: 'Join again to be in the room.' }));
    const goodbyes = this.#contacts().map((contact) => contact.leave(flushMs));
    this.#roster?.clear();
    await Promise.all([...goodbyes, this.#transport?.close()]);
  }

  // ── RosterPlace ──

  get myId(): string { return this.#me?.id ?? ''; }
  get age(): number { return this.now() - this.#announcedAt; }
  get sinceJoin(): number { return this.now() - this.#joinedAt; }
  get connectionTimeout(): number { return this.#host.settings.connectionTimeout; }
  get reconnectTimeout(): number { return this.#host.settings.reconnectTimeout; }
  get verify(): PeerOptions['verify'] { return this.#host.settings.verify; }
  /** `maxPeers` counts myself. */
  get hasPlace(): boolean { return this.#host.remotes.size + 1 < this.#host.settings.maxPeers; }
  get introduction(): { readonly meta: unknown; readonly h: string } {
    return { meta: this.#metadata, h: this.#me ? toBase64url(this.#me.leaveHash) : '' };
  }

  get certified(): Promise<void> { return this.#connections.certified; }

  now(): number { return this.environment.now(); }
  nextIncarnation(): number { return ++this.#incarnation; }
  createConnection(): RTCPeerConnection | Promise<RTCPeerConnection> { return this.#connections.create(); }

  createRemote(contact: RemoteContact): RemoteMember {
    const { remotes } = this.#host;
    return new RemoteMember(contact, {
      ...this.#host,
      onShown: (remote) => {
        remotes.set(remote.id, remote);
        keepNewest(this.#seen.add(remote.id), SEEN);
      },
      onHidden: (remote) => { if (remotes.get(remote.id) === remote) remotes.delete(remote.id); },
    });
  }

  publishFrame(to: Acquaintance, frame: Frame, kind: 'first' | 'mail'): void { this.#transport?.publishFrame(to, frame, kind); }
  onAlone(): void { this.#announcer.resume(); }
  onJump(): void { redial(this.#driver); }
  onError(error: PeerixError): void { if (!this.#isOver) this.#host.events.emit({ name: 'error', error }); }
  count(what: string): void { this.#host.count(what); }
  log(event: string, fields: { readonly [field: string]: unknown }): void {
    try {
      this.#host.settings.log({ event, ...fields });
    } catch (error) {
      console.error('Peerix: the option log threw.', error);
    }
  }

  // ── joining ──

  async #join(): Promise<void> {
    const letGo = warm(this.#driver);
    try {
      await Promise.race([this.#prepare(), this.#ended]);
      if (!this.#isOver) await this.#transport?.subscribe();
    } finally {
      letGo();
    }
    if (this.#isOver) return;
    await this.#announcer.begin();
    if (this.#isOver) return;
    this.#presence.begin();
    globalThis.addEventListener?.('online', this.#onNetwork);
  }

  async #prepare(): Promise<void> {
    const { crypto } = this.environment;
    if (!crypto?.subtle) throw insecure();
    this.#connections.prepare();
    const [key, me] = await Promise.all([deriveRoomKey(crypto, this.room, this.#password), createIdentity(crypto)]);
    this.#me = me;
    await this.setMetadata(this.#source);
    if (this.#isOver) return;
    this.#transport = new Transport(this.#driver, key, me, this);
    this.#roster = new Roster(key, me, this);
  }

  // ── AnnouncerHost, PresenceHost ──

  get isSettled(): boolean { return this.#isOver || (this.links > 0 && !this.#contacts().some(({ isPending }) => isPending)); }
  get links(): number { return this.#roster?.links ?? 0; }

  async announce(): Promise<void> {
    this.log('join', { links: this.links });
    await this.#transport?.publishJoin();
    this.#joinedAt = this.now();
    this.#announcedAt = Math.min(this.#announcedAt, this.#joinedAt);
  }

  async publishPresence(): Promise<void> {
    try {
      await this.#transport?.publishJoin();
    } catch (error) {
      this.log('announce-failed', { error: nameOf(error) });
    }
  }

  // ── TransportHost ──

  onPacket(bytes: Uint8Array, topic: 'all' | 'inbox'): void { this.#roster?.receive(bytes, topic); }

  onOffline(reason: unknown): void {
    this.#host.events.emit({ name: 'signaling', online: false, ...(reason !== undefined && { reason }) });
  }

  // The network changed, whether or not the driver has noticed.
  readonly #onNetwork = (): void => {
    redial(this.#driver);
    for (const contact of this.#contacts()) contact.flush();
  };

  onOnline(): void {
    this.#host.events.emit({ name: 'signaling', online: true });
    if (this.#announcedAt < Infinity) this.#announcer.afterReturn(() => this.#roster?.afterReturn());
  }

  #contacts(): Contact[] { return [...this.#roster?.contacts ?? []]; }
}

async function resolveMetadata(source: MetadataSource, id: string | undefined): Promise<unknown> {
  if (typeof source !== 'function') return JSON.parse(checkMetadata(source));
  if (id === undefined) return undefined; // asked once there is an id: the function may sign it
  try {
    return JSON.parse(checkMetadata(await (source as (id: string) => unknown)(id)));
  } catch (cause) {
    if (cause instanceof PeerixError) throw cause;
    throw new PeerixError('BAD_OPTION', 'The metadata function failed.', { cause, hint: 'Let it resolve with a JSON value.' });
  }
}

function insecure(): PeerixError {
  return new PeerixError('INSECURE_CONTEXT', 'This page is not secure, so the browser lends no cryptography.', {
    hint: 'Serve it over https, or from localhost.',
  });
}
