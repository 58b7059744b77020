import type { Bytes, DriverLike } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { nameOf, PeerixError } from '../errors.js';
import type { Acquaintance } from './place.js';
import type { Identity } from './identity.js';
import type { Frame } from './message.js';
import { buildFirst, buildJoin, buildLeave, buildMail } from './packet.js';
import { inboxTopic, type RoomKey } from './room-key.js';

export interface TransportHost {
  readonly environment: Environment;
  onPacket(bytes: Uint8Array, topic: 'all' | 'inbox'): void;
  onOnline(): void;
  onOffline(reason: unknown): void;
  count(what: string): void;
  log(event: string, fields: { readonly [field: string]: unknown }): void;
}

/** Between one membership and its driver: my two topics, and the sealing of what I publish. */
export class Transport {
  readonly #driver: DriverLike;
  readonly #room: RoomKey;
  readonly #me: Identity;
  readonly #host: TransportHost;
  #isOver = false;

  constructor(driver: DriverLike, room: RoomKey, me: Identity, host: TransportHost) {
    this.#driver = driver;
    this.#room = room;
    this.#me = me;
    this.#host = host;
  }

  /** Resolves once what is published from now on is heard, or I left meanwhile. Rejects `SIGNALING_FAILED`. */
  async subscribe(): Promise<void> {
    this.#listen('addEventListener');
    if (this.#driver.online === false) this.#onOffline();
    try {
      await Promise.all(this.#topics.map(([topic, handler]) => (this.#isOver ? undefined : this.#driver.subscribe(topic, handler))));
    } catch (cause) {
      throw cause instanceof PeerixError ? cause : new PeerixError('SIGNALING_FAILED', 'The driver could not subscribe to the room.', {
        cause, hint: 'Check the URL and the options of the driver.',
      });
    }
  }

  /** Nothing is sent or heard any more. */
  async close(): Promise<void> {
    this.#isOver = true;
    this.#listen('removeEventListener');
    await Promise.all(this.#topics.map(async ([topic, handler]) => this.#driver.unsubscribe(topic, handler)));
  }

  async publishJoin(): Promise<void> {
    const packet = await buildJoin(this.#host.environment.crypto, this.#room, this.#me, { h: this.#me.leaveHash });
    this.#publish(this.#room.allTopic, packet);
  }

  /** Synchronously. */
  publishLeave(): void { this.#publish(this.#room.allTopic, buildLeave(this.#me)); }

  /** `first` brings my key along. */
  publishFrame(to: Acquaintance, frame: Frame, kind: 'first' | 'mail'): void {
    this.#sealAndPublish(to, frame, kind).catch((error) => this.#host.log('publish-failed', { error: nameOf(error) }));
  }

  async #sealAndPublish({ id, idBytes, secrets }: Acquaintance, frame: Frame, kind: 'first' | 'mail'): Promise<void> {
    const { crypto } = this.#host.environment, { keys } = await secrets;
    const packet = kind === 'first'
      ? await buildFirst(crypto, this.#room, this.#me, keys, idBytes, frame)
      : await buildMail(crypto, this.#me, keys, frame);
    this.#publish(inboxTopic(this.#room, id), packet);
  }

  // A packet that the driver did not take is one that got lost on the way: the mailbox sends it again.
  #publish(topic: string, packet: Bytes): void {
    if (this.#isOver) return;
    this.#host.count('sent');
    try {
      Promise.resolve(this.#driver.publish(topic, packet)).catch(() => this.#host.count('lost'));
    } catch {
      this.#host.count('lost');
    }
  }

  // One handler a topic and membership: a driver knows them by identity.
  get #topics(): [string, (bytes: Uint8Array) => void][] {
    return [[this.#room.allTopic, this.#onBroadcast], [inboxTopic(this.#room, this.#me.id), this.#onDirect]];
  }

  #listen(change: 'addEventListener' | 'removeEventListener'): void {
    this.#driver[change]?.('online', this.#onOnline);
    this.#driver[change]?.('offline', this.#onOffline);
  }

  readonly #onBroadcast = (bytes: Uint8Array): void => { if (!this.#isOver) this.#host.onPacket(bytes, 'all'); };
  readonly #onDirect = (bytes: Uint8Array): void => { if (!this.#isOver) this.#host.onPacket(bytes, 'inbox'); };
  readonly #onOnline = (): void => this.#host.onOnline();
  readonly #onOffline = (): void => this.#host.onOffline((this.#driver as { reason?: unknown }).reason);
}
