import type { Environment } from '../environment.js';
import type { Bytes } from '../drivers/driver.js';
import type { Secrets } from '../signaling/place.js';
import { checkProof, sealProof } from '../signaling/proof.js';
import { fromJson, fromUtf8, utf8 } from '../signaling/bytes.js';

/** A control message after the proof: JSON with its type in `t`. Fields are checked by whoever handles the type. */
export type ControlMessage = { readonly t: string; readonly [field: string]: unknown };

/** What cannot be read is handled as an unknown type: counted and ignored. */
const MALFORMED: ControlMessage = { t: '' };
const MAX_MESSAGE = 256 * 1024;
const MAX_EARLY = 256;

/** My proof for this connection, and the test of theirs. */
interface Binding {
  readonly proof: Bytes;
  readonly safetyNumber: string;
  check(theirs: Uint8Array): Promise<boolean>;
}

/** Of the certificates of both ends. */
interface Fingerprints { readonly own: Bytes; readonly peer: Bytes }

export interface ControlHost {
  readonly environment: Environment;
  readonly secrets: Promise<Secrets>;
  /** I sent my proof and verified theirs. */
  onProved(): void;
  onControl(message: ControlMessage): void;
  /** Anything came. */
  onTraffic(): void;
  /** The other end is not who it says. */
  onViolation(why: string): void;
  /** A message of mine is larger than the channel takes. */
  onOversize(): void;
  /** The control channel closed though nobody here closed it. */
  onControlClosed(): void;
}

/**
 * The negotiated channel 0 (protocol §6). Each way it begins with a proof that the two ends of the DTLS connection are
 * the two ends of the pair; what comes before it is verified waits.
 */
export class Control {
  readonly #channel: RTCDataChannel;
  readonly #host: ControlHost;
  readonly #n: number;
  readonly #binding: Promise<Binding | undefined>;
  #bind!: (fingerprints: Fingerprints) => void;
  #safetyNumber: string | undefined;
  #outbox: string[] | undefined = [];
  #early: unknown[] = [];
  #isProofSent = false;
  #isVerified = false;
  #isClosed = false;

  /** Of session `n`. */
  constructor(pc: RTCPeerConnection, n: number, host: ControlHost) {
    this.#n = n;
    this.#host = host;
    this.#binding = new Promise<Fingerprints>((resolve) => { this.#bind = resolve; })
      .then((fingerprints) => this.#makeProof(fingerprints))
      .catch(() => undefined); // no keys: the roster drops such an id
    this.#channel = pc.createDataChannel('peerix', { negotiated: true, id: 0 });
    this.#channel.binaryType = 'arraybuffer';
    this.#channel.onopen = () => void this.#begin();
    this.#channel.onmessage = ({ data }) => this.#receive(data);
    this.#channel.onclose = () => { if (!this.#isClosed) host.onControlClosed(); };
  }

  /** Both ends proved themselves. */
  get isProved(): boolean { return this.#isProofSent && this.#isVerified; }
  get isOpen(): boolean { return !this.#isClosed && this.#channel.readyState === 'open'; }

  /** Reliable and in order while the link lives; waits for the proof, which goes first. */
  send(message: ControlMessage): void {
    const text = JSON.stringify(message);
    if (text.length > MAX_MESSAGE / 3 && utf8(text).length > MAX_MESSAGE) return this.#host.onOversize();
    if (this.#outbox) this.#outbox.push(text);
    else if (this.isOpen) this.#channel.send(text);
  }

  /** Calls back once the other side has heard what was sent and closes, or says goodbye itself. */
  whenDone(callback: () => void): void {
    this.#channel.onclose = callback;
    this.#channel.onmessage = ({ data }) => { if (parse(data)?.t === 'leave') callback(); };
  }

  dispose(): void {
    this.#isClosed = true;
    this.#channel.onopen = this.#channel.onmessage = null;
  }

  /** Both descriptions are set: what the proofs are about is known. */
  bind(fingerprints: Fingerprints): void { this.#bind(fingerprints); }

  get safetyNumber(): string | undefined { return this.#safetyNumber; }

  async #makeProof({ own, peer }: Fingerprints): Promise<Binding> {
    const { environment: { crypto }, secrets } = this.#host, n = this.#n;
    const { keys, safetyNumber } = await secrets;
    const [proof, number] = await Promise.all([sealProof(crypto, keys, n, own, peer), safetyNumber()]);
    return {
      proof,
      safetyNumber: number,
      check: (theirs) => checkProof(crypto, keys, n, own, peer, theirs),
    };
  }

  async #begin(): Promise<void> {
    const binding = await this.#binding;
    if (!binding || !this.isOpen) return;
    this.#safetyNumber = binding.safetyNumber;
    this.#channel.send(binding.proof);
    this.#isProofSent = true;
    const waiting = this.#outbox ?? [];
    this.#outbox = undefined;
    for (const text of waiting) this.#channel.send(text);
    this.#proved();
  }

  #receive(data: unknown): void {
    if (this.#isClosed) return;
    this.#host.onTraffic();
    if (this.#isVerified) return this.#dispatch(data);
    if (this.#early.length >= MAX_EARLY) return this.#host.onViolation('too much before the proof');
    this.#early.push(data);
    if (this.#early.length === 1) void this.#verify(data);
  }

  async #verify(data: unknown): Promise<void> {
    const binding = await this.#binding;
    const isGood = binding !== undefined && data instanceof ArrayBuffer && await binding.check(new Uint8Array(data));
    if (this.#isClosed) return;
    if (!isGood) return this.#host.onViolation('the proof does not fit this connection');
    this.#isVerified = true;
    this.#proved();
    const [, ...early] = this.#early;
    this.#early = [];
    for (const message of early) this.#dispatch(message);
  }

  #proved(): void { if (this.isProved) this.#host.onProved(); }

  #dispatch(data: unknown): void {
    if (this.#isClosed) return;
    const message = parse(data) ?? MALFORMED;
    if (message.t === 'ping') this.send({ t: 'pong' });
    else if (message.t !== 'pong') this.#host.onControl(message);
  }
}

function parse(data: unknown): ControlMessage | undefined {
  const text = data instanceof ArrayBuffer ? fromUtf8(new Uint8Array(data)) : data;
  if (typeof text !== 'string' || text.length > MAX_MESSAGE) return undefined;
  const json = fromJson(text);
  return isControlMessage(json) ? json : undefined;
}

function isControlMessage(json: unknown): json is ControlMessage {
  return typeof json === 'object' && json !== null && 't' in json && typeof json.t === 'string';
}
