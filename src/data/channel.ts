import type { Channel, Outcome, SendOptions, Sendable, Transfer } from '../types/index.js';
import type { Bytes } from '../drivers/driver.js';
import type { Timers } from '../environment.js';
import type { ChannelSpec } from '../signaling/message.js';
import { PeerixError } from '../errors.js';
import { OrderedAssembly, UnorderedAssembly, UnreliableAssembly, type Assembly, type Store } from './assembly.js';
import { LOW_WATER, parsePart } from './framing.js';
import { initOf, isAnswered, isReliable, type Opening } from './opening.js';
import { ReliableOutbox, UnreliableOutbox, type Budget, type Delivery, type Outbox, type Pipe } from './outbox.js';
import { PackingPipe, unpack } from './packing.js';
import { ANNOUNCEMENT, decode, type Decoded, type Encoded } from './value.js';

export interface LabelChannelHost {
  readonly budget: Budget;
  readonly store: Store;
  readonly timers: Timers;
  /** For the pair, as either side said. */
  isClosed(label: string): boolean;
  /** The link is up: what was received may be handed over. */
  readonly isUp: boolean;
  /** The other side said what it has: what is sent now begins where that ends. */
  readonly isResumed: boolean;
  send(data: Sendable, options: SendOptions): Transfer;
  onOpen(channel: LabelChannel): void;
  /** Anything came. */
  onTraffic(): void;
  onMessage(channel: LabelChannel, message: Decoded): void;
  /** Something is coming beside it. */
  onAnnouncement(channel: LabelChannel, value: Encoded): void;
  onAcknowledge(channel: LabelChannel, list: readonly number[]): void;
  /** What waits to be acknowledged goes with a message. */
  takeAck(channel: LabelChannel): number | undefined;
  /** The budget has room again. */
  pump(): void;
  onViolation(channel: LabelChannel): void;
  onError(channel: LabelChannel, error: PeerixError): void;
  /** It closed though nobody here closed it: the other side did, or its connection is gone. */
  onEnded(channel: LabelChannel): void;
}

/** Whoever closes a channel says so in control; whatever ends all of them ends that, too. */
const WORD_MS = 500;
/** What each message costs that waits for the proof, however small; an honest side begins only once it has seen mine. */
const OVERHEAD = 256;

/** One label with one remote. Its counters outlive the data channel that carries it (protocol §7). */
export class LabelChannel implements Channel {
  readonly label: string;
  readonly ordered: boolean;
  readonly maxRetransmits: number | null;
  readonly maxPacketLifeTime: number | null;
  readonly protocol: string;
  readonly #host: LabelChannelHost;
  #assembly!: Assembly;
  #outbox!: Outbox;
  #id: number | undefined;
  #dc: RTCDataChannel | undefined;
  #pipe: Pipe | undefined;
  #failure: unknown;
  #isConfirmed = false;
  #isClosed = false;
  #isOpen = false;
  #wasOpen = false;
  #early: ArrayBuffer[] = [];

  constructor(opening: Opening, host: LabelChannelHost) {
    this.label = opening.label;
    this.ordered = opening.ordered;
    this.maxRetransmits = opening.maxRetransmits;
    this.maxPacketLifeTime = opening.maxPacketLifeTime;
    this.protocol = opening.protocol;
    this.#host = host;
    this.#countFromOne();
  }

