import type { MetadataSource, PeerEventMap, SendOptions, Sendable, Transfer } from './types/index.js';
import type { Opening } from './data/opening.js';
import type { Bytes, DriverLike } from './drivers/driver.js';
import { Timers, type Environment } from './environment.js';
import { nameOf, PeerixError } from './errors.js';
import type { Emitter } from './events.js';
import { IceServerSource } from './link/ice-servers.js';
import type { Publishing } from './media/publishing.js';
import { keepNewest } from './newest.js';
import { checkMetadata, type Settings } from './options.js';
import { RemoteMember, type RemoteContact } from './remote.js';
import { Announcer, type AnnouncerHost } from './signaling/announcer.js';
import { toBase64url } from './signaling/bytes.js';
import type { Contact, ContactPlace } from './signaling/contact.js';
import { createIdentity, type Identity } from './signaling/identity.js';
import type { Frame } from './signaling/message.js';
import { buildFirst, buildJoin, buildLeave, buildMail } from './signaling/packet.js';
import { deriveRoomKey, inboxTopic, type RoomKey } from './signaling/room-key.js';
import { Roster } from './signaling/roster.js';

export interface MembershipHost {
  readonly environment: Environment;
  /** Today's: what changes counts from the next connection, driver and password from the next membership. */
  readonly settings: Settings;
  readonly events: Emitter<PeerEventMap>;
  readonly openings: ReadonlyMap<string, Opening>;
  readonly publishings: ReadonlyMap<string, Publishing>;
  /** What the application sees; the membership keeps it. */
  readonly remotes: Map<string, RemoteMember>;
  send(remote: RemoteMember, data: Sendable, options: SendOptions): Transfer;
  count(what: string): void;
}

const SEEN = 4096;

/** One stay in one room, from join to leave. Everything that belongs to it ends with it. */
export class Membership implements ContactPlace, AnnouncerHost {
  readonly room: string;
  readonly environment: Environment;
  readonly #host: MembershipHost;
  readonly #driver: DriverLike;
  readonly #password: string | undefined;
  #iceServers: IceServerSource | undefined;
  readonly timers: Timers;
  readonly #announcer = new Announcer(this);
  readonly #seen = new Set<string>();
  readonly #ended: Promise<never>;
  #reject!: (error: PeerixError) => void;
  #isOver = false;
  #source: MetadataSource;
  #metadata: unknown;
  #metadataChange = 0;
  #incarnation = 0;
  #announcedAt = Infinity;
  #key: RoomKey | undefined;
  #me: Identity | undefined;
  #certificates: RTCCertificate[] | undefined;
  #certifying: Promise<unknown> | undefined;
  #roster: Roster | undefined;

