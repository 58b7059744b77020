import type { Bytes } from '../../drivers/driver.js';
import { concat } from '../../signaling/bytes.js';
import { decodeData, isValueType } from '../value.js';
import type { Announcement } from './announcement.js';
import { Blocks } from './blocks.js';
import { FILE } from './parcel.js';

/** Where the bytes of a transfer go. */
export interface Sink {
  write(bytes: Bytes): void;
  /** Of what was written, how much has been taken. */
  readonly consumed: number;
  /** Bytes that the page may have to hold, where the sender may go on up to `granted`. */
  claim(granted: number): number;
  /** All was written: calls back once all is taken, with what the application gets now; `undefined` = it was malformed. */
  finish(done: (data: unknown) => void): void;
  fail(error: unknown): void;
}

/** What a sink asks of its transfer. */
export interface SinkHost {
  /** More was consumed. */
  onConsumed(): void;
  /** The application wants no more. */
  onCancel(): void;
}

/** A larger part is the browser's to keep, on disk if need be. */
const MAX_PART = 4 * 1024 * 1024;

/** A `Blob` of parts that the browser keeps. */
export class BlobSink implements Sink {
  readonly #about: Announcement;
  readonly #parts: Blob[] = [];
  readonly #blocks = new Blocks();
  readonly #shareOf: (most: number) => number;

  /** `shareOf`: how large a part may become in the page's memory, at most `most`. */
  constructor(about: Announcement, shareOf: (most: number) => number) {
    this.#about = about;
    this.#shareOf = shareOf;
  }

  get consumed(): number { return this.#blocks.end; }
  claim(): number { return this.#blocks.length; }

  write(bytes: Bytes): void {
    this.#blocks.add(bytes);
    if (this.#blocks.length >= this.#shareOf(MAX_PART)) this.#store();
  }

  finish(done: (data: unknown) => void): void {
    this.#store();
    const { kind, name = '', type = '', modified } = this.#about;
    done(kind === FILE ? new File(this.#parts, name, { type, lastModified: modified! }) : new Blob(this.#parts, { type }));
  }

  fail(): void {
    this.#parts.length = 0;
    this.#blocks.take();
  }

  #store(): void { this.#parts.push(new Blob(this.#blocks.take())); }
}

/** A string, JSON value, buffer or view that was too large for its channel. */
class ValueSink implements Sink {
  readonly #type: number;
  readonly #blocks = new Blocks();

  constructor(type: number) { this.#type = type; }

  get consumed(): number { return this.#blocks.end; }
  claim(): number { return 0; } // reckoned with when it was accepted
  write(bytes: Bytes): void { this.#blocks.add(bytes); }
  finish(done: (data: unknown) => void): void { done(decodeData(this.#type, concat(...this.#blocks.take()))); }
  fail(): void { this.#blocks.take(); }
}

/** What the application reads is consumed; what it does not holds the sender back. */
export class StreamSink implements Sink {
  readonly stream: ReadableStream<Bytes>;
  readonly #host: SinkHost;
  readonly #held = new Blocks();
  #controller!: ReadableStreamDefaultController<Bytes>;
  #isAsked = false;
  #done: ((data: unknown) => void) | undefined;

  constructor(host: SinkHost) {
    this.#host = host;
    this.stream = new ReadableStream<Bytes>({
      start: (controller) => { this.#controller = controller; },
      pull: () => {
        this.#isAsked = true;
        this.#hand();
      },
      cancel: () => host.onCancel(),
    }, { highWaterMark: 0 });
  }

  get consumed(): number { return this.#held.start; }
  claim(granted: number): number { return granted - this.#held.start; }

  write(bytes: Bytes): void {
    this.#held.add(bytes);
    this.#hand();
  }

  finish(done: (data: unknown) => void): void {
    this.#done = done;
    this.#hand();
  }

  fail(error: unknown): void {
    this.#controller.error(error);
    this.#held.take();
  }

  #hand(): void {
    const bytes = this.#isAsked ? this.#held.shift() : undefined;
    if (bytes) {
      this.#isAsked = false;
      this.#controller.enqueue(bytes);
      this.#host.onConsumed();
    }
    if (this.#done && this.#held.length === 0) this.#close(this.#done);
  }

  #close(done: (data: unknown) => void): void {
    this.#done = undefined;
    this.#controller.close();
    done(this.stream);
  }
}

/** A value as it was sent, else a Blob. */
export function sinkFor(announcement: Announcement, shareOf: (most: number) => number): Sink {
  const { kind } = announcement;
  return isValueType(kind) ? new ValueSink(kind) : new BlobSink(announcement, shareOf);
}
