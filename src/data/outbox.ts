import type { Bytes } from '../drivers/driver.js';
import type { Outcome } from '../types/index.js';
import { cancelPart, HIGH_WATER, orderedPart, partsOf, unorderedPart } from './framing.js';
import type { Encoded } from './value.js';

/** Of one unordered channel: the receiver remembers 1,024 messages from the oldest that it lacks. */
const MAX_SPREAD = 1000;

/** Where one message to one remote reports. */
export interface Delivery {
  acknowledged(bytes: number): void;
  settle(outcome: Outcome, why?: string): void;
}

/** What one remote may leave unacknowledged, over all labels (protocol §7). */
export class Budget {
  #bytes = 4 * 1024 * 1024;
  #messages = 1000;
  /** A message larger than what is left waits until nothing is under way. */
  get hasRoom(): boolean { return this.#bytes > 0 && this.#messages > 0; }
  take(bytes: number): void { this.#bytes -= bytes; this.#messages--; }
  give(bytes: number): void { this.#bytes += bytes; this.#messages++; }
}

interface Item { readonly value: Encoded; readonly delivery: Delivery; m: number; part: number; isCancelled: boolean }

/** A data channel as an outbox sees it: the other side has it too. One that closes takes nothing, though its event is still to come. */
export interface Pipe extends Pick<RTCDataChannel, 'bufferedAmount' | 'readyState'> {
  send(part: Bytes): void;
  /** What it holds back, it sends. */
  flush?(): void;
}

const isOpen = (pipe: Pipe | undefined): pipe is Pipe => pipe?.readyState === 'open';

export interface Outbox {
  /** Nothing waits, and nothing is unacknowledged. */
  readonly isEmpty: boolean;
  /** The returned function takes the message back as far as that is still possible; false: nothing of it was sent. */
  post(value: Encoded, delivery: Delivery): () => boolean;
  /** Sends what the pipe and the budget take. */
  pump(): void;
  attach(pipe: Pipe): void;
  /** What waits, waits for the next pipe. */
  detach(): void;
  /** Ends everything that waits or is unacknowledged. */
  end(outcome: Outcome): void;
  acknowledge(list: readonly number[]): void;
  /** Another connection: everything before `next` has arrived, the rest is sent again. */
  rewind(next: number): void;
}

/** Messages in order of `send`, each kept until it is acknowledged. */
export class ReliableOutbox implements Outbox {
  readonly #ordered: boolean;
  readonly #budget: Budget;
  readonly #takeAck: () => number | undefined;
  #pipe: Pipe | undefined;
  #next = 1;
  #queue: Item[] = [];
  readonly #unacked = new Map<number, Item>();

  /** In an ordered channel parts carry what `takeAck` gives: the receipt for what came the other way. */
  constructor(ordered: boolean, budget: Budget, takeAck: () => number | undefined = () => undefined) {
    this.#ordered = ordered;
    this.#budget = budget;
    this.#takeAck = takeAck;
  }

  get isEmpty(): boolean { return this.#queue.length + this.#unacked.size === 0; }

  attach(pipe: Pipe): void {
    this.#pipe = pipe;
    this.pump();
  }

  detach(): void { this.#pipe = undefined; }

  post(value: Encoded, delivery: Delivery): () => boolean {
    const item: Item = { value, delivery, m: 0, part: 0, isCancelled: false };
    this.#queue.push(item);
    this.pump();
    return () => {
      this.#cancel(item);
      return item.m > 0;
    };
  }

  pump(): void {
    for (let item = this.#queue[0]; item && isOpen(this.#pipe); item = this.#queue[0]) {
      if (!item.m && !this.#start(item)) return;
      if (!this.#sendParts(item, this.#pipe)) return;
      this.#queue.shift();
    }
  }

  /** Ordered channels acknowledge cumulatively: the last number stands for all before it. */
  acknowledge(list: readonly number[]): void {
    for (const m of this.#ordered ? this.#upTo(list.at(-1) ?? 0) : list) {
      const item = this.#unacked.get(m);
      if (item && (item.isCancelled || item.part === partsOf(item.value))) this.#arrived(item);
    }
  }

  rewind(next: number): void {
    for (const m of this.#upTo(next - 1)) this.#arrived(this.#unacked.get(m)!);
    this.#queue = [...this.#unacked.values(), ...this.#queue.filter(({ m }) => !m)];
    for (const item of this.#unacked.values()) item.part = 0;
  }

  end(outcome: Outcome): void {
    const items = new Set([...this.#unacked.values(), ...this.#queue]);
    for (const { value } of this.#unacked.values()) this.#budget.give(value.bytes.length);
    this.#unacked.clear();
    this.#queue = [];
    for (const { delivery } of items) delivery.settle(outcome);
  }

  #start(item: Item): boolean {
    const [oldest = this.#next] = this.#unacked.keys();
    if (!this.#budget.hasRoom || this.#next - oldest >= MAX_SPREAD) return false;
    item.m = this.#next++;
    this.#unacked.set(item.m, item);
    this.#budget.take(item.value.bytes.length);
    return true;
  }

  #sendParts(item: Item, pipe: Pipe): boolean {
    for (; !item.isCancelled && item.part < partsOf(item.value); item.part++) {
      if (pipe.bufferedAmount > HIGH_WATER) return false;
      pipe.send(this.#partOf(item));
    }
    if (item.isCancelled) pipe.send(cancelPart(item.m)); // that it was, may have been lost with a connection
    return true;
  }

  #partOf({ m, value, part }: Item): Bytes {
    return this.#ordered ? orderedPart(m, value, part, this.#takeAck()) : unorderedPart(m, value, part);
  }

  /** Oldest first: as they were numbered, so they lie. */
  *#upTo(last: number): Generator<number> {
    for (const m of this.#unacked.keys()) {
      if (m > last) return;
      yield m;
    }
  }

  #arrived(item: Item): void {
    this.#unacked.delete(item.m);
    this.#budget.give(item.value.bytes.length);
    item.delivery.acknowledged(item.value.bytes.length);
    item.delivery.settle('delivered');
  }

  #cancel(item: Item): void {
    if (item.isCancelled || !this.#queue.includes(item)) return;
    item.isCancelled = true;
    if (item.m && isOpen(this.#pipe)) this.#pipe.send(cancelPart(item.m));
    this.#queue = this.#queue.filter((x) => x !== item);
    this.pump();
  }
}

/** Nothing is kept: a message goes out now, or, when the channel is congested, never. */
export class UnreliableOutbox implements Outbox {
  #pipe: Pipe | undefined;
  #next = 1;
  #waiting: { part: Bytes; delivery: Delivery }[] = [];

  get isEmpty(): boolean { return this.#waiting.length === 0; }

  attach(pipe: Pipe): void {
    this.#pipe = pipe;
    this.pump();
  }

  detach(): void { this.#pipe = undefined; }

  post(value: Encoded, delivery: Delivery): () => boolean {
    const entry = { part: orderedPart(this.#next++, value, 0), delivery };
    this.#waiting.push(entry);
    this.pump();
    return () => {
      const isWaiting = this.#waiting.includes(entry);
      this.#waiting = this.#waiting.filter((x) => x !== entry);
      return !isWaiting;
    };
  }

  pump(): void {
    for (let entry = this.#waiting[0]; entry && isOpen(this.#pipe); entry = this.#waiting[0]) {
      this.#waiting.shift();
      const isCongested = this.#pipe.bufferedAmount > HIGH_WATER;
      if (!isCongested) this.#pipe.send(entry.part);
      entry.delivery.settle(isCongested ? 'dropped' : 'sent');
    }
  }

  end(outcome: Outcome): void {
    for (const { delivery } of this.#waiting.splice(0)) delivery.settle(outcome);
  }

  rewind(): void { /* what was lost is lost */ }
  acknowledge(): void { /* an unreliable channel is never acknowledged */ }
}
