import type { SimChannel } from './channel.js';
import type { SimConnection } from './connection.js';
import type { Wire } from './wire.js';

/** `data` undefined: the channel closes. */
interface Item { readonly data: string | ArrayBuffer | undefined; readonly from: SimChannel; readonly readyAt: number }

const LATENCY_MS = 1;
const JITTER_MS = 2;

/** One direction of one SCTP stream: reliable, what is under way when the path goes waits for its return. */
export class Stream {
  readonly #wire: Wire;
  readonly #from: SimConnection;
  readonly #id: number;
  readonly #ordered: boolean;
  readonly #queue: Item[] = [];
  #isFlowing = false;

  constructor(wire: Wire, from: SimConnection, id: number, ordered: boolean) {
    this.#wire = wire;
    this.#from = from;
    this.#id = id;
    this.#ordered = ordered;
  }

  push(data: string | ArrayBuffer | undefined, from: SimChannel): void {
    const { clock, random } = this.#from.network;
    this.#queue.push({ data, from, readyAt: clock.now + LATENCY_MS + random() * JITTER_MS });
    this.flow();
  }

  flow(): void {
    if (this.#isFlowing || this.#queue.length === 0 || !this.#wire.flows) return;
    this.#isFlowing = true;
    const { clock } = this.#from.network;
    clock.after(Math.max(0.01, this.#queue[0]!.readyAt - clock.now), () => {
      this.#isFlowing = false;
      if (!this.#wire.flows) return;
      const [item] = this.#queue.splice(this.#next(), 1);
      if (item) this.#arrive(item);
      this.flow();
    });
  }

  // Unordered messages overtake each other, but never the end of their channel.
  #next(): number {
    if (this.#ordered) return 0;
    const last = this.#queue.findIndex(({ data }) => data === undefined);
    return Math.floor(this.#from.network.random() * Math.max(1, last < 0 ? this.#queue.length : last));
  }

  #arrive({ data, from }: Item): void {
    const other = this.#wire.other(this.#from), channel = other.channels.get(this.#id);
    if (data === undefined) {
      if (channel) other.tab.hear(() => channel.closedByOther());
      this.#from.tab.after(LATENCY_MS, () => from.closedByOther());
      return;
    }
    this.#from.tab.hear(() => from.sent(sizeOf(data)));
    if (channel) other.tab.hear(() => channel.arrived(data)); // a negotiated channel drops what comes before it is there
  }
}

export function sizeOf(data: string | ArrayBuffer): number {
  return typeof data === 'string' ? data.length : data.byteLength;
}
