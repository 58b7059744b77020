import type { Bytes, DriverHandler, DriverLike } from '../../../src/index.js';

/** A packet as the operator of a signaling server sees it. */
export interface Packet { readonly topic: string; readonly bytes: Bytes }
/** One that a member published; `at` in milliseconds. */
export interface Published extends Packet { readonly from: DriverLike; readonly at: number }

/** A signaling server in the hands of its operator: keeps every packet, delivers what it likes, and makes up its own. */
export class Relay {
  /** Everything that members published, in order. */
  readonly published: Published[] = [];
  /** What is delivered in a packet's place. */
  pass: (packet: Published) => Iterable<Packet> = (packet) => [packet];
  readonly #handlers = new Map<string, Set<DriverHandler>>();

  /** One for each member, so that it is known who published what. */
  driver(): DriverLike {
    const driver: DriverLike = {
      subscribe: (topic, handler) => this.listen(topic, handler),
      unsubscribe: (topic, handler) => { this.#handlers.get(topic)?.delete(handler); },
      publish: (topic, bytes) => {
        const packet = { topic, bytes: bytes.slice(), from: driver, at: performance.now() };
        this.published.push(packet);
        this.inject(...this.pass(packet));
      },
    };
    return driver;
  }

  listen(topic: string, handler: DriverHandler): void {
    this.#handlers.set(topic, (this.#handlers.get(topic) ?? new Set()).add(handler));
  }

  /** The topics that somebody hears. */
  get topics(): string[] { return [...this.#handlers].filter(([, handlers]) => handlers.size > 0).map(([topic]) => topic); }

  publishedBy(driver: DriverLike | undefined): Published[] { return this.published.filter(({ from }) => from === driver); }

  /** Delivers packets that nobody published, or not now. */
  inject(...packets: readonly Packet[]): void {
    for (const { topic, bytes } of packets) {
      for (const handler of this.#handlers.get(topic) ?? []) queueMicrotask(() => handler(bytes.slice()));
    }
  }
}

/** The sender's kind of packet: join, first, mail, leave. */
export const KIND = { join: 1, first: 2, mail: 3, leave: 4 } as const;

export function isOf(kind: keyof typeof KIND): (packet: Packet) => boolean {
  return ({ bytes }) => bytes[1] === KIND[kind];
}
