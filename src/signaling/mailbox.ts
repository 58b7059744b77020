import type { Environment, Timers } from '../environment.js';
import type { Frame, Message } from './message.js';

const WINDOW = 32;
const MAX_QUEUE = 512;
const FIRST_WAIT = 400;
const ACK_DELAY = 100;
/** Below the first resend: a link that is being made most often carries the ack before. */
const ACK_DELAY_MEANWHILE = 250;

/** What a mailbox needs from the pair that it belongs to. */
export interface MailboxHost {
  readonly timers: Timers;
  /** Hands a frame to the control channel (true: nothing more to do) or to the driver (false: it may be lost). */
  deliver(frame: Frame, attempt: number): boolean;
  /** A link is being made. */
  readonly isConnecting: boolean;
  /** Resends before giving up. */
  readonly patience: number;
  /** The other side forgot something: begin again. */
  onIncarnation(): void;
}

/** What the mailboxes of one membership share. */
export interface MailboxPlace {
  readonly environment: Environment;
  /** Rises over all records of one join. */
  nextIncarnation(): number;
  count(what: string): void;
}

interface Entry { readonly s: number; readonly message: Message }

/**
 * Reliable, ordered, deduplicated messages to one remote id, over the driver or the control channel (protocol §5).
 * Dropping an unacked message needs a new incarnation: `renew`.
 */
export class Mailbox {
  readonly #host: MailboxHost;
  readonly #place: MailboxPlace;
  #e = 0;
  #queue: Entry[] = [];
  #next = 1;
  #sentUpTo = 0;
  #wait = FIRST_WAIT;
  #isHeard = false;
  #theirs = 0;
  #expected = 1;
  readonly #held = new Map<number, Message>();
  #stopResend: (() => void) | undefined;
  #stopAck: (() => void) | undefined;

  constructor(host: MailboxHost, place: MailboxPlace) {
    this.#host = host;
    this.#place = place;
    this.renew();
  }

  /** The other side has a mailbox for me, too: it knows who I am. Who only asked keeps no record. */
  get isMutual(): boolean { return this.#theirs > 0; }
  /** Something unacknowledged will be sent again: nobody gave up yet. */
  get isTrying(): boolean { return this.#stopResend !== undefined; }
  /** The other side acknowledged something of mine. */
  get isHeard(): boolean { return this.#isHeard; }
  get empty(): boolean { return this.#queue.length === 0; }

  has(t: Message['t']): boolean { return this.#queue.some(({ message }) => message.t === t); }

  post(message: Message): void {
    if (this.#queue.length >= MAX_QUEUE) this.renew(); // whoever acknowledges nothing has to begin again
    this.#queue.push({ s: this.#next++, message });
    this.#send(this.#queue.filter(({ s }) => s > this.#sentUpTo), 0);
  }

  /** Sends everything unacked, or just what I have acked, now. */
  flush(): void { this.#send(this.#queue, 1); }

  /** Everything unacked, as a frame for a path of its own. */
  state(): Frame { return this.#frame(this.#queue); }

  /** The path is reliable now: nothing needs a resend. */
  rest(): void {
    this.#stopResend?.();
    this.#stopResend = undefined;
  }

  /** Forgets what is unacked, under a new incarnation, which numbers from 1. */
  renew(): void {
    this.#e = this.#place.nextIncarnation();
    this.#queue = [];
    this.#next = 1;
    this.#sentUpTo = 0;
    this.#wait = FIRST_WAIT;
    this.stop();
  }

  /** No more resends and acks of its own; what is unacked stays. */
  stop(): void {
    this.rest();
    this.#stopAck?.();
    this.#stopAck = undefined;
  }

  /** The messages that are next in order. */
  receive(frame: Frame): Message[] {
    if (frame.e < this.#theirs) return [];
    if (frame.e > this.#theirs) this.#adopt(frame);
    if (frame.ae === this.#e) this.#acknowledge(frame.a);
    const isDuplicate = this.#hold(frame);
    const ready = this.#take();
    if (isDuplicate) this.#place.count('duplicate');
    if (isDuplicate || ready.length) this.#ackSoon();
    return ready;
  }

  // Each incarnation numbers from 1, so a first frame that was overtaken by the second is not taken for a repeat.
  #adopt(frame: Frame): void {
    const isFirst = this.#theirs === 0;
    this.#theirs = frame.e;
    this.#expected = 1;
    this.#held.clear();
    if (!isFirst) this.#host.onIncarnation();
  }

  #acknowledge(a: number): void {
    const before = this.#queue.length;
    this.#queue = this.#queue.filter(({ s }) => s > a);
    if (this.#queue.length === before) return;
    this.#isHeard = true;
    this.#wait = FIRST_WAIT;
    if (this.empty) this.rest();
  }

  #hold(frame: Frame): boolean {
    let isDuplicate = false;
    frame.m.forEach((message, i) => {
      const s = frame.s + i;
      if (s < this.#expected) isDuplicate = true;
      else if (s < this.#expected + WINDOW) this.#held.set(s, message);
    });
    return isDuplicate;
  }

  #take(): Message[] {
    const ready: Message[] = [];
    for (let message = this.#held.get(this.#expected); message; message = this.#held.get(this.#expected)) {
      ready.push(message);
      this.#held.delete(this.#expected++);
    }
    return ready;
  }

  #frame(entries: Entry[]): Frame {
    const s = entries[0]?.s ?? this.#next;
    return { e: this.#e, ae: this.#theirs, s, a: this.#expected - 1, m: entries.map(({ message }) => message) };
  }

  #send(entries: Entry[], attempt: number): void {
    this.stop();
    if (attempt > 0) this.#place.count('resent');
    this.#sentUpTo = Math.max(this.#sentUpTo, entries.at(-1)?.s ?? 0);
    if (this.#host.deliver(this.#frame(entries), attempt)) return;
    if (this.empty || attempt >= this.#host.patience) return;
    const wait = this.#wait * (0.75 + this.#place.environment.random() / 2);
    this.#stopResend = this.#host.timers.after(wait, () => {
      this.#stopResend = undefined;
      this.#wait = Math.min(this.#wait * 1.6, attempt < 12 ? 800 : 3000);
      this.#send(this.#queue, attempt + 1);
    });
  }

  // Frames that answer carry the ack for nothing; only a side with nothing to say sends one of its own.
  #ackSoon(): void {
    this.#stopAck ??= this.#host.timers.after(this.#host.isConnecting ? ACK_DELAY_MEANWHILE : ACK_DELAY, () => {
      this.#stopAck = undefined;
      this.#host.deliver(this.#frame(this.#queue), 0);
    });
  }
}
