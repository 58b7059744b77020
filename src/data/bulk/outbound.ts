import type { Outcome } from '../../types/index.js';
import type { Opening } from '../opening.js';
import type { Delivery } from '../outbox.js';
import type { Encoded } from '../value.js';
import { announce, isCount } from './announcement.js';
import type { BulkLane } from './bulk-lane.js';
import { Outgoing } from './outgoing.js';
import type { Parcel } from './parcel.js';

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

interface Sent { readonly label: string; readonly outgoing: Outgoing; readonly delivery: ParcelDelivery; readonly takeBack: () => void }

/** What is announced before the first of it has ended; more wait. */
const MAX_ANNOUNCED = 128;

/** The transfers to one remote; they take turns on the lane. */
export class Outbound {
  readonly #host: OutboundHost;
  readonly #all = new Map<number, Sent>();
  #waiting: { readonly label: string; readonly delivery: ParcelDelivery; readonly begin: () => void }[] = [];
  #x = 0;

  constructor(host: OutboundHost) { this.#host = host; }

  /** The returned function takes it back, whatever has been sent of it. */
  send(opening: Opening, id: string, parcel: Parcel, delivery: ParcelDelivery): () => void {
    if (this.#all.size < MAX_ANNOUNCED) return this.#announce(opening, id, parcel, delivery);
    let takeBack = () => { this.#waiting = this.#waiting.filter((one) => one !== next); };
    const next = { label: opening.label, delivery, begin: () => { takeBack = this.#announce(opening, id, parcel, delivery); } };
    this.#waiting.push(next);
    return () => takeBack();
  }

  /** Each that can sends a chunk, in turn. */
  pump(): void {
    let idle = 0;
    while (this.#host.lane?.isReady && idle < this.#all.size) idle = this.#sendNext(this.#host.lane) ? 0 : idle + 1;
  }

  /** The other side has `at` bytes and takes up to `upTo`. */
  onCredit(x: number, at: unknown, upTo: unknown): void {
    const sent = this.#all.get(x);
    if (!sent) return; // it ended here meanwhile
    if (!isCount(at, Number.MAX_SAFE_INTEGER) || !isCount(upTo, Number.MAX_SAFE_INTEGER) || !sent.outgoing.grant(at, upTo)) {
      return this.#host.onViolation('credit');
    }
    sent.delivery.acknowledged(at);
    if (this.#host.lane) this.pump(); else this.#host.openLane();
  }

  onEnd(x: number, outcome: Outcome, why: string | undefined): void {
    const sent = this.#all.get(x);
    if (!sent) return;
    if (outcome !== 'delivered') return this.#settle(x, outcome, why);
    if (!sent.outgoing.isSent) return this.#host.onViolation('end');
    if (sent.outgoing.sent > 0) sent.delivery.acknowledged(sent.outgoing.sent);
    this.#settle(x, outcome);
  }

  /** The connection is gone: each goes on where the other side says. */
  stall(): void { for (const { outgoing } of this.#all.values()) outgoing.stall(); }

  end(outcome: Outcome, label?: string): void {
    const isOurs = (one: { readonly label: string }) => label === undefined || one.label === label;
    const waiting = this.#waiting.filter(isOurs);
    this.#waiting = this.#waiting.filter((one) => !isOurs(one));
    for (const { delivery } of waiting) delivery.settle(outcome);
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

  #announce(opening: Opening, id: string, parcel: Parcel, delivery: ParcelDelivery): () => void {
    const x = ++this.#x, { source } = parcel;
    const outgoing = new Outgoing(source.open(), source.size, { onReady: () => this.pump(), onFailed: (error) => delivery.fail(error) });
    let takeBack = () => {};
    this.#all.set(x, { label: opening.label, outgoing, delivery, takeBack: () => takeBack() });
    takeBack = this.#host.post(opening, announce(x, id, parcel), {
      acknowledged: () => { /* it is heard of, no more */ },
      settle: (outcome) => { if (outcome !== 'delivered') this.#settle(x, outcome); },
    });
    return () => this.#takeBack(x);
  }

  #takeBack(x: number): void {
    const sent = this.#all.get(x);
    if (!sent) return;
    sent.takeBack();
    this.#host.sayEnded(x);
    this.#settle(x, 'cancelled');
  }

  #settle(x: number, outcome: Outcome, why?: string): void {
    const sent = this.#all.get(x);
    if (!sent) return;
    this.#all.delete(x);
    sent.outgoing.close();
    sent.delivery.settle(outcome, why);
    this.#waiting.shift()?.begin();
  }
}
