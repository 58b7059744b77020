import type { Bytes } from '../drivers/driver.js';
import type { Header, Part } from './framing.js';
import type { Encoded } from './value.js';

/** What a part led to: nothing yet, messages to hand over, or a breach of the protocol. */
export type Arrival = { readonly values: readonly Encoded[]; readonly acknowledge: readonly number[] } | 'violation';
const NOTHING: Arrival = { values: [], acknowledge: [] };

/** Puts one sender's messages of one label together again; counters outlive the connection (protocol §7). */
export interface Assembly {
  take(part: Part): Arrival;
  /** The first message that has not arrived whole. */
  readonly next: number;
  /** Another connection: what had begun to arrive is sent again from its first part. */
  restart(): void;
}

/** Bytes of messages that are not whole yet, over all labels of one remote: an honest one leaves 4 MiB and a message unacknowledged. */
export class Store {
  #bytes = 0;
  /** False, and nothing is taken, where it is full. */
  take(bytes: number): boolean {
    if (this.#bytes + bytes > MAX_STORED) return false;
    this.#bytes += bytes;
    return true;
  }
  give(bytes: number): void { this.#bytes -= bytes; }
}

const MAX_STORED = 6 * 1024 * 1024;

/** Holds what has come, not what was announced. */
class Building {
  readonly #header: Header;
  readonly #store: Store;
  readonly #chunks: { readonly offset: number; readonly bytes: Bytes }[] = [];
  #filled = 0;

  constructor(header: Header, store: Store) {
    this.#header = header;
    this.#store = store;
  }

  get filled(): number { return this.#filled; }
  get isComplete(): boolean { return this.#filled === this.#header.total; }

  /** Whole; its bytes are nobody's to hold any more. */
  finish(): Encoded {
    const { type, info, total } = this.#header, [only] = this.#chunks;
    this.drop();
    if (only?.bytes.length === total) return { type, info, bytes: only.bytes };
    const bytes = new Uint8Array(total);
    for (const chunk of this.#chunks) bytes.set(chunk.bytes, chunk.offset);
    return { type, info, bytes };
  }

  drop(): void { this.#store.give(this.#filled); }

  /** False when it reaches beyond what was announced, or beyond what may be held. */
  put(offset: number, chunk: Bytes): boolean {
    const { total } = this.#header;
    if (offset + chunk.length > total || this.#filled + chunk.length > total || !this.#store.take(chunk.length)) return false;
    this.#chunks.push({ offset, bytes: chunk });
    this.#filled += chunk.length;
    return true;
  }
}

/** Reliable and ordered: exactly m = next. */
export class OrderedAssembly implements Assembly {
  readonly #store: Store;
  #next = 1;
  #building: Building | undefined;

  constructor(store = new Store()) { this.#store = store; }

  get next(): number { return this.#next; }
  restart(): void {
    this.#building?.drop();
    this.#building = undefined;
  }

  take(part: Part): Arrival {
    if (part.m < this.#next) return { values: [], acknowledge: [this.#next - 1] };
    if (part.m > this.#next) return 'violation';
    if (part.isCancel) return this.#skip();
    if (part.header) {
      this.restart();
      this.#building = new Building(part.header, this.#store);
    }
    const building = this.#building;
    if (!building?.put(building.filled, part.chunk)) return 'violation';
    if (!building.isComplete) return NOTHING;
    this.#building = undefined;
    return { values: [building.finish()], acknowledge: [this.#next++] };
  }

  #skip(): Arrival {
    this.restart();
    return { values: [], acknowledge: [this.#next++] };
  }
}

const WINDOW = 1024;
/** Of messages that are under way at once in an unordered channel: what 4 MiB unacknowledged hold of more than one part. */
const MAX_BUILDING = 64;

/** Reliable, in whatever order it comes: a window over what was seen keeps each message to one delivery. */
export class UnorderedAssembly implements Assembly {
  readonly #store: Store;
  #base = 1;
  readonly #seen = new Set<number>();
  readonly #building = new Map<number, Building>();

  constructor(store = new Store()) { this.#store = store; }

  get next(): number { return this.#base; }
  restart(): void {
    for (const building of this.#building.values()) building.drop();
    this.#building.clear();
  }

  take(part: Part): Arrival {
    const { m } = part;
    if (m < this.#base || this.#seen.has(m)) return { values: [], acknowledge: [m] };
    if (m >= this.#base + WINDOW) return 'violation';
    if (part.isCancel) {
      this.#building.get(m)?.drop();
      return this.#finish(m, []);
    }
    if (!part.header || part.offset === undefined) return 'violation';
    const known = this.#building.get(m);
    if (!known && this.#building.size >= MAX_BUILDING) return 'violation';
    const building = known ?? new Building(part.header, this.#store);
    this.#building.set(m, building);
    if (!building.put(part.offset, part.chunk)) return 'violation';
    return building.isComplete ? this.#finish(m, [building.finish()]) : NOTHING;
  }

  #finish(m: number, values: Encoded[]): Arrival {
    this.#building.delete(m);
    this.#seen.add(m);
    while (this.#seen.delete(this.#base)) this.#base++;
    return { values, acknowledge: [m] };
  }
}

/** Unreliable: each message is one part and is handed over as it comes; nothing is acknowledged. */
export class UnreliableAssembly implements Assembly {
  readonly next = 1;
  restart(): void { /* nothing is sent again */ }

  take({ header, chunk }: Part): Arrival {
    if (!header || header.total !== chunk.length) return 'violation';
    return { values: [{ type: header.type, info: header.info.slice(), bytes: chunk.slice() }], acknowledge: [] };
  }
}
