import type { Outcome } from '../../types/index.js';
import type { Opening } from '../opening.js';
import type { Delivery } from '../outbox.js';
import type { Encoded } from '../value.js';
import { announce, isCount } from './announcement.js';
import type { BulkLane } from './bulk-lane.js';
import { Outgoing } from './outgoing.js';
import type { Parcel } from './parcel.js';
import type { Cursor } from './source.js';

/** Where one transfer to one remote reports. */
export interface ParcelDelivery extends Delivery {
  /** The source can't be read: for nobody. */
  fail(error: unknown): void;
}

export interface OutboundHost {
  /** Undefined while there is none that could take something. */
  readonly lane: BulkLane | undefined;
  openLane(): void;
  /** Says it in the label's order, reliably. The returned function takes it back. */
  post(opening: Opening, announcement: Encoded, delivery: Delivery): () => void;
  /** The other side is to know that it ended here. */
  sayEnded(x: number): void;
  onViolation(what: string): void;
}

/** One transfer to this remote: `opening` tells the channel that announces it. */
interface Order {
  readonly opening: Opening;
  readonly id: string;
  readonly parcel: Parcel;
  readonly cursor: Cursor;
  readonly delivery: ParcelDelivery;
  /** Undefined until it is announced. */
  x?: number;
}
interface Sent extends Order { readonly outgoing: Outgoing; readonly takeBack: () => void }

/**
 * What may be announced and not ended; more waits. A label takes no more places than it leaves to the others: what nobody
 * decides there holds up none but its own.
 */
const PLACES = 256;

/** The transfers to one remote; they take turns on the lane. */
export class Outbound {
  readonly #host: OutboundHost;
  readonly #all = new Map<number, Sent>();
  /** By label, those that wait. */
  readonly #waiting = new Map<string, Order[]>();
  #x = 0;

  constructor(host: OutboundHost) { this.#host = host; }

  /** The returned function takes it back, whatever has been sent of it. */
  send(opening: Opening, id: string, parcel: Parcel, delivery: ParcelDelivery): () => void {
    const order: Order = { opening, id, parcel, delivery, cursor: parcel.source.open(() => this.#takeBack(order, 'timeout')) };
    const { label } = opening, waiting = this.#waiting.get(label);
    if (waiting) waiting.push(order);
    else if (this.#hasPlace(label)) this.#announce(order);
    else this.#waiting.set(label, [order]);
    return () => this.#takeBack(order, 'cancelled');
  }

  /** Each that can sends a chunk, in turn. */
  pump(): void {
    let idle = 0;
    while (this.#host.lane?.isReady && idle < this.#all.size) idle = this.#sendNext(this.#host.lane) ? 0 : idle + 1;
  }

  /** The other side has `at` bytes and takes up to `upTo`. */
  onCredit(x: number, at: unknown, upTo: unknown): void {
    const sent = this.#all.get(x);
    if (!sent && x <= this.#x) return this.#host.sayEnded(x); // it ended here meanwhile
    if (!sent || !isCount(at, Number.MAX_SAFE_INTEGER) || !isCount(upTo, Number.MAX_SAFE_INTEGER) || !sent.outgoing.grant(at, upTo)) {
      return this.#host.onViolation('credit');
    }
    sent.delivery.acknowledged(at);
    if (this.#host.lane) this.pump(); else this.#host.openLane();
  }

  onEnd(x: number, outcome: Outcome, why: string | undefined): void {
    const sent = this.#all.get(x);
    if (!sent) return;
    if (outcome !== 'delivered') return this.#settle(x, outcome, why);
    const { end } = sent.outgoing;
    if (end === undefined) return this.#host.onViolation('end');
    if (end > 0) sent.delivery.acknowledged(end);
    this.#settle(x, outcome);
  }

  /** The connection is gone: each goes on where the other side says. */
  stall(): void { for (const { outgoing } of this.#all.values()) outgoing.stall(); }

  end(outcome: Outcome, label?: string): void {
    const isOurs = ({ opening }: Order) => label === undefined || opening.label === label;
    for (const order of [...this.#waiting.values()].flat()) if (isOurs(order)) this.#forget(order, outcome);
    for (const [x, sent] of [...this.#all]) if (isOurs(sent)) this.#settle(x, outcome);
  }

  /** False where the one whose turn it is has nothing to send. */
  #sendNext(lane: BulkLane): boolean {
    const [[x, sent] = []] = this.#all;
    if (x === undefined || !sent) return false;
    this.#all.delete(x);
    this.#all.set(x, sent); // the last in turn
    const piece = sent.outgoing.next();
    if (piece) lane.send({ x, ...piece });
    return piece !== undefined;
  }

  #announce(order: Order): void {
    const { opening, id, parcel, cursor, delivery } = order, x = order.x = ++this.#x;
    const outgoing = new Outgoing(cursor, parcel.source.size, { onReady: () => this.pump(), onFailed: (error) => delivery.fail(error) });
    let takeBack = () => {};
    this.#all.set(x, { ...order, outgoing, takeBack: () => takeBack() });
    takeBack = this.#host.post(opening, announce(x, id, parcel), {
      acknowledged: () => { /* it is heard of, no more */ },
      settle: (outcome) => { if (outcome !== 'delivered') this.#settle(x, outcome); },
    });
  }

  #takeBack(order: Order, outcome: Outcome): void {
    const { x } = order;
    if (x === undefined) return this.#forget(order, outcome);
    const sent = this.#all.get(x);
    if (!sent) return;
    sent.takeBack();
    this.#host.sayEnded(x);
    this.#settle(x, outcome);
  }

  /** It was never announced. */
  #forget(order: Order, outcome: Outcome): void {
    const { opening: { label }, cursor, delivery } = order, waiting = this.#waiting.get(label), i = waiting?.indexOf(order) ?? -1;
    if (!waiting || i < 0) return;
    waiting.splice(i, 1);
    this.#drop(label);
    cursor.close();
    delivery.settle(outcome);
  }

  #settle(x: number, outcome: Outcome, why?: string): void {
    const sent = this.#all.get(x);
    if (!sent) return;
    this.#all.delete(x);
    sent.outgoing.close();
    sent.delivery.settle(outcome, why);
    this.#announceWaiting();
  }

  #hasPlace(label: string): boolean {
    const taken = [...this.#all.values()].filter(({ opening }) => opening.label === label).length;
    return taken < PLACES - this.#all.size;
  }

  #announceWaiting(): void {
    for (const [label, waiting] of this.#waiting) {
      while (waiting[0] && this.#hasPlace(label)) this.#announce(waiting.shift()!);
      this.#drop(label);
    }
  }

  #drop(label: string): void { if (this.#waiting.get(label)?.length === 0) this.#waiting.delete(label); }
}
