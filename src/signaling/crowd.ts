import type { Environment, Timers } from '../environment.js';
import type { Contact } from './contact.js';

/** Connections being made at once: whoever holds the room's key can ask for any number. */
const ATTEMPTS = 64;
const ROUND_MS = 250;
/** Whoever is there acknowledges what it gets within a second, and almost always within four where a third gets lost. */
const HEARD_MS = 4000;
/** Of those who wait so many get a hello in a round: each is sent again and again. */
const GREETINGS = 8;

export interface CrowdHost {
  readonly environment: Environment;
  readonly timers: Timers;
  readonly contacts: Iterable<Contact>;
  find(id: string): Contact | undefined;
}

/**
 * Who is connected next, where more ask to be than may at once. Those who wait get a hello: who acknowledges it hears me
 * and comes first; of the others, who may be nobody, one a round is drawn by lot. Meanwhile attempts that nobody has
 * heard of make room. Without a crowd none of this happens.
 */
export class Crowd {
  readonly #host: CrowdHost;
  readonly #waiting = new Map<Contact, () => void>();
  /** They may begin in this round. */
  #called: ReadonlySet<Contact> = new Set();
  #isThere = false;

  constructor(host: CrowdHost) { this.#host = host; }

  /** Undefined where its attempt may begin now; else resolves when to ask again. Whoever was here before need not wait. */
  turn(contact: Contact): Promise<void> | undefined {
    if (contact.remote?.hasBeenUp || (this.#isThere ? this.#called.has(contact) : this.#attempts.length < ATTEMPTS)) return undefined;
    return new Promise((resolve) => {
      this.#waiting.set(contact, resolve);
      if (!this.#isThere) this.#round();
    });
  }

  get #attempts(): Contact[] {
    return [...this.#host.contacts].filter(({ link, remote }) => link.state === 'attempt' && !remote?.hasBeenUp);
  }

  #round(): void {
    this.#isThere = true;
    this.#called = new Set();
    this.#clear();
    this.#call();
    this.#greet();
    this.#isThere = this.#waiting.size > 0 || this.#called.size > 0;
    if (this.#isThere) this.#host.timers.after(ROUND_MS, () => this.#round());
  }

  /** Of those who are gone, and of attempts in vain. */
  #clear(): void {
    for (const one of this.#waiting.keys()) if (this.#host.find(one.id) !== one) this.#waiting.delete(one);
    const attempts = this.#attempts;
    if (attempts.length >= ATTEMPTS) for (const one of attempts) if (this.#isUnheard(one)) one.link.giveWay();
  }

  #isUnheard({ link: { session }, mailbox }: Contact): boolean {
    return session !== undefined && this.#host.environment.now() - session.begunAt > HEARD_MS && (mailbox.has('offer') || mailbox.has('answer'));
  }

  #call(): void {
    const lots = this.#shuffled(), hearing = lots.filter(({ mailbox }) => mailbox.isHeard), deaf = lots.filter(({ mailbox }) => !mailbox.isHeard);
    const free = ATTEMPTS - this.#attempts.length;
    this.#called = new Set([...hearing, ...deaf.slice(0, 1)].slice(0, Math.max(0, free)));
    for (const one of this.#called) {
      this.#waiting.get(one)?.();
      this.#waiting.delete(one);
    }
  }

  // Who came last is the likeliest to be there still.
  #greet(): void {
    const strangers = [...this.#waiting.keys()].filter(({ mailbox, isAdmitted }) => isAdmitted && !mailbox.isHeard && !mailbox.has('hello'));
    for (const one of strangers.slice(-GREETINGS)) one.sayHello();
  }

  #shuffled(): Contact[] {
    const drawn = [...this.#waiting.keys()].map((one) => ({ one, order: this.#host.environment.random() }));
    return drawn.sort((a, b) => a.order - b.order).map(({ one }) => one);
  }
}
