import { Driver, type Bytes, type DriverHandler, type DriverLike } from '../../src/index.js';
import { platform, type Environment } from '../../src/environment.js';
import { keepNewest } from '../../src/newest.js';

export interface ChaosOptions {
  /** The same seed, the same fates: per member, in the order in which packets reach it. */
  readonly seed: number;
  /** Chance that a packet is lost on its way to one receiver. */
  readonly drop?: number;
  /** Chance that what was not lost arrives twice. */
  readonly duplicate?: number;
  /** Each copy takes 0…delayMs of its own, and so overtakes others; 0 keeps the order. */
  readonly delayMs?: number;
  /** Default: the platform's. */
  readonly clock?: Pick<Environment, 'setTimeout'>;
}

/** A packet on its way to one receiver. */
export interface Passage {
  /** Undefined for somebody whose driver is outside the chaos. */
  readonly from: string | undefined;
  readonly to: string;
  readonly topic: string;
  readonly bytes: Uint8Array;
}
/** Sent: once a packet, `to` nobody yet. Refused: published in a blackout. The rest: once a receiver and copy. */
export interface Sighting extends Omit<Passage, 'to'> {
  readonly what: 'sent' | 'refused' | 'lost' | 'delivered';
  readonly to?: string;
}

const REMEMBERED = 4096;

/**
 * A bad network in front of any drivers: `chaos.over(driver, 'Ann')` is Ann's driver. What she publishes goes out as it
 * is; what reaches her is lost, repeated or late by chance, for each receiver on its own, or lost by rule.
 */
export class Chaos {
  readonly options: ChaosOptions;
  readonly #rules = new Set<(packet: Passage) => boolean>();
  readonly #watchers = new Set<(sighting: Sighting) => void>();
  readonly #senders = new Map<string, string>();
  #onTheWay = 0;

  constructor(options: ChaosOptions) { this.options = options; }

