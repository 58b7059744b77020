import type { SimChannel } from './channel.js';
import type { SimConnection } from './connection.js';
import type { Wire } from './wire.js';

/** `data` undefined: the channel closes. */
interface Item { readonly data: string | ArrayBuffer | undefined; readonly from: SimChannel; readonly readyAt: number }

const LATENCY_MS = 1;
const JITTER_MS = 2;
/** A lost packet is sent again after so long at least, and so much more at most. */
const AGAIN_MS = [200, 800] as const;

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
    const readyAt = clock.now + LATENCY_MS + random() * JITTER_MS + this.#retransmission();
    this.#queue.push({ data, from, readyAt });
    if (this.#from.network.loss > 0) clock.after(readyAt - clock.now, () => this.#carried(data));
    this.flow();
  }

  // A packet counts when it comes, whether or not what is in it has to wait for another.
  #carried(data: string | ArrayBuffer | undefined): void { if (this.#flows) this.#wire.carried(this.#from, data === undefined ? 1 : sizeOf(data)); }

  #retransmission(): number {
    const { loss, random } = this.#from.network, [least, more] = AGAIN_MS;
    if (loss === 0 || random() >= loss) return 0;
    return least + random() * more + this.#retransmission();
  }

  flow(): void {
    if (this.#isFlowing || this.#queue.length === 0 || !this.#flows) return;
    this.#isFlowing = true;
    const { clock } = this.#from.network;
    clock.after(Math.max(0.01, this.#queue[0]!.readyAt - clock.now), () => {
      this.#isFlowing = false;
      if (!this.#flows) return;
      const [item] = this.#queue.splice(this.#next(), 1);
      if (item) this.#arrive(item);
      this.flow();
    });
  }

  get #flows(): boolean { return this.#wire.flowsFrom(this.#from); }

  // Unordered messages overtake each other, but never the end of their channel.
  #next(): number {
    if (this.#ordered) return 0;
    const last = this.#queue.findIndex(({ data }) => data === undefined);
    return Math.floor(this.#from.network.random() * Math.max(1, last < 0 ? this.#queue.length : last));
  }

  #arrive({ data, from }: Item): void {
    const other = this.#wire.other(this.#from), channel = other.channels.get(this.#id);
    if (this.#from.network.loss === 0) this.#carried(data);
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
