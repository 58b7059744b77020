import { Timers } from '../environment.js';
import { MAX_CANDIDATES, type Candidate } from '../signaling/message.js';
import { batchCandidates } from './candidates.js';
import { Control, type ControlHost } from './control.js';
import { fingerprintOf } from './fingerprint.js';

/** A session's number, and which side offered it: it offers every ICE restart and holds the token. */
export interface SessionRole { readonly n: number; readonly isOfferer: boolean }

/** Hears nothing of a session that is disposed. */
export interface SessionHost extends ControlHost {
  onLocalCandidates(role: SessionRole, batch: Candidate[]): void;
  onConnectionState(state: RTCPeerConnectionState): void;
}

/** One RTCPeerConnection with its control channel, from the first description to the proof and on (protocol §6). */
export class Session implements SessionRole {
  readonly n: number;
  readonly isOfferer: boolean;
  readonly pc: RTCPeerConnection;
  readonly control: Control;
  isDisposed = false;
  readonly #timers: Timers;
  readonly #disposed: Promise<void>;
  #onDisposed!: () => void;
  #candidates = 0;
  #isBound = false;

  constructor(host: SessionHost, role: SessionRole, pc: RTCPeerConnection) {
    this.n = role.n;
    this.isOfferer = role.isOfferer;
    this.pc = pc;
    this.#timers = new Timers(host.environment);
    this.#disposed = new Promise((resolve) => { this.#onDisposed = resolve; });
    this.control = new Control(pc, role.n, host);
    batchCandidates(pc, this.#timers, (batch) => { if (!this.isDisposed) host.onLocalCandidates(this, batch); });
    pc.onconnectionstatechange = () => host.onConnectionState(pc.connectionState);
  }

  /** Both ends proved themselves: application data may flow. */
  get isUp(): boolean { return !this.isDisposed && this.control.isProved; }

  /** A description of mine, set and ready to be sent: an offer, or the answer to what was set before. */
  async describe(): Promise<string> {
    await this.#unlessDisposed(this.pc.setLocalDescription());
    this.#bind();
    return this.pc.localDescription?.sdp ?? '';
  }

  async setRemote(type: 'offer' | 'answer', sdp: string): Promise<void> {
    await this.#unlessDisposed(this.pc.setRemoteDescription({ type, sdp }));
    this.#bind();
  }

  /** At most 32 a session; one that cannot be used disturbs nobody and is reported by the result. */
  async addCandidates(list: readonly Candidate[]): Promise<number> {
    let refused = 0;
    for (const candidate of list) {
      if (++this.#candidates > MAX_CANDIDATES || this.isDisposed) { refused++; continue; }
      try { await this.#unlessDisposed(this.pc.addIceCandidate(candidate)); } catch { refused++; }
    }
    return refused;
  }

  /** Closes at once; nothing is reported any more. */
  dispose(): void {
    if (this.isDisposed) return;
    this.#detach();
    this.#close();
  }

  /** Closes once the other side has heard what was sent, or after `ms`. */
  disposeAfterFlush(ms: number, onClosed: () => void): void {
    if (this.isDisposed || !this.control.isOpen || ms === 0) {
      this.dispose();
      return onClosed();
    }
    this.#detach();
    const close = () => {
      this.#close();
      onClosed();
    };
    this.#timers.after(ms, close);
    this.control.whenDone(close);
  }

  #close(): void {
    this.#timers.dispose();
    this.pc.close();
  }

  // What is under way on a connection that closes never settles (WebRTC §4.4.1.2), and would hold up all that follows.
  async #unlessDisposed(operation: Promise<void>): Promise<void> { await Promise.race([operation, this.#disposed]); }

  #detach(): void {
    this.isDisposed = true;
    this.#onDisposed();
    this.control.dispose();
    this.pc.onconnectionstatechange = null;
  }

  /** Once both descriptions are set, the proof for this connection is made beside ICE and DTLS. */
  #bind(): void {
    const { localDescription, remoteDescription } = this.pc;
    if (this.#isBound || this.isDisposed || !localDescription || !remoteDescription) return;
    const own = fingerprintOf(localDescription.sdp), peer = fingerprintOf(remoteDescription.sdp);
    if (!own || !peer) return;
    this.#isBound = true;
    this.control.bind({ own, peer });
  }
}
