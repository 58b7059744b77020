import type { Environment, Timers } from '../environment.js';
import type { Bytes } from '../drivers/driver.js';
import type { ControlMessage } from '../link/control.js';
import { Bucket } from '../bucket.js';
import { fromBase64url, toBase64url } from './bytes.js';
import type { Contact } from './contact.js';
import { idOf } from './identity.js';
import { MAX_ROSTER, parseRoster } from './message.js';

/** Changes that come together are told together. */
const TELL_MS = 300;
/** Of two that lack each other the lower id speaks; the higher only if that was not heard. */
const HIGHER_WAITS_MS = 1500;
const RETRY_MS = 2000;
const RETRY_MOST_MS = 30_000;
const RETRIES = 5;
/** A member can make up any number of others. */
const STRANGERS = 64;
const STRANGERS_A_SECOND = 8;

export interface GossipHost {
  readonly environment: Environment;
  readonly timers: Timers;
  readonly contacts: Iterable<Contact>;
  /** Nothing that is said of that id counts. */
  isDead(id: string): boolean;
  find(id: string): Contact | undefined;
  acquaint(id: string, idBytes: Bytes, pub: Bytes): Contact;
  count(what: string): void;
}

/** Members tell each other in-band whom they are linked to, so a pair that missed each other is mended by the others (protocol §5). */
export class Gossip {
  readonly #host: GossipHost;
  readonly #rosters = new Map<string, ReadonlySet<string>>();
  readonly #tries = new WeakMap<Contact, number>();
  readonly #waiting = new WeakSet<Contact>();
  readonly #seeking = new WeakSet<Contact>();
  readonly #strangers: Bucket;
  #isTelling = false;

  constructor(host: GossipHost) {
    this.#host = host;
    this.#strangers = new Bucket(STRANGERS, STRANGERS_A_SECOND, () => host.environment.now());
  }

  /** It hears at once whom I know, and the others of it soon. */
  onUp(contact: Contact): void {
    this.#tries.delete(contact);
    this.#tell([contact]);
    this.changed();
  }

  /** Whom I am linked to changed. */
  changed(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#host.timers.after(TELL_MS, () => {
      this.#isTelling = false;
      this.#tell(this.#linked);
    });
  }

  onParted({ id }: Contact): void { this.#rosters.delete(id); }

  /** What a linked member said: whom it is linked to. */
  async onRoster(source: Contact, message: ControlMessage): Promise<void> {
    const roster = parseRoster(message['list']);
    if (!roster) return this.#host.count('violation:roster');
    this.#rosters.set(source.id, new Set(roster.map(({ id }) => id)));
    for (const { id, pub } of roster) {
      if (this.#host.isDead(id)) continue;
      const known = this.#host.find(id);
      if (!known && !this.#strangers.take()) return this.#host.count('dropped:gossip');
      const contact = known ?? await this.#acquaint(id, pub);
      if (contact) this.#seek(contact);
    }
  }

  /** Tries again after a while, ever rarer, as long as a linked member vouches for it. */
  retry(contact: Contact): void {
    const tries = (this.#tries.get(contact) ?? 0) + 1;
    if (this.#waiting.has(contact) || tries > RETRIES) return;
    this.#tries.set(contact, tries);
    this.#waiting.add(contact);
    const wait = Math.min(RETRY_MS * 2 ** tries, RETRY_MOST_MS) * (0.5 + this.#host.environment.random() / 2);
    this.#host.timers.after(wait, () => {
      this.#waiting.delete(contact);
      if (contact.link.state !== 'closed' || !this.#isVouched(contact)) return;
      contact.revive();
      this.retry(contact);
    });
  }

  /** Who was given up is tried again from the start. */
  retryFromStart(contact: Contact): void {
    this.#tries.delete(contact);
    this.retry(contact);
  }

  #seek(contact: Contact): void {
    if (contact.link.state === 'closed') return this.retry(contact);
    if (!contact.isUntouched) return;
    if (contact.isLower) return contact.seek();
    if (this.#seeking.has(contact)) return;
    this.#seeking.add(contact);
    this.#host.timers.after(HIGHER_WAITS_MS, () => {
      this.#seeking.delete(contact);
      if (contact.isUntouched) contact.seek();
    });
  }

  async #acquaint(id: string, pub: string): Promise<Contact | undefined> {
    const bytes = fromBase64url(pub);
    const idBytes = bytes && await idOf(this.#host.environment.crypto, bytes);
    if (!bytes || !idBytes || toBase64url(idBytes) !== id) {
      this.#host.count('violation:roster');
      return undefined;
    }
    if (this.#host.isDead(id)) return undefined;
    return this.#host.find(id) ?? this.#host.acquaint(id, idBytes, bytes);
  }

  get #linked(): Contact[] { return [...this.#host.contacts].filter(({ link }) => link.state === 'up'); }

  #isVouched({ id }: Contact): boolean {
    return this.#linked.some((source) => this.#rosters.get(source.id)?.has(id));
  }

  #tell(listeners: readonly Contact[]): void {
    const list = this.#linked.slice(-MAX_ROSTER).map(({ id, pub }) => ({ id, pub: toBase64url(pub) }));
    for (const listener of listeners) listener.link.send({ t: 'roster', list });
  }
}
