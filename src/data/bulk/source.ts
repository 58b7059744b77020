import type { Bytes } from '../../drivers/driver.js';
import { Timers, type Environment } from '../../environment.js';
import { PeerixError } from '../../errors.js';
import { Blocks } from './blocks.js';

/** Bytes for one or several addressees, each at its own pace. */
export interface Source {
  /** Undefined = known when it ends. */
  readonly size: number | undefined;
  /** `onLate`: the others wait for this one no longer. */
  open(onLate: () => void): Cursor;
  /** Nobody wants more of it. */
  cancel(): void;
}

/** One addressee's place. It reads forward, and again what it has not released. */
export interface Cursor {
  /** Some bytes from there on; none = it ends there. Rejects with what the source failed with. */
  read(offset: number): Promise<Bytes>;
  /** Everything before it has arrived. */
  release(offset: number): void;
  close(): void;
}

const NOTHING = new Uint8Array();
const keepNothing = { release: () => {}, close: () => {} };

/** Bytes that are in memory already. */
export class BytesSource implements Source {
  readonly #bytes: Bytes;

  constructor(bytes: Bytes) { this.#bytes = bytes; }

  get size(): number { return this.#bytes.length; }
  open(): Cursor { return { ...keepNothing, read: (offset) => Promise.resolve(this.#bytes.subarray(offset)) }; }
  cancel(): void { /* nothing is held */ }
}

/** Small slices of a Blob are slow to read: the browser's main process is asked for each. */
const WINDOW = 4 * 1024 * 1024;
/** Windows that addressees of about the same pace share. */
const MAX_WINDOWS = 3;

/** Read window by window; addressees of about the same pace share each. */
export class BlobSource implements Source {
  readonly #blob: Blob;
  readonly #windows = new Map<number, Promise<Bytes>>();

  constructor(blob: Blob) { this.#blob = blob; }

  get size(): number { return this.#blob.size; }
  open(): Cursor { return { ...keepNothing, read: (offset) => this.#read(offset) }; }
  cancel(): void { this.#windows.clear(); }

  async #read(offset: number): Promise<Bytes> {
    if (offset >= this.size) return NOTHING;
    const i = Math.floor(offset / WINDOW);
    const window = this.#window(i);
    if ((i + 1) * WINDOW < this.size) this.#window(i + 1).catch(() => { /* whoever comes there is told */ });
    return (await window).subarray(offset - i * WINDOW);
  }

  #window(i: number): Promise<Bytes> {
    const known = this.#windows.get(i);
    if (known) return known;
    const read = this.#blob.slice(i * WINDOW, (i + 1) * WINDOW).arrayBuffer().then((buffer) => new Uint8Array(buffer));
    this.#windows.set(i, read);
    const [oldest = i] = this.#windows.keys();
    if (this.#windows.size > MAX_WINDOWS) this.#windows.delete(oldest);
    return read;
  }
}

/** More than an addressee's credit, so that none waits for itself. */
const MAX_HELD = 4 * 1024 * 1024;
/** In this time the slowest takes so much of a stream, or the others wait for it no longer. */
const PATIENCE_MS = 30_000;
const LEAST_TAKEN = 512 * 1024;

/** An addressee of a stream: what of it has arrived there. */
interface Reader { released: number; readonly onLate: () => void }

/**
 * Read once, at the pace of the slowest addressee; what one may have to be sent again is held. One that is undecided, reads
 * nothing or is out of reach holds the others up for a while, never for good.
 */
export class StreamSource implements Source {
  readonly size = undefined;
  readonly #stream: ReadableStream<unknown>;
  readonly #timers: Timers;
  readonly #held = new Blocks();
  readonly #readers = new Set<Reader>();
  #reader: ReadableStreamDefaultReader<unknown> | undefined;
  #isDone = false;
  #reading: Promise<void> | undefined;
  #wake: (() => void)[] = [];
  #stopClock: (() => void) | undefined;
  /** The slowest is waited for until it is there. */
  #goal = 0;

  constructor(stream: ReadableStream, environment: Environment) {
    this.#stream = stream;
    this.#timers = new Timers(environment);
  }

  open(onLate: () => void): Cursor {
    const source = this.#reader ??= this.#stream.getReader(); // whoever sends to nobody, or where it can't, keeps it
    const reader: Reader = { released: 0, onLate };
    this.#readers.add(reader);
    return {
      read: (offset) => this.#read(reader, source, offset),
      release: (offset) => {
        reader.released = offset;
        this.#trim();
      },
      close: () => {
        this.#readers.delete(reader);
        this.#trim();
      },
    };
  }

  cancel(): void {
    this.#timers.dispose();
    (this.#reader ?? this.#stream).cancel().catch(() => { /* it failed, and whoever read it was told */ });
    this.#held.take();
  }

  async #read(reader: Reader, source: ReadableStreamDefaultReader<unknown>, offset: number): Promise<Bytes> {
    while (this.#readers.has(reader)) {
      const bytes = this.#held.at(offset);
      if (bytes) return bytes;
      if (this.#isDone) break;
      if (this.#held.length < MAX_HELD) await (this.#reading ??= this.#pull(source));
      else await this.#released();
    }
    return NOTHING;
  }

  async #pull(source: ReadableStreamDefaultReader<unknown>): Promise<void> {
    const { done, value } = await source.read();
    this.#reading = undefined;
    this.#isDone = done;
    if (!done) this.#held.add(bytesOf(value));
  }

  /** Resolves when somebody has taken something. */
  #released(): Promise<void> {
    if (!this.#stopClock) {
      this.#goal = this.#held.start + LEAST_TAKEN;
      this.#stopClock = this.#timers.after(PATIENCE_MS, () => this.#goOn());
    }
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  /** Without those who have not taken what they should have. */
  #goOn(): void {
    this.#stopClock = undefined;
    if (this.#wake.length) for (const { released, onLate } of [...this.#readers]) if (released < this.#goal) onLate();
  }

  #trim(): void {
    this.#held.trim(Math.min(this.#held.end, ...[...this.#readers].map(({ released }) => released)));
    if (this.#held.start >= this.#goal) {
      this.#stopClock?.();
      this.#stopClock = undefined;
    }
    for (const wake of this.#wake.splice(0)) wake();
  }
}

// The stream's owner may use its buffer again.
function bytesOf(value: unknown): Bytes {
  if (value instanceof ArrayBuffer) return new Uint8Array(value.slice());
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  throw new PeerixError('BAD_DATA', 'The stream yields something else than bytes.', { hint: 'Give a stream of Uint8Array, for text through a TextEncoderStream.' });
}
