import type { SimConnection } from './connection.js';
import { sizeOf } from './stream.js';
import { SimTarget } from './target.js';

/** Measured limits of browsers (facts.md). */
const MAX_MESSAGE = 256 * 1024;
const MAX_BUFFERED = 16 * 1024 * 1024;

/** A negotiated `RTCDataChannel`. */
export class SimChannel extends SimTarget {
  readonly label: string;
  readonly id: number;
  readonly ordered: boolean;
  readonly maxRetransmits: number | null;
  readonly maxPacketLifeTime: number | null;
  readonly protocol: string;
  readonly negotiated = true;
  readyState: RTCDataChannelState = 'connecting';
  binaryType: BinaryType = 'arraybuffer';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly #connection: SimConnection;
  #early: (string | ArrayBuffer)[] = [];

  constructor(connection: SimConnection, label: string, init: RTCDataChannelInit) {
    super();
    if (!init.negotiated || init.id === undefined) throw new DOMException('only negotiated channels here', 'NotSupportedError');
    if (connection.channels.has(init.id)) throw new DOMException('the id is taken', 'OperationError');
    this.#connection = connection;
    this.label = label;
    this.id = init.id;
    this.ordered = init.ordered ?? true;
    this.maxRetransmits = init.maxRetransmits ?? null;
    this.maxPacketLifeTime = init.maxPacketLifeTime ?? null;
    this.protocol = init.protocol ?? '';
  }

  send(data: string | ArrayBuffer | ArrayBufferView): void {
    if (this.readyState !== 'open') throw new DOMException(`the channel is ${this.readyState}`, 'InvalidStateError');
    const message = ArrayBuffer.isView(data) ? bytesOf(data) : data, { wire } = this.#connection;
    if (sizeOf(message) > MAX_MESSAGE) throw new TypeError('too large');
    if (this.bufferedAmount + sizeOf(message) > MAX_BUFFERED) throw new DOMException('the buffer is full', 'OperationError');
    this.#trace('says', message);
    if (!this.#isReliable && this.#isLost) return;
    this.bufferedAmount += sizeOf(message);
    wire?.stream(this, this.#connection).push(message, this);
  }

  close(): void {
    if (this.readyState === 'closing' || this.readyState === 'closed') return;
    const { wire, tab } = this.#connection;
    this.readyState = 'closing';
    this.#trace('closes', '');
    if (wire?.isOpen) wire.stream(this, this.#connection).push(undefined, this);
    else tab.after(1, () => this.closedByOther());
  }

  // ── what the connection tells ──

  opened(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.fire('open');
    for (const data of this.#early.splice(0)) this.#connection.tab.after(0, () => this.arrived(data));
  }

  arrived(data: string | ArrayBuffer): void {
    if (this.readyState === 'connecting') this.#early.push(data);
    this.#trace(`hears (${this.readyState})`, data);
    if (this.readyState === 'open') this.fire('message', { data });
  }

  sent(bytes: number): void {
    const wasHigh = this.bufferedAmount > this.bufferedAmountLowThreshold;
    this.bufferedAmount -= bytes;
    if (wasHigh && this.bufferedAmount <= this.bufferedAmountLowThreshold) this.fire('bufferedamountlow');
  }

  closedByOther(): void {
    if (!this.#vanish()) return;
    this.fire('close');
  }

  /** With its connection, which closes without events of its channels. */
  vanish(): void { this.#vanish(); }

  #trace(what: string, data: string | ArrayBuffer): void {
    const { network, tab, other } = this.#connection, content = typeof data === 'string' ? data.slice(0, 200) : `${data.byteLength} bytes`;
    network.trace(tab, what, `on ${this.id} with h${other?.tab.host}`, content);
  }

  #vanish(): boolean {
    if (this.readyState === 'closed') return false;
    this.readyState = 'closed';
    const { channels } = this.#connection;
    if (channels.get(this.id) === this) channels.delete(this.id);
    return true;
  }

  get #isLost(): boolean {
    const { wire, network } = this.#connection;
    return !wire?.flowsFrom(this.#connection) || (network.loss > 0 && network.random() < network.loss);
  }

  get #isReliable(): boolean { return this.maxRetransmits === null && this.maxPacketLifeTime === null; }
}

function bytesOf(view: ArrayBufferView): ArrayBuffer {
  return new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice().buffer;
}
