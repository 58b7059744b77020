import type { Channel, IncomingTransfer } from '../../types/index.js';
import { badOption, PeerixError } from '../../errors.js';
import { checkObject } from '../../options.js';
import { isValueType } from '../value.js';
import { Watched } from '../watched.js';
import type { Announcement } from './announcement.js';
import type { Chunk } from './bulk-lane.js';
import { STREAM } from './parcel.js';
import { sinkFor, StreamSink, type Sink } from './sink.js';

/** How it ended at the receiver; whatever else ends it, ends it at both. */
export type Ending = 'delivered' | 'rejected' | 'cancelled';

export interface IncomingHost {
  /** Somebody talks beside it: little shall be on its way. */
  readonly isTalking: boolean;
  /** Bytes that it may have the page hold, at most `most`. */
  shareOf(transfer: Incoming, most: number): number;
  /** The sender may go on, up to an absolute offset. */
  onGranted(transfer: Incoming): void;
  /** What it brought is the application's now. */
  onData(transfer: Incoming, data: unknown): void;
  onEnded(transfer: Incoming, ending: Ending, reason?: string): void;
  /** It is not what was announced. */
  onBroken(transfer: Incoming): void;
  /** Nobody watches it, so its failure has no other home. */
  onFailed(transfer: Incoming, error: PeerixError): void;
}

/** How far the sender may be ahead of what was consumed. */
const MAX_WINDOW = 2 * 1024 * 1024;
/** Beside a conversation, whose words wait for what is on its way: they wait half as long, and it is as fast. */
const TALK_WINDOW = 256 * 1024;
/** Of a window: granted in steps, so that few messages say it. */
const STEP = 1 / 4;

/** A transfer from one remote, as the application handles it. */
export class Incoming implements IncomingTransfer {
  /** That announced it. */
  readonly channel: Channel;
  readonly #about: Announcement;
  readonly #host: IncomingHost;
  readonly #progress = new Watched(() => ({ received: this.#received, total: this.size }));
  #sink: Sink | undefined;
  #limit = Infinity;
  #received = 0;
  #granted = 0;
  #isPaused = false;
  #isWhole = false;

  constructor(channel: Channel, about: Announcement, host: IncomingHost) {
    this.channel = channel;
    this.#about = about;
    this.#host = host;
  }

  get x(): number { return this.#about.x; }
  get id(): string { return this.#about.id; }
  get size(): number | undefined { return this.#about.size; }
  get fileName(): string | undefined { return this.#about.name; }
  get type(): string | undefined { return this.#about.type; }
  get info(): any { return this.#about.info; }

  accept(options: { as?: 'blob' } | { as: 'stream' } = {}): void {
    const { as } = checkObject('accept', options);
    if (as !== undefined && as !== 'blob' && as !== 'stream') throw badOption(`accept got as: ${String(as)}.`, "Give 'blob' or 'stream', or leave it out.");
    if (!this.isAsked) return;
    if (as === 'stream') this.#stream(); else this.#fill(sinkFor(this.#about, (most) => this.#host.shareOf(this, most)));
  }

  reject(reason?: string): void { if (this.isAsked) this.#end('rejected', reason); }
  cancel(): void { this.#end(this.isAsked ? 'rejected' : 'cancelled'); }
  pause(): void { this.#isPaused = true; }

  resume(): void {
    this.#isPaused = false;
    this.#consumed();
  }

  [Symbol.asyncIterator](): AsyncGenerator<{ readonly received: number; readonly total: number | undefined }, void, void> { return this.#progress.watch(); }

  // ── what the engine does ──

  /** Neither accepted nor rejected yet. */
  get isAsked(): boolean { return !this.#sink && !this.#progress.isOver; }
  get isRunning(): boolean { return this.#sink !== undefined && !this.#progress.isOver; }
  get received(): number { return this.#received; }
  get granted(): number { return this.#granted; }
  get isValue(): boolean { return isValueType(this.#about.kind); }
  /** The size of a value that nobody accepted but by a limit. */
  get unasked(): number { return this.isValue && this.#limit < Infinity ? this.size! : 0; }
  /** Bytes that the page may have to hold for it. */
  get claim(): number { return this.#sink?.claim(this.#granted) ?? 0; }

  /** Nobody decided: as it was sent, up to `limit` bytes. */
  acceptUpTo(limit: number): void {
    if (!this.isAsked) return;
    if ((this.size ?? 0) > limit) return this.#end('rejected', 'it is too large');
    this.#limit = limit;
    if (this.#about.kind === STREAM) this.#stream(); else this.accept();
  }

  /** False for what an honest sender does not send. */
  take({ offset, bytes, isLast }: Chunk): boolean {
    const end = offset + bytes.length;
    if (!this.#sink || this.#isWhole || offset !== this.#received || end > this.#granted) return this.#isWhole && bytes.length === 0;
    if (bytes.length === 0 && !isLast) return false;
    if (this.size !== undefined && (end > this.size || isLast !== (end === this.size))) return false;
    if (end > this.#limit) return this.#refuse(tooLarge(this.#limit));
    this.#received = end;
    this.#sink.write(bytes);
    this.#progress.changed();
    if (isLast) this.#finish(this.#sink); else this.#consumed();
    return true;
  }

  /** From outside: the sender gave up, or went, or does not keep to the rules. */
  fail(error: PeerixError): void {
    if (this.#progress.isOver) return;
    const isHeard = this.#progress.isWatched || this.#sink instanceof StreamSink;
    this.abandon(error);
    if (!isHeard) this.#host.onFailed(this, error);
  }

  /** Whoever watches or reads is told, and nobody else. */
  abandon(error: PeerixError): void {
    if (this.#progress.isOver) return;
    this.#sink?.fail(error);
    this.#progress.end(error);
  }

  // ── inside ──

  #stream(): void {
    const sink = new StreamSink({ onConsumed: () => this.#consumed(), onCancel: () => this.cancel() });
    this.#fill(sink);
    this.#host.onData(this, sink.stream);
  }

  #fill(sink: Sink): void {
    this.#sink = sink;
    this.#granted = this.#window;
    this.#host.onGranted(this);
  }

  #consumed(): void {
    if (!this.#sink || this.#isPaused || this.#isWhole || this.#progress.isOver) return;
    const window = this.#window, upTo = this.#sink.consumed + window;
    if (upTo < this.#granted + window * STEP) return;
    this.#granted = upTo;
    this.#host.onGranted(this);
  }

  get #window(): number { return this.#host.shareOf(this, this.#host.isTalking ? TALK_WINDOW : MAX_WINDOW); }

  #finish(sink: Sink): void {
    this.#isWhole = true;
    sink.finish((data) => {
      if (data === undefined) return this.#host.onBroken(this);
      if (!(sink instanceof StreamSink)) this.#host.onData(this, data);
      this.#end('delivered');
    });
  }

  #refuse(error: PeerixError): true {
    this.#host.onEnded(this, 'rejected', error.message);
    this.fail(error);
    return true;
  }

  #end(ending: Ending, reason?: string): void {
    if (this.#progress.isOver) return;
    if (ending !== 'delivered') this.#sink?.fail(new PeerixError('ABORTED', 'The transfer was cancelled here.'));
    this.#progress.end();
    this.#host.onEnded(this, ending, reason);
  }
}

function tooLarge(limit: number): PeerixError {
  return new PeerixError('TOO_LARGE', `A transfer has more than ${limit} bytes.`, { hint: 'Open the channel with a larger `receive`, or accept the transfer itself.' });
}
