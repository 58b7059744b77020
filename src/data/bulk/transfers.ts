import type { Channel } from '../../types/index.js';
import { PeerixError } from '../../errors.js';
import type { RemoteEvent } from '../../events.js';
import type { ControlMessage } from '../../link/control.js';
import type { Timers } from '../../environment.js';
import type { Session } from '../../link/session.js';
import { keepNewest } from '../../newest.js';
import type { Opening, Receive } from '../opening.js';
import type { Delivery } from '../outbox.js';
import type { Encoded } from '../value.js';
import { isCount, MAX_X } from './announcement.js';
import { BulkLane, type BulkLaneHost, type Chunk } from './bulk-lane.js';
import { Courtesy } from './courtesy.js';
import { Inbound, type InboundHost } from './inbound.js';
import type { Ending } from './incoming.js';
import { Outbound, type OutboundHost, type ParcelDelivery } from './outbound.js';
import type { Parcel } from './parcel.js';

export interface TransfersHost {
  readonly timers: Timers;
  emit(event: RemoteEvent): void;
  receives(label: string): Receive;
  post(opening: Opening, announcement: Encoded, delivery: Delivery): () => void;
  onViolation(what: string): void;
}

/** Whose transfer it is that ended: the one's who says so, or the other's. */
type Direction = 'out' | 'in';

const ENDINGS: readonly unknown[] = ['delivered', 'rejected', 'cancelled'] satisfies Ending[];
const MAX_REASON = 200;
/** More than may be announced at once: only who never says that it heard leaves more. */
const MAX_UNHEARD = 1024;

/**
 * Files, streams and large values with one remote, both ways (design §6). Each is announced in its channel's order and
 * travels beside it. Over a new connection each goes on where the receiver is; what ended is said until it is heard.
 */
export class Transfers implements BulkLaneHost, InboundHost, OutboundHost {
  readonly #host: TransfersHost;
  readonly #inbound = new Inbound(this);
  readonly #outbound = new Outbound(this);
  readonly #unheard = new Map<string, ControlMessage>();
  #session: Session | undefined;
  #lane: BulkLane | undefined;
  #isUp = false;

  readonly #courtesy: Courtesy;

  constructor(host: TransfersHost) {
    this.#host = host;
    this.#courtesy = new Courtesy(host.timers, () => this.#pace());
  }

  // ── the link ──

  begin(session: Session): void {
    this.suspend();
    this.#session = session;
  }

  up(): void {
    if (!this.#session) return; // a listener left
    this.#isUp = true;
    for (const message of this.#unheard.values()) this.#say(message);
    if (this.#inbound.isExpecting) this.openLane();
  }

  /** The connection is gone, the pair is not. */
  suspend(): void {
    this.#isUp = false;
    this.#lane?.close();
    this.#lane = undefined;
    this.#outbound.stall();
  }

  end(outcome: 'left' | 'closed'): void {
    this.suspend();
    this.#session = undefined;
    this.#unheard.clear();
    this.#inbound.end(gone(outcome === 'left' ? 'The remote left' : 'The connection was given up'));
    this.#outbound.end(outcome);
  }

  /** I leave: whoever watches a transfer to me is told, and nobody else. */
  abandon(): void { this.#inbound.abandon(); }

  /** The channel is closed for the pair. */
  endLabel(label: string): void {
    this.#inbound.end(gone(`"${label}" was closed`), label);
    this.#outbound.end('closed', label);
  }

  // ── what the application does ──

  /** The returned function takes it back, whatever has been sent of it. */
  send(opening: Opening, id: string, parcel: Parcel, delivery: ParcelDelivery): () => void { return this.#outbound.send(opening, id, parcel, delivery); }

  /** A message went to this remote, or came from it: none shall wait behind a transfer. */
  onSaid(): void { if (this.#lane) this.#courtesy.spoke(); }

  // ── what the other side says ──

  onAnnouncement(channel: Channel, value: Encoded): void { this.#inbound.onAnnouncement(channel, value); }

  onCreditMessage({ x, at, upTo }: ControlMessage): void { if (isCount(x, MAX_X)) this.#outbound.onCredit(x, at, upTo); else this.onViolation('credit'); }

  onEndMessage({ x, dir, outcome, why }: ControlMessage): void {
    if (!isCount(x, MAX_X) || !isDirection(dir)) return this.onViolation('end');
    this.#say({ t: 'ended', x, dir });
    if (dir === 'out') return this.#inbound.onEnd(x);
    if (!ENDINGS.includes(outcome)) return this.onViolation('end');
    this.#outbound.onEnd(x, outcome as Ending, typeof why === 'string' ? why.slice(0, MAX_REASON) : undefined);
  }

  onEndedMessage({ x, dir }: ControlMessage): void {
    if (!isCount(x, MAX_X) || !isDirection(dir)) return this.onViolation('ended');
    this.#unheard.delete(keyOf(dir, x));
  }

  // ── OutboundHost, InboundHost ──

  get isTalking(): boolean { return this.#courtesy.isTalking; }
  get lane(): BulkLane | undefined { return this.#isUp && this.#lane?.isOpen ? this.#lane : undefined; }

  /** The connection may be gone already, which the link will notice. */
  openLane(): void {
    const pc = this.#session?.pc;
    if (this.#isUp && pc && pc.signalingState !== 'closed') this.#lane ??= new BulkLane(pc, this);
    this.#pace();
  }

  sayCredit(x: number, at: number, upTo: number): void { this.#say({ t: 'credit', x, at, upTo }); }
  sayEnded(x: number, outcome?: Ending, why?: string): void {
    const dir: Direction = outcome ? 'in' : 'out', message = { t: 'end', x, dir, outcome, why: why?.slice(0, MAX_REASON) };
    this.#unheard.set(keyOf(dir, x), message);
    keepNewest(this.#unheard, MAX_UNHEARD);
    this.#say(message);
  }

  emit(event: RemoteEvent): void { this.#host.emit(event); }
  receives(label: string): Receive { return this.#host.receives(label); }
  post(opening: Opening, announcement: Encoded, delivery: Delivery): () => void { return this.#host.post(opening, announcement, delivery); }

  // ── BulkLaneHost ──

  onOpen(): void {
    this.#inbound.grantAll();
    this.#outbound.pump();
  }

  onLow(): void { this.#outbound.pump(); }
  onChunk(chunk: Chunk): void { this.#inbound.onChunk(chunk); }
  onTraffic(): void { this.#session?.liveness.heard(); }
  onViolation(what = 'bulk'): void { this.#host.onViolation(what); }

  /** The other side closed it, which an honest one does not; or the connection is going, which the link says soon. */
  onClosed(): void { this.#lane = undefined; }

  #pace(): void {
    if (this.#courtesy.isTalking) this.#lane?.giveWay(); else this.#lane?.goOn();
    this.#outbound.pump();
  }

  #say(message: ControlMessage): void { if (this.#isUp) this.#session?.control.send(message); }
}

function isDirection(dir: unknown): dir is Direction { return dir === 'in' || dir === 'out'; }
function keyOf(dir: Direction, x: number): string { return `${dir}:${x}`; }

function gone(why: string): PeerixError {
  return new PeerixError('ABORTED', `${why} before a transfer was complete.`, { hint: 'Let it be sent again.' });
}
