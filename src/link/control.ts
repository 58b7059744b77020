import type { Environment } from '../environment.js';
import type { Bytes } from '../drivers/driver.js';
import type { PairKeys } from '../signaling/seal.js';
import { checkProof, sealProof } from '../signaling/proof.js';
import { fromUtf8 } from '../signaling/bytes.js';

/** A control message after the proof: JSON with its type in `t`. Fields are checked by whoever handles the type. */
export type ControlMessage = { readonly t: string; readonly [field: string]: unknown };

/** What cannot be read is handled as an unknown type: counted and ignored. */
const MALFORMED: ControlMessage = { t: '' };
const MAX_MESSAGE = 256 * 1024;
const MAX_EARLY = 256;

export interface ControlHost {
  readonly environment: Environment;
  readonly keys: PairKeys;
  readonly n: number;
  /** Certificate fingerprints of both ends; known once the channel opens. */
  readonly fingerprints: { readonly own: Bytes; readonly peer: Bytes };
  /** The channel is open and my proof is under way: frames may follow. */
  onOpen(): void;
  /** I sent my proof and verified theirs. */
  onProved(): void;
  onMessage(message: ControlMessage): void;
  /** The other end is not who it says. */
  onViolation(why: string): void;
  onClose(): void;
}

/**
 * The negotiated channel 0 (protocol §6). Each way it begins with a proof that the two ends of the DTLS connection are
 * the two ends of the pair; what comes before it is verified waits.
 */
export class Control {
  readonly #channel: RTCDataChannel;
  readonly #host: ControlHost;
  #outbox: string[] | undefined = [];
  #early: unknown[] = [];
  #isProofSent = false;
  #isVerified = false;
  #isClosed = false;

  constructor(pc: RTCPeerConnection, host: ControlHost) {
    this.#host = host;
    this.#channel = pc.createDataChannel('peerix', { negotiated: true, id: 0 });
    this.#channel.binaryType = 'arraybuffer';
    this.#channel.onopen = () => void this.#prove();
    this.#channel.onmessage = ({ data }) => this.#receive(data);
    this.#channel.onclose = () => { if (!this.#isClosed) host.onClose(); };
  }

  get isOpen(): boolean { return !this.#isClosed && this.#channel.readyState === 'open'; }
  get bufferedAmount(): number { return this.#channel.bufferedAmount; }

  /** Reliable and in order while the link lives; waits for the proof, which goes first. */
  send(message: ControlMessage): void {
    const text = JSON.stringify(message);
    if (this.#outbox) this.#outbox.push(text);
    else if (this.isOpen) this.#channel.send(text);
  }

  /** Resolves once the other side has closed too; it hears what was sent before. */
  whenClosed(callback: () => void): void { this.#channel.onclose = callback; }

  dispose(): void {
    this.#isClosed = true;
    this.#channel.onopen = this.#channel.onmessage = null;
  }

  async #prove(): Promise<void> {
    const { environment, keys, n, fingerprints } = this.#host;
    this.#host.onOpen();
    const proof = await sealProof(environment.crypto, keys, n, fingerprints.own, fingerprints.peer);
    if (!this.isOpen) return;
    this.#channel.send(proof);
    this.#isProofSent = true;
    const waiting = this.#outbox ?? [];
    this.#outbox = undefined;
    for (const text of waiting) this.#channel.send(text);
    this.#proved();
  }

  #receive(data: unknown): void {
    if (this.#isClosed) return;
    if (this.#isVerified) return this.#dispatch(data);
    if (this.#early.length >= MAX_EARLY) return this.#host.onViolation('too much before the proof');
    this.#early.push(data);
    if (this.#early.length === 1) void this.#verify(data);
  }

  async #verify(data: unknown): Promise<void> {
    const { environment, keys, n, fingerprints } = this.#host;
    const isGood = data instanceof ArrayBuffer
      && await checkProof(environment.crypto, keys, n, fingerprints.own, fingerprints.peer, new Uint8Array(data));
    if (this.#isClosed) return;
    if (!isGood) return this.#host.onViolation('the proof does not fit this connection');
    this.#isVerified = true;
    this.#proved();
    const [, ...early] = this.#early;
    this.#early = [];
    for (const message of early) this.#dispatch(message);
  }

  #proved(): void { if (this.#isProofSent && this.#isVerified) this.#host.onProved(); }

  #dispatch(data: unknown): void {
    if (this.#isClosed) return;
    this.#host.onMessage(parse(data) ?? MALFORMED);
  }
}

function parse(data: unknown): ControlMessage | undefined {
  const text = data instanceof ArrayBuffer ? fromUtf8(new Uint8Array(data)) : data;
  if (typeof text !== 'string' || text.length > MAX_MESSAGE) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isControlMessage(json) ? json : undefined;
  } catch {
    return undefined; // not JSON: as malformed as a wrong field
  }
}

function isControlMessage(json: unknown): json is ControlMessage {
  return typeof json === 'object' && json !== null && 't' in json && typeof json.t === 'string';
}