  constructor(room: string, metadata: MetadataSource, host: MembershipHost) {
    this.room = room;
    this.#source = metadata;
    this.#host = host;
    this.#driver = host.settings.driver;
    this.#password = host.settings.password;
    this.environment = host.environment;
    this.timers = new Timers(host.environment);
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
    if (metadata === undefined || change !== this.#metadataChange || this.#isOver) return;
    this.#metadata = metadata;
    for (const contact of this.#contacts()) contact.tellMetadata();
  }

  reconcileMedia(): void { for (const { remote } of this.#contacts()) remote?.reconcileMedia(); }

  /**
   * Says goodbye on every path, ends at once for the application; resolves when nothing is left of it. Connections stay
   * up to `flushMs` for the goodbye to be heard.
   */
  async leave(flushMs: number): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const contact of this.#contacts()) contact.sayGoodbye();
    if (this.#roster && this.#key && this.#me) this.#publish(this.#key.allTopic, buildLeave(this.#me));
    this.timers.dispose();
    this.#reject(new PeerixError('ABORTED', 'leave() overtook join().', { hint: 'Join again to be in the room.' }));
    const goodbyes = [...this.#contacts()].map((contact) => contact.leave(flushMs));
    this.#roster?.clear();
    this.#listen('removeEventListener');
    await Promise.all([...goodbyes, ...this.#topics().map(([topic, handler]) => this.#driver.unsubscribe(topic, handler))]);
  }

  // ── ContactPlace ──

  get myId(): string { return this.#me?.id ?? ''; }
  get age(): number { return this.environment.now() - this.#announcedAt; }
  get connectionTimeout(): number { return this.#host.settings.connectionTimeout; }
  get introduction(): { readonly meta: unknown; readonly h: string } {
    return { meta: this.#metadata, h: this.#me ? toBase64url(this.#me.leaveHash) : '' };
  }

  nextIncarnation(): number { return ++this.#incarnation; }

  createConnection(): RTCPeerConnection | Promise<RTCPeerConnection> {
    const { iceServers } = this.#host.settings;
    if (this.#iceServers?.option !== iceServers) this.#iceServers = undefined;
    this.#iceServers ??= new IceServerSource(iceServers, this.timers, (error) => this.onError(error));
    const servers = this.#iceServers.get();
    if (this.#certificates && !(servers instanceof Promise)) return this.#connect(servers);
    return Promise.all([servers, this.#certifying]).then(([list]) => this.#connect(list));
  }

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

  publishFrame(contact: Contact, frame: Frame, kind: 'first' | 'mail'): void {
    if (!this.#isOver) this.#sealAndPublish(contact, frame, kind).catch((error) => this.log('publish-failed', { error: nameOf(error) }));
  }

  onClosed(): void { this.#announcer.resume(); }
  onError(error: PeerixError): void { if (!this.#isOver) this.#host.events.emit({ name: 'error', error }); }
  count(what: string): void { this.#host.count(what); }
  log(event: string, fields: { readonly [field: string]: unknown }): void { this.#host.settings.log({ event, ...fields }); }

  // ── joining ──

  async #join(): Promise<void> {
    await this.#prepare();
    if (this.#isOver) return;
    this.#listen('addEventListener');
    if (this.#driver.online === false) this.#onOffline();
    await this.#subscribe();
    if (!this.#isOver) await this.#announcer.begin();
  }

  async #prepare(): Promise<void> {
    const { crypto, RTCPeerConnection: Connection } = this.environment;
    if (!crypto?.subtle) throw insecure();
    if (!Connection) throw unavailable();
    // The first connection waits for it, not the announcement.
    this.#certifying = createCertificates(Connection).then((certificates) => { this.#certificates = certificates; });
    const [key, me] = await Promise.all([deriveRoomKey(crypto, this.room, this.#password), createIdentity(crypto)]);
    this.#key = key;
    this.#me = me;
    await this.setMetadata(this.#source);
    this.#roster = new Roster(key, me, this);
  }

  async #subscribe(): Promise<void> {
    try {
      await Promise.all(this.#topics().map(([topic, handler]) => this.#driver.subscribe(topic, handler)));
    } catch (cause) {
      throw cause instanceof PeerixError ? cause : new PeerixError('SIGNALING_FAILED', 'The driver could not subscribe to the room.', {
        cause, hint: 'Check the URL and the options of the driver.',
      });
    }
  }

  // ── AnnouncerHost ──

  get isSettled(): boolean {
    const contacts = [...this.#contacts()];
    return this.#isOver || (contacts.some(({ link }) => link.state === 'up') && !contacts.some(({ isPending }) => isPending));
  }

  async publishJoin(): Promise<void> {
    if (!this.#key || !this.#me) return;
    const packet = await buildJoin(this.environment.crypto, this.#key, this.#me, { h: this.#me.leaveHash });
    if (this.#isOver) return;
    this.#announcedAt = Math.min(this.#announcedAt, this.environment.now());
    this.#publish(this.#key.allTopic, packet);
  }

  // One handler a topic and membership: a driver knows them by identity.
  #topics(): [string, (bytes: Uint8Array) => void][] {
    return this.#key && this.#me ? [[this.#key.allTopic, this.#onBroadcast], [inboxTopic(this.#key, this.#me.id), this.#onDirect]] : [];
  }

  readonly #onBroadcast = (bytes: Uint8Array): void => { if (!this.#isOver) this.#roster?.receive(bytes, 'all'); };
  readonly #onDirect = (bytes: Uint8Array): void => { if (!this.#isOver) this.#roster?.receive(bytes, 'inbox'); };

  // ── the driver ──

  async #sealAndPublish(contact: Contact, frame: Frame, kind: 'first' | 'mail'): Promise<void> {
    if (!this.#key || !this.#me) return;
    const { crypto } = this.environment, { keys } = await contact.secrets;
    const packet = kind === 'first'
      ? await buildFirst(crypto, this.#key, this.#me, keys, contact.idBytes, frame)
      : await buildMail(crypto, this.#me, keys, frame);
    if (!this.#isOver) this.#publish(inboxTopic(this.#key, contact.id), packet);
  }

  // A packet that the driver did not take is one that got lost on the way: the mailbox sends it again.
  #publish(topic: string, packet: Bytes): void {
    this.count('sent');
    try {
      Promise.resolve(this.#driver.publish(topic, packet)).catch(() => this.count('lost'));
    } catch {
      this.count('lost');
    }
  }

  #listen(change: 'addEventListener' | 'removeEventListener'): void {
    this.#driver[change]?.('online', this.#onOnline);
    this.#driver[change]?.('offline', this.#onOffline);
  }

  readonly #onOffline = (): void => {
    const { reason } = this.#driver as { reason?: unknown };
    this.#host.events.emit({ name: 'signaling', online: false, ...(reason !== undefined && { reason }) });
  };

  readonly #onOnline = (): void => {
    this.#host.events.emit({ name: 'signaling', online: true });
    for (const contact of this.#contacts()) contact.flush();
    if (this.#announcedAt < Infinity) this.#announcer.afterReturn();
  };

  // ── inside ──

  #contacts(): Iterable<Contact> { return this.#roster?.contacts ?? []; }

  #connect(iceServers: RTCIceServer[]): RTCPeerConnection {
    const { RTCPeerConnection: Connection } = this.environment;
    if (!Connection) throw unavailable();
    return new Connection({
      iceServers, iceTransportPolicy: this.#host.settings.iceTransportPolicy, bundlePolicy: 'max-bundle',
      certificates: this.#certificates ?? [],
    });
  }
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

// One certificate a join: shared across rooms it would link them. Where none can be made, each connection makes its own.
async function createCertificates(Connection: typeof RTCPeerConnection): Promise<RTCCertificate[]> {
  try {
    return [await Connection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier)];
  } catch {
    return [];
  }
}

function insecure(): PeerixError {
  return new PeerixError('INSECURE_CONTEXT', 'This page is not secure, so the browser lends no cryptography.', {
    hint: 'Serve it over https, or from localhost.',
  });
}

function unavailable(): PeerixError {
  return new PeerixError('UNSUPPORTED', 'There is no RTCPeerConnection here.', {
    hint: 'Use a browser with WebRTC, or give the option RTCPeerConnection.',
  });
}

