import type { Bytes, DriverHandler, DriverLike } from '../../../src/index.js';

export interface Sent { readonly topic: string; readonly bytes: Uint8Array }

/** A signaling server of the test's own: it keeps what passes, and says what nobody sent. */
export class Wire implements DriverLike {
  /** What members published, the newest thousand. */
  readonly sent: Sent[] = [];
  /** Nothing real gets through. */
  isCut = false;
  readonly #handlers = new Map<string, Set<DriverHandler>>();

  subscribe(topic: string, handler: DriverHandler): void {
    this.#handlers.set(topic, (this.#handlers.get(topic) ?? new Set()).add(handler));
  }

  unsubscribe(topic: string, handler: DriverHandler): void { this.#handlers.get(topic)?.delete(handler); }

  async publish(topic: string, bytes: Bytes): Promise<void> {
    this.sent.push({ topic, bytes });
    if (this.sent.length > 1000) this.sent.shift();
    if (this.isCut) return;
    await Promise.resolve();
    for (const handler of this.#handlers.get(topic) ?? []) handler(bytes);
  }

  /** A driver for one member only: what is said to it alone is heard by nobody else. */
  line(): Line { return new Line(this); }
}

/** One member's end of the wire. */
export class Line implements DriverLike {
  readonly #wire: Wire;
  readonly #mine = new Map<string, DriverHandler>();

  constructor(wire: Wire) { this.#wire = wire; }

  get allTopic(): string { return this.#topic((topic) => topic.endsWith('.all')); }
  get inboxTopic(): string { return this.#topic((topic) => !topic.endsWith('.all')); }

  subscribe(topic: string, handler: DriverHandler): void {
    this.#mine.set(topic, handler);
    this.#wire.subscribe(topic, handler);
  }

  unsubscribe(topic: string, handler: DriverHandler): void {
    this.#mine.delete(topic);
    this.#wire.unsubscribe(topic, handler);
  }

  publish(topic: string, bytes: Bytes): Promise<void> { return this.#wire.publish(topic, bytes); }

  /** Bytes from the server, heard by this member alone. What its handler throws is thrown. */
  say(topic: string, bytes: Uint8Array): void {
    const handler = this.#mine.get(topic);
    if (!handler) throw new Error(`this member does not hear ${topic}`);
    handler(bytes);
  }

  #topic(fits: (topic: string) => boolean): string {
    const topic = [...this.#mine.keys()].find(fits);
    if (topic === undefined) throw new Error('this member has not joined');
    return topic;
  }
}