  /** `open` from its first connection on: while that is being replaced, messages wait. */
  get state(): Channel['state'] { return this.#isClosed ? 'closed' : this.#wasOpen ? 'open' : 'connecting'; }
  /** The first message that the other side should send on a new connection. */
  get next(): number { return this.#assembly.next; }
  get bufferedAmount(): number { return this.#pipe?.bufferedAmount ?? 0; }
  /** Nothing waits for it. */
  get isIdle(): boolean { return this.#outbox.isEmpty; }
  get isConfirmed(): boolean { return this.#isConfirmed; }
  /** On this connection something may have been sent. */
  get isInUse(): boolean { return this.#isOpen; }
  /** On this connection something may come. */
  get isListening(): boolean { return this.#dc?.readyState === 'open'; }
  /** Nobody waits to hear that something arrived. */
  get isLazy(): boolean { return isAnswered(this); }
  /** Undefined while no data channel carries it. */
  get id(): number | undefined { return this.#id; }

  spec(id: number): ChannelSpec {
    const { label, ordered, maxRetransmits, maxPacketLifeTime, protocol } = this;
    return { label, id, ordered, maxRetransmits, maxPacketLifeTime, protocol };
  }

  send(data: Sendable, options: Omit<SendOptions, 'label'> = {}): Transfer { return this.#host.send(data, { ...options, label: this.label }); }

  post(value: Encoded, delivery: Delivery): () => boolean { return this.#outbox.post(value, delivery); }
  pump(): void { this.#outbox.pump(); }
  /** What was posted in this task goes now. */
  flush(): void { this.#pipe?.flush?.(); }
  acknowledge(list: readonly number[]): void { this.#outbox.acknowledge(list); }

  /** Carries it over this connection from now on. */
  attach(pc: RTCPeerConnection, id: number): void {
    this.detach();
    if (pc.signalingState === 'closed') return; // the link will notice, and bring another
    this.#id = id;
    const dc = pc.createDataChannel(this.label, initOf(this.spec(id)));
    dc.binaryType = 'arraybuffer';
    dc.bufferedAmountLowThreshold = LOW_WATER;
    dc.onopen = () => this.#open();
    dc.onbufferedamountlow = () => this.#outbox.pump();
    dc.onmessage = ({ data }) => this.#receive(data);
    dc.onerror = (event) => { this.#failure = (event as RTCErrorEvent).error ?? event; };
    dc.onclose = () => this.#onEnd(dc);
    this.#dc = dc;
  }

  /** The other side has it too: sending may begin. */
  confirm(): void {
    this.#isConfirmed = true;
    this.#open();
  }

  /** The other side said what it has. */
  resume(next: number): void {
    this.#outbox.rewind(next);
    this.#open();
  }

  /** The one before was closed: what waits for it ends, and everything counts from one. */
  renew(): void {
    this.#outbox.end('closed');
    this.#assembly.restart();
    this.#wasOpen = this.#isOpen = false;
    this.#countFromOne();
  }

  /** Drops the data channel; counters and what is unacknowledged stay. */
  detach(): void {
    const dc = this.#dc;
    if (!dc) return;
    dc.onopen = dc.onmessage = dc.onerror = dc.onclose = dc.onbufferedamountlow = null;
    this.flush();
    dc.close();
    this.#outbox.detach();
    this.#assembly.restart();
    this.#dc = this.#pipe = this.#id = this.#failure = undefined;
    this.#isConfirmed = this.#isOpen = false;
    while (this.#takeEarly());
  }

  /** Hands over what came before the proof, and before it was said what is still open. */
  release(): void {
    if (this.#isWaiting) return;
    for (let data = this.#takeEarly(); data; data = this.#takeEarly()) this.#take(data);
  }

  end(outcome: Outcome): void {
    this.#isClosed = true;
    this.detach();
    this.#outbox.end(outcome);
  }

  #countFromOne(): void {
    const { store, budget } = this.#host;
    this.#assembly = !isReliable(this) ? new UnreliableAssembly() : this.ordered ? new OrderedAssembly(store) : new UnorderedAssembly(store);
    this.#outbox = isReliable(this) ? new ReliableOutbox(this.ordered, budget, () => this.#host.takeAck(this)) : new UnreliableOutbox();
  }

  #open(): void {
    if (this.#isOpen || this.#isClosed || !this.#isConfirmed || !this.#host.isUp || !this.#host.isResumed || this.#dc?.readyState !== 'open') return;
    this.#isOpen = true;
    if (!this.#wasOpen) {
      this.#wasOpen = true;
      this.#host.onOpen(this);
    }
    this.#outbox.attach(this.#pipe = isReliable(this) ? new PackingPipe(this.#dc) : this.#dc);
  }

  get #isWaiting(): boolean { return !this.#host.isUp || !this.#host.isResumed; }

  // It closed, and nobody here closed it. If the other side did, it says so; if the connection is gone, that shows soon.
  #onEnd(dc: RTCDataChannel): void {
    const end = () => {
      if (dc !== this.#dc) return;
      this.#reportFailure();
      this.#host.onEnded(this);
    };
    if (this.#host.isClosed(this.label)) end(); else this.#host.timers.after(WORD_MS, end);
  }

  #receive(data: unknown): void {
    this.#host.onTraffic();
    if (!(data instanceof ArrayBuffer)) return this.#host.onViolation(this);
    if (!this.#isWaiting) return this.#take(data);
    if (this.#host.store.take(data.byteLength + OVERHEAD)) this.#early.push(data);
    else this.#host.onViolation(this);
  }

  #takeEarly(): ArrayBuffer | undefined {
    const data = this.#early.shift();
    if (data) this.#host.store.give(data.byteLength + OVERHEAD);
    return data;
  }

  // Control and data are not mutually ordered: data may overtake the `opened` that announces it.
  #take(data: ArrayBuffer): void {
    const dc = this.#dc;
    for (const bytes of unpack(data)) if (dc === this.#dc) this.#takePart(bytes); // a listener may have closed it
  }

  #takePart(data: Bytes): void {
    if (!this.#isConfirmed) this.confirm();
    const part = parsePart(data);
    const arrival = part ? this.#assembly.take(part) : 'violation';
    if (part?.ack !== undefined) this.#receipt(part.ack);
    if (arrival === 'violation') return this.#host.onViolation(this);
    this.#host.onAcknowledge(this, arrival.acknowledge); // first, for an answer takes it along
    for (const value of arrival.values) this.#hand(value);
  }

  #receipt(ack: number): void {
    this.acknowledge([ack]);
    this.#host.pump();
  }

  #hand(value: Encoded): void {
    if (value.type === ANNOUNCEMENT) return this.#host.onAnnouncement(this, value);
    const message = decode(value);
    if (message) this.#host.onMessage(this, message);
    else this.#host.onViolation(this);
  }

  #reportFailure(): void {
    const cause = this.#failure;
    if (cause) this.#host.onError(this, new PeerixError('CHANNEL_FAILED', `The channel "${this.label}" failed.`, {
      cause, hint: 'Open it again; what was not acknowledged must be sent again.',
    }));
  }
}