  /** Delayed copies that have not arrived. */
  get onTheWay(): number { return this.#onTheWay; }

  over(inner: DriverLike, name: string): ChaosDriver { return new ChaosDriver(inner, name, this); }

  /** Loses, from now on, what the rule names. The returned function ends that. */
  lose(rule: (packet: Passage) => boolean): () => void {
    this.#rules.add(rule);
    return () => void this.#rules.delete(rule);
  }

  /** Nothing passes between members of different groups; who is in none hears everybody. The returned function heals. */
  partition(...groups: readonly (readonly string[])[]): () => void {
    const groupOf = new Map(groups.flatMap((group, i) => group.map((name) => [name, i] as const)));
    return this.lose(({ from, to }) => {
      const one = groupOf.get(from ?? ''), other = groupOf.get(to);
      return one !== undefined && other !== undefined && one !== other;
    });
  }

  /** Sees everything that happens to packets. The returned function stops that. */
  watch(watcher: (sighting: Sighting) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  // ── for its drivers ──

  /** Drivers do not tell who published: the bytes do, for every honest packet is unlike all others. */
  senderOf(bytes: Uint8Array): string | undefined { return this.#senders.get(bytes.join()); }

  sent(from: string, topic: string, bytes: Uint8Array): void {
    keepNewest(this.#senders.set(bytes.join(), from), REMEMBERED);
    this.see({ what: 'sent', from, topic, bytes });
  }

  see(sighting: Sighting): void { for (const watcher of this.#watchers) watcher(sighting); }

  /** Lets each copy of the packet arrive at its time. */
  pass(packet: Passage, random: () => number, deliver: () => void): void {
    const delays = this.#fate(packet, random);
    if (delays.length === 0) this.see({ what: 'lost', ...packet });
    for (const delay of delays) this.#later(delay, deliver);
  }

  // Draws as often for each packet, so that no rule or option shifts the fates of those after it.
  #fate(packet: Passage, random: () => number): number[] {
    const { drop = 0, duplicate = 0, delayMs = 0 } = this.options;
    const isLost = random() < drop, isTwice = random() < duplicate;
    const delays = [random() * delayMs, random() * delayMs];
    if (isLost || [...this.#rules].some((rule) => rule(packet))) return [];
    return isTwice ? delays : delays.slice(1);
  }

  #later(ms: number, deliver: () => void): void {
    if (!this.options.delayMs) return deliver();
    this.#onTheWay++;
    (this.options.clock ?? platform).setTimeout(() => {
      this.#onTheWay--;
      deliver();
    }, ms);
  }
}

/**
 * One member's driver. `isDark = true` is a blackout, the server gone: it says `offline`, publishing rejects, nothing
 * arrives, subscribing waits. After `isDark = false` it says `online` and what was subscribed is heard again.
 */
export class ChaosDriver extends Driver {
  readonly name: string;
  readonly #inner: DriverLike;
  readonly #chaos: Chaos;
  readonly #random: () => number;
  readonly #receivers = new Map<string, Map<DriverHandler, DriverHandler>>();
  #isDark = false;
  #lit: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(inner: DriverLike, name: string, chaos: Chaos) {
    super();
    this.name = name;
    this.#inner = inner;
    this.#chaos = chaos;
    this.#random = randomOf(`${chaos.options.seed}/${name}`);
    for (const change of ['online', 'offline'] as const) inner.addEventListener?.(change, () => this.#tell());
    this.#tell();
  }

  get isDark(): boolean { return this.#isDark; }
  set isDark(isDark: boolean) {
    this.#isDark = isDark;
    if (isDark) this.#lit ??= withResolver(); else this.#light();
    this.#tell();
  }

  async subscribe(topic: string, handler: DriverHandler): Promise<void> {
    const receive: DriverHandler = this.#receivers.get(topic)?.get(handler) ?? ((bytes) => this.#receive(topic, handler, bytes));
    this.#receivers.set(topic, (this.#receivers.get(topic) ?? new Map<DriverHandler, DriverHandler>()).set(handler, receive));
    await this.#lit?.promise;
    if (this.#receivers.get(topic)?.get(handler) === receive) await this.#inner.subscribe(topic, receive);
  }

  async unsubscribe(topic: string, handler: DriverHandler): Promise<void> {
    const receive = this.#receivers.get(topic)?.get(handler);
    this.#receivers.get(topic)?.delete(handler);
    if (receive) await this.#inner.unsubscribe(topic, receive);
  }

  async publish(topic: string, bytes: Bytes): Promise<void> {
    if (this.#isDark) {
      this.#chaos.see({ what: 'refused', from: this.name, topic, bytes });
      throw new Error('blackout');
    }
    this.#chaos.sent(this.name, topic, bytes);
    await this.#inner.publish(topic, bytes);
  }

  #receive(topic: string, handler: DriverHandler, bytes: Uint8Array): void {
    const packet = { from: this.#chaos.senderOf(bytes), to: this.name, topic, bytes };
    this.#chaos.pass(packet, this.#random, () => {
      if (this.#isDark) return this.#chaos.see({ what: 'lost', ...packet });
      if (!this.#receivers.get(topic)?.has(handler)) return;
      this.#chaos.see({ what: 'delivered', ...packet });
      handler(bytes.slice());
    });
  }

  #light(): void {
    this.#lit?.resolve();
    this.#lit = undefined;
  }

  #tell(): void { this.report(!this.#isDark && this.#inner.online !== false, (this.#inner as { reason?: unknown }).reason); }
}

/** A generator of its own for each text, in [0, 1): Marsaglia's xorshift over 32 bits. */
export function randomOf(seed: string): () => number {
  let state = [...seed].reduce((hash, c) => Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5) || 1;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 16; i++) random(); // seeds that are alike begin alike
  return random;
}

function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => { resolve = done; });
  return { promise, resolve };
}
