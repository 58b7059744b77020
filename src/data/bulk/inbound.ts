import type { Channel } from '../../types/index.js';
import { PeerixError } from '../../errors.js';
import type { RemoteEvent } from '../../events.js';
import { keepNewest } from '../../newest.js';
import { CHUNK } from '../framing.js';
import type { Receive } from '../opening.js';
import type { Encoded } from '../value.js';
import { parseAnnouncement } from './announcement.js';
import type { BulkLane, Chunk } from './bulk-lane.js';
import { Incoming, type Ending, type IncomingHost } from './incoming.js';

export interface InboundHost {
  readonly lane: BulkLane | undefined;
  readonly isTalking: boolean;
  openLane(): void;
  emit(event: RemoteEvent): void;
  receives(label: string): Receive;
  sayCredit(x: number, at: number, upTo: number): void;
  sayEnded(x: number, ending: Ending, why?: string): void;
  onViolation(what: string): void;
}

/** What one remote has announced, and nobody ended; an honest one stays below. */
const MAX_ANNOUNCED = 512;
/** What may be on its way in channels at once, and be taken back. */
const MAX_REVOKED = 1024;
/** What all of them together may have the page's memory hold unread, but for the least of each. */
const POOL = 32 * 1024 * 1024;
const LEAST = CHUNK;
/** Values are held whole; more at once than this the application accepts itself. */
const MAX_VALUES = 256 * 1024 * 1024;

/** The transfers from one remote. */
export class Inbound implements IncomingHost {
  readonly #host: InboundHost;
  readonly #all = new Map<number, Incoming>();
  /** Taken back before it was announced: control overtakes channels. */
  readonly #revoked = new Set<number>();
  #highest = 0;

  constructor(host: InboundHost) { this.#host = host; }

  get #running(): Incoming[] { return [...this.#all.values()].filter(({ isRunning }) => isRunning); }

  onAnnouncement(channel: Channel, value: Encoded): void {
    const about = parseAnnouncement(value), { label } = channel;
    if (!about || this.#all.has(about.x)) return this.#host.onViolation('announcement');
    this.#highest = Math.max(this.#highest, about.x);
    if (this.#revoked.delete(about.x)) return;
    const transfer = new Incoming(channel, about, this), receives = this.#host.receives(label);
    this.#all.set(about.x, transfer);
    if (this.#all.size > MAX_ANNOUNCED) return transfer.reject('too many at once');
    if (isSmall(transfer)) return this.#decide(transfer, receives === 'ask' ? 'accept' : receives);
    this.#host.emit({ name: 'transfer', channel, label, transfer });
    // Where an event is under way, listeners hear of this one only after it; and they may decide otherwise.
    if (receives !== 'ask') queueMicrotask(() => this.#decide(transfer, receives));
  }

  onChunk(chunk: Chunk): void {
    const transfer = this.#all.get(chunk.x);
    if (!transfer && chunk.x > this.#highest) return this.#host.onViolation('chunk');
    if (!transfer || transfer.take(chunk)) return; // one that ended here meanwhile may have been under way
    this.onBroken(transfer);
  }

  /** The sender gave up. */
  onEnd(x: number): void {
    const transfer = this.#all.get(x);
    if (transfer) return this.#fail(transfer, aborted());
    this.#revoked.add(x);
    keepNewest(this.#revoked, MAX_REVOKED);
  }

  /** The lane of this connection is open: senders go on from what arrived. */
  grantAll(): void { for (const transfer of this.#running) this.onGranted(transfer); }
  get isExpecting(): boolean { return this.#running.length > 0; }

  end(error: PeerixError, label?: string): void {
    for (const transfer of [...this.#all.values()]) if (label === undefined || transfer.channel.label === label) this.#fail(transfer, error);
  }

  /** I leave: only whoever watches is told. */
  abandon(): void {
    const all = [...this.#all.values()], error = left();
    this.#all.clear();
    for (const transfer of all) transfer.abandon(error);
  }

  // ── IncomingHost ──

  get isTalking(): boolean { return this.#host.isTalking; }

  /** Fair, and no more than the others leave. */
  shareOf(transfer: Incoming, most: number): number {
    const running = this.#running, free = running.reduce((rest, one) => one === transfer ? rest : rest - one.claim, POOL);
    return Math.max(LEAST, Math.min(most, Math.floor(POOL / running.length), free));
  }

  onGranted({ x, received, granted }: Incoming): void {
    if (this.#host.lane) this.#host.sayCredit(x, received, granted); else this.#host.openLane();
  }

  onData({ channel, info }: Incoming, data: unknown): void {
    this.#host.emit({ name: 'channel:message', channel, label: channel.label, data, ...(info !== undefined && { info }) });
  }

  onEnded({ x }: Incoming, ending: Ending, why?: string): void {
    this.#all.delete(x);
    this.#host.sayEnded(x, ending, why);
  }

  onFailed(transfer: Incoming, error: PeerixError): void {
    const { channel } = transfer;
    if (channel.state !== 'closed' && !isSmall(transfer)) this.#host.emit({ name: 'channel:error', channel, label: channel.label, error });
  }

  onBroken(transfer: Incoming): void {
    this.#host.onViolation('chunk');
    this.#host.sayEnded(transfer.x, 'cancelled');
    this.#fail(transfer, new PeerixError('CHANNEL_FAILED', 'A transfer brought something else than was announced.', {
      hint: 'Its sender should update, or does not mean well.',
    }));
  }

  #decide(transfer: Incoming, receives: 'accept' | number): void {
    const limit = receives === 'accept' ? Infinity : receives, { size = 0, isValue } = transfer;
    const values = this.#running.reduce((sum, { unasked }) => sum + unasked, size);
    if (isValue && size <= limit && values > Math.max(limit, MAX_VALUES)) transfer.reject('too many values at once');
    else transfer.acceptUpTo(limit);
  }

  #fail(transfer: Incoming, error: PeerixError): void {
    this.#all.delete(transfer.x);
    transfer.fail(error);
  }
}

/** It travels as a message would, and is heard of only when it is there. */
function isSmall({ size }: Incoming): boolean { return size !== undefined && size <= CHUNK; }

function left(): PeerixError {
  return new PeerixError('ABORTED', 'leave() ended a transfer before it was complete.', { hint: 'Join again and let it be sent again.' });
}

function aborted(): PeerixError {
  return new PeerixError('ABORTED', 'The sender cancelled a transfer.', { hint: 'Ask for it again if it is still wanted.' });
}
