import type { Bytes } from '../drivers/driver.js';
import type { Environment } from '../environment.js';
import { keepNewest } from '../newest.js';
import { Bucket } from '../bucket.js';
import type { Acquaintance, Secrets } from './place.js';
import type { Identity } from './identity.js';
import type { Frame } from './message.js';
import type { RoomKey } from './room-key.js';
import { derivePairKeys, safetyNumber } from './seal.js';

/** "Prove that you are there." It is no part of a mailbox and tells nothing of me. */
const QUERY: Frame = { e: 0, ae: 0, s: 1, a: 0, m: [] };
const KEYS = 256;
const ATTEMPTS_ALIVE = 32;
const ATTEMPTS_A_SECOND = 4;
/** Together 256 in any second. */
const QUERIES_AT_ONCE = 32;
const QUERIES_A_SECOND = 224;
/** A little less than the second after which they are repeated: timers may be early. */
const SAME_ID_MS = 900;

export interface StrangersPlace {
  readonly environment: Environment;
  /**
   * Resolves once connections can be made. Chromium hands over a certificate only while no WebCrypto calls follow each
   * other: what derives keys first would keep the first offer waiting for nothing.
   */
  readonly certified: Promise<void>;
  publishFrame(to: Acquaintance, frame: Frame, kind: 'first'): void;
  count(what: string): void;
  log(event: string, fields: { readonly [field: string]: unknown }): void;
}

/** What is done for ids that have not proved to be there: little, however many come (protocol §4, "Load"). */
export class Strangers {
  readonly #room: RoomKey;
  readonly #me: Identity;
  readonly #place: StrangersPlace;
  readonly #met = new Map<string, Acquaintance>();
  readonly #queriedAt = new Map<string, number>();
  readonly #attempts: Bucket;
  readonly #queries: Bucket;

  constructor(room: RoomKey, me: Identity, place: StrangersPlace) {
    this.#room = room;
    this.#me = me;
    this.#place = place;
    const now = () => place.environment.now();
    this.#attempts = new Bucket(ATTEMPTS_ALIVE, ATTEMPTS_A_SECOND, now);
    this.#queries = new Bucket(QUERIES_AT_ONCE, QUERIES_A_SECOND, now);
  }

  /** Who has that id; its keys are derived beside whatever else a first contact has to do. */
  meet(id: string, idBytes: Bytes, pub: Bytes): Acquaintance {
    const known = this.#met.get(id) ?? { id, idBytes, pub, secrets: this.#derive(pub) };
    this.#met.delete(id);
    keepNewest(this.#met.set(id, known), KEYS);
    return known;
  }

  /** Something may be allocated for one more, where `alive` attempts are unproved already. */
  admit(alive: number): boolean { return alive < ATTEMPTS_ALIVE && this.#attempts.take(); }

  query(stranger: Acquaintance): void {
    const now = this.#place.environment.now();
    if (now - (this.#queriedAt.get(stranger.id) ?? -Infinity) < SAME_ID_MS || !this.#queries.take()) return;
    this.#queriedAt.delete(stranger.id);
    keepNewest(this.#queriedAt.set(stranger.id, now), QUERIES_A_SECOND * 2);
    this.#place.count('queries');
    this.#place.log('query', { remote: stranger.id });
    this.#place.publishFrame(stranger, QUERY, 'first');
  }

  #derive(pub: Bytes): Promise<Secrets> {
    const secrets = this.#deriveSecrets(pub);
    secrets.catch(() => { /* no point of the curve: counted where it is used */ });
    return secrets;
  }

  async #deriveSecrets(pub: Bytes): Promise<Secrets> {
    const { crypto } = this.#place.environment;
    await this.#place.certified;
    return { keys: await derivePairKeys(crypto, this.#room, this.#me, pub), safetyNumber: () => safetyNumber(crypto, this.#me.pub, pub) };
  }
}
