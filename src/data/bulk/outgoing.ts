import type { Bytes } from '../../drivers/driver.js';
import { CHUNK } from '../framing.js';
import type { Cursor } from './source.js';

export interface OutgoingHost {
  /** Something may be sent now. */
  onReady(): void;
  /** The source can't be read. */
  onFailed(error: unknown): void;
}

/** What goes over the lane at once. */
export interface Piece { readonly offset: number; readonly bytes: Bytes; readonly isLast: boolean }

/** More than this is never under way to one addressee, whatever it grants. */
const MAX_AHEAD = 16 * 1024 * 1024;

/** One transfer to one remote: where it is, and how far it may go. */
export class Outgoing {
  readonly #cursor: Cursor;
  readonly #size: number | undefined;
  readonly #host: OutgoingHost;
  #sent = 0;
  #acknowledged = 0;
  /** Undefined until the other side says, on each connection, where it goes on. */
  #credit: number | undefined;
  #bytes: Bytes | undefined;
  #end: number | undefined;
  #reads = 0;
  /** The read that is under way. */
  #pending: number | undefined;
  #isRead = false;
  /** Nothing is left to be sent. */
  #isOver = false;

  constructor(cursor: Cursor, size: number | undefined, host: OutgoingHost) {
    this.#cursor = cursor;
    this.#size = size;
    this.#host = host;
  }

  /** Where it ends; undefined until its last was sent, be it on an earlier connection. */
  get end(): number | undefined { return this.#end; }

  /** The other side has `at` bytes and takes up to `upTo`. False when that cannot be. */
  grant(at: number, upTo: number): boolean {
    if (at < this.#acknowledged || at > this.#sent || upTo < at) return false;
    if (this.#credit === undefined) this.#goOnFrom(at);
    else if (upTo < this.#credit) return false;
    this.#acknowledged = at;
    this.#credit = Math.min(upTo, at + MAX_AHEAD);
    this.#cursor.release(at);
    return true;
  }

  /** The connection is gone. */
  stall(): void { this.#credit = undefined; }

  close(): void {
    this.#isOver = true;
    this.#reads++;
    this.#cursor.close();
  }

  /** What may go now, if it is read already; else that is seen to. */
  next(): Piece | undefined {
    if (this.#isOver || this.#credit === undefined) return undefined;
    if (!this.#bytes) return this.#read();
    const room = this.#credit - this.#sent;
    if (room <= 0 && this.#bytes.length > 0) return undefined;
    return this.#take(Math.min(CHUNK, room, this.#bytes.length));
  }

  #take(length: number): Piece {
    const bytes = this.#bytes!.subarray(0, length), offset = this.#sent;
    this.#sent += length;
    const isLast = this.#isRead || this.#sent === this.#size;
    this.#isOver = isLast;
    if (isLast) this.#end = this.#sent;
    this.#bytes = length < this.#bytes!.length ? this.#bytes!.subarray(length) : undefined;
    if (!this.#bytes && !isLast) this.#read();
    return { offset, bytes, isLast };
  }

  #goOnFrom(at: number): void {
    this.#sent = at;
    this.#bytes = undefined;
    this.#isOver = this.#isRead = false;
    this.#reads++;
  }

  #read(): undefined {
    const read = this.#reads;
    if (this.#pending === read) return;
    this.#pending = read;
    this.#cursor.read(this.#sent).then((bytes) => {
      if (read !== this.#reads) return; // from another place, or closed
      this.#pending = undefined;
      this.#bytes = bytes;
      this.#isRead = bytes.length === 0;
      this.#host.onReady();
    }, (error: unknown) => { if (read === this.#reads) this.#host.onFailed(error); });
  }
}
