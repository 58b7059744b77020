import type { Bytes } from '../../drivers/driver.js';
import { concat } from '../../signaling/bytes.js';
import { decodeData } from '../value.js';
import type { Announcement } from './announcement.js';
import { BLOB, FILE, STREAM } from './parcel.js';

/** Where the bytes of a transfer go. */
export interface Sink {
  write(bytes: Bytes): void;
  /** Of what was written, how much has been taken. */
  readonly consumed: number;
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
const PART = 4 * 1024 * 1024;

/** A `Blob` of parts that the browser keeps. */
export class BlobSink implements Sink {
  readonly #about: Announcement;
  readonly #parts: Blob[] = [];
  #chunks: Bytes[] = [];
  #pending = 0;
  consumed = 0;

  constructor(about: Announcement) { this.#about = about; }

  write(bytes: Bytes): void {
    this.#chunks.push(bytes);
    this.#pending += bytes.length;
    this.consumed += bytes.length;
    if (this.#pending >= PART) this.#store();
  }

  finish(done: (data: unknown) => void): void {
    this.#store();
    const { kind, name = '', type = '', modified } = this.#about;
    done(kind === FILE ? new File(this.#parts, name, { type, lastModified: modified! }) : new Blob(this.#parts, { type }));
  }

  fail(): void { this.#parts.length = this.#chunks.length = 0; }

  #store(): void {
    this.#parts.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#pending = 0;
  }
}

/** A string, JSON value, buffer or view that was too large for its channel. */
class ValueSink implements Sink {
  readonly #type: number;
  #chunks: Bytes[] = [];
  consumed = 0;

  constructor(type: number) { this.#type = type; }

  write(bytes: Bytes): void {
    this.#chunks.push(bytes);
    this.consumed += bytes.length;
  }

  finish(done: (data: unknown) => void): void { done(decodeData(this.#type, concat(...this.#chunks))); }
  fail(): void { this.#chunks = []; }
}

/** As much as a sender's credit brings. */
const HIGH_WATER = 4 * 1024 * 1024;

/** What the application reads is consumed; what it does not holds the sender back. */
export class StreamSink implements Sink {
  readonly stream: ReadableStream<Bytes>;
  #controller!: ReadableStreamDefaultController<Bytes>;
  #written = 0;
  #done: ((data: unknown) => void) | undefined;

  constructor(host: SinkHost) {
    this.stream = new ReadableStream<Bytes>({
      start: (controller) => { this.#controller = controller; },
      pull: () => {
        host.onConsumed();
        if (this.#done && this.consumed === this.#written) this.#close(this.#done);
      },
      cancel: () => host.onCancel(),
    }, new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER }));
  }

  get consumed(): number { return this.#written - (HIGH_WATER - (this.#controller.desiredSize ?? HIGH_WATER)); }

  write(bytes: Bytes): void {
    this.#written += bytes.length;
    if (bytes.length) this.#controller.enqueue(bytes);
  }

  finish(done: (data: unknown) => void): void {
    if (this.consumed === this.#written) this.#close(done);
    else this.#done = done; // once the last of it is read
  }

  fail(error: unknown): void { this.#controller.error(error); }

  #close(done: (data: unknown) => void): void {
    this.#done = undefined;
    this.#controller.close();
    done(this.stream);
  }
}

/** Of what kind it was sent, unless a Blob is wanted. */
export function sinkFor(announcement: Announcement): Sink {
  const { kind } = announcement;
  return kind === BLOB || kind === FILE || kind === STREAM ? new BlobSink(announcement) : new ValueSink(kind);
}
