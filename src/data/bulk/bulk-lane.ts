import type { Bytes } from '../../drivers/driver.js';
import { CHUNK, HIGH_WATER, LOW_WATER, TALK_HIGH_WATER, TALK_LOW_WATER } from '../framing.js';

export interface BulkLaneHost {
  onOpen(): void;
  /** It takes more. */
  onLow(): void;
  onChunk(chunk: Chunk): void;
  onViolation(): void;
  /** It closed though nobody here closed it. */
  onClosed(): void;
  /** Anything came. */
  onTraffic(): void;
}

/** `flags1 x4 offset8`, then bytes: each says whose it is, so transfers take turns and end at any moment. */
export interface Chunk { readonly x: number; readonly offset: number; readonly isLast: boolean; readonly bytes: Bytes }

const HEADER = 13;
const LAST = 1;
const ID = 1;

/** Beside the labelled channels, so that none waits for a file: negotiated, stream 1, of the lowest priority. */
export class BulkLane {
  readonly #dc: RTCDataChannel;
  /** Used again for each chunk, for `send` copies: fresh memory costs more than what is done with it. */
  readonly #frame = new Uint8Array(HEADER + CHUNK);
  #highWater = HIGH_WATER;

  constructor(pc: RTCPeerConnection, host: BulkLaneHost) {
    const init: RTCDataChannelInit & { priority: RTCPriorityType } = { negotiated: true, id: ID, priority: 'very-low' };
    const dc = this.#dc = pc.createDataChannel('peerix-bulk', init);
    dc.binaryType = 'arraybuffer';
    dc.bufferedAmountLowThreshold = LOW_WATER;
    dc.onopen = () => host.onOpen();
    dc.onbufferedamountlow = () => host.onLow();
    dc.onclose = () => host.onClosed();
    dc.onmessage = ({ data }) => {
      host.onTraffic();
      const chunk = parse(data);
      if (chunk) host.onChunk(chunk); else host.onViolation();
    };
  }

  get isOpen(): boolean { return this.#dc.readyState === 'open'; }
  get isReady(): boolean { return this.isOpen && this.#dc.bufferedAmount < this.#highWater; }

  /** Something else is being said. */
  giveWay(): void { this.#setWater(TALK_HIGH_WATER, TALK_LOW_WATER); }
  goOn(): void { this.#setWater(HIGH_WATER, LOW_WATER); }

  send({ x, offset, isLast, bytes }: Chunk): void {
    const frame = this.#frame, view = new DataView(frame.buffer);
    view.setUint8(0, isLast ? LAST : 0);
    view.setUint32(1, x);
    view.setUint32(5, offset / 2 ** 32);
    view.setUint32(9, offset);
    frame.set(bytes, HEADER);
    this.#dc.send(frame.subarray(0, HEADER + bytes.length));
  }

  #setWater(high: number, low: number): void {
    this.#highWater = high;
    this.#dc.bufferedAmountLowThreshold = low;
  }

  close(): void {
    this.#dc.onopen = this.#dc.onmessage = this.#dc.onclose = this.#dc.onbufferedamountlow = null;
    this.#dc.close();
  }
}

/** Undefined when malformed. */
function parse(data: unknown): Chunk | undefined {
  if (!(data instanceof ArrayBuffer) || data.byteLength < HEADER || data.byteLength > HEADER + CHUNK) return undefined;
  const view = new DataView(data), flags = view.getUint8(0), offset = view.getUint32(5) * 2 ** 32 + view.getUint32(9);
  return flags > LAST ? undefined : { x: view.getUint32(1), offset, isLast: flags === LAST, bytes: new Uint8Array(data, HEADER) };
}
