import type { Bytes } from '../drivers/driver.js';
import type { Pipe } from './outbox.js';

/** In place of the flags of a part: parts follow, each after its length in two bytes. */
const PACK = 32;
/** A larger part gains nothing from company. */
const SMALL = 4 * 1024;
const MAX_PACK = 16 * 1024;

/** A reliable data channel that sends together what was sent in one task: a message costs the browser more than its bytes. */
export class PackingPipe implements Pipe {
  readonly #dc: Pipe;
  #parts: Bytes[] = [];
  #bytes = 0;

  constructor(dc: Pipe) { this.#dc = dc; }

  get readyState(): RTCDataChannelState { return this.#dc.readyState; }
  get bufferedAmount(): number { return this.#dc.bufferedAmount + this.#bytes; }

  send(part: Bytes): void {
    const isSmall = part.length <= SMALL;
    if (!isSmall || this.#bytes + part.length > MAX_PACK) this.flush();
    if (!isSmall) return this.#dc.send(part);
    if (this.#parts.length === 0) queueMicrotask(() => this.flush());
    this.#parts.push(part);
    this.#bytes += part.length;
  }

  flush(): void {
    const parts = this.#parts;
    this.#parts = [];
    this.#bytes = 0;
    if (this.readyState === 'open' && parts[0]) this.#dc.send(parts.length === 1 ? parts[0] : pack(parts));
  }
}

/** The parts in what came, and what is left of it where its lengths are wrong. */
export function* unpack(data: ArrayBuffer): Generator<Bytes, void, void> {
  const view = new DataView(data);
  if (view.byteLength === 0 || view.getUint8(0) !== PACK) return yield new Uint8Array(data);
  for (let at = 1; at < view.byteLength;) {
    const start = at + 2, end = start < view.byteLength ? start + view.getUint16(at) : Infinity;
    yield new Uint8Array(data, Math.min(start, view.byteLength), Math.max(0, Math.min(end, view.byteLength) - start));
    at = end;
  }
}

function pack(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(1 + parts.reduce((sum, { length }) => sum + 2 + length, 0));
  whole[0] = PACK;
  let at = 1;
  for (const part of parts) {
    whole[at] = part.length >> 8;
    whole[at + 1] = part.length;
    whole.set(part, at + 2);
    at += 2 + part.length;
  }
  return whole;
}
