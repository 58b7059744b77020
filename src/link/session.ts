import { Timers, type Environment } from '../environment.js';
import { MAX_CANDIDATES, type Candidate } from '../signaling/message.js';
import { batchCandidates } from './candidates.js';
import { closeConnection } from './closing.js';
import { Control, type ControlHost } from './control.js';
import { fingerprintOf } from './fingerprint.js';
import { Liveness, type LivenessHost } from './liveness.js';

/** Time enough for what waits on a path that is back: SCTP sends it again every 3 s at the latest. */
const NEW_PATH_MS = 3000;

/** A session's number, and which side offered it: it offers every ICE restart and holds the token. */
export interface SessionRole { readonly n: number; readonly isOfferer: boolean }

/** Hears nothing of a session that is disposed. */
export interface SessionHost extends ControlHost {
  onLocalCandidates(role: SessionRole, batch: Candidate[]): void;
  onConnectionState(state: RTCPeerConnectionState): void;
  /** Nothing was heard over the connection for a while. */
  onSilent(): void;
  onHeardAgain(): void;
  /** Time went on without this page. */
  onJump(): void;
}

/** One RTCPeerConnection with its control channel, from the first description to the proof and on (protocol §6). */
export class Session implements SessionRole, LivenessHost {
  readonly environment: Environment;
  readonly n: number;
  readonly isOfferer: boolean;
  readonly pc: RTCPeerConnection;
  readonly control: Control;
  readonly liveness: Liveness;
  /** When it was made. */
  readonly begunAt: number;
  isDisposed = false;
  readonly #timers: Timers;
  readonly #disposed: Promise<void>;
  #onDisposed!: () => void;
  #candidates = 0;
  #connectedAt = -Infinity;
  readonly #host: SessionHost;
  #isBound = false;
  /** Of the description as it came: Chromium's `remoteDescription` no longer tells. */
  #isWithFirefox = false;

  constructor(host: SessionHost, role: SessionRole, pc: RTCPeerConnection) {
    this.#host = host;
    this.environment = host.environment;
    this.begunAt = this.environment.now();
    this.n = role.n;
    this.isOfferer = role.isOfferer;
    this.pc = pc;
    this.#timers = new Timers(host.environment);
    this.#disposed = new Promise((resolve) => { this.#onDisposed = resolve; });
    this.control = new Control(pc, role.n, host);
    this.liveness = new Liveness(this);
    batchCandidates(pc, this.#timers, (batch) => { if (!this.isDisposed) host.onLocalCandidates(this, batch); });
    pc.onconnectionstatechange = () => this.#onConnectionState(pc.connectionState);
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
    this.#isWithFirefox = isOfFirefox(sdp);
    this.#candidates = 0; // each description brings its own
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

  // ── LivenessHost ──

  probe(): void { this.control.send({ t: 'ping' }); }
  onSilent(): void { this.#host.onSilent(); }
  onHeard(): void { this.#host.onHeardAgain(); }
  onJump(): void { this.#host.onJump(); }
  received(): Promise<number> { return receivedBy(this.pc); }

  /** Nobody answers though the connection works: the page at the other end sleeps. */
  get isFrozen(): boolean { return this.pc.connectionState === 'connected' && this.liveness.isFrozen; }

  /** It was just connected, so other paths would bring nothing sooner. */
  get hasNewPath(): boolean {
    return this.pc.connectionState === 'connected' && this.environment.now() - this.#connectedAt < NEW_PATH_MS;
  }

  /**
   * Whether new paths can be had for it. Firefox as the answerer loses the connection where another browser offers them:
   * that one goes on with Firefox's old candidates, and neither nominates a pair of new ones (Firefox 153, Chromium 156).
   */
  get canRestart(): boolean { return !this.#isWithFirefox || isOfFirefox(this.pc.localDescription?.sdp); }

  /** Nothing is reported any more, and the connection closes. */
  dispose(onClosed: () => void = () => {}): void {
    if (this.isDisposed) return onClosed();
    this.#detach();
    this.#close(onClosed);
  }

  /** Closes once the other side has heard what was sent, or after `ms`; with 0 before this returns. */
  disposeAfterFlush(ms: number, onClosed: () => void): void {
    if (ms === 0) this.pc.close();
    if (!this.control.isOpen || ms === 0) return this.dispose(onClosed);
    this.#detach();
    const close = () => this.#close(onClosed);
    this.#timers.after(ms, close);
    this.control.whenDone(close);
  }

  #onConnectionState(state: RTCPeerConnectionState): void {
    if (state === 'connected') this.#connectedAt = this.environment.now();
    this.#host.onConnectionState(state);
  }

  #close(onClosed: () => void): void {
    this.#timers.dispose();
    closeConnection(this.pc, this.environment, onClosed);
  }

  // What is under way on a connection that closes never settles (WebRTC §4.4.1.2), and would hold up all that follows.
  async #unlessDisposed(operation: Promise<void>): Promise<void> { await Promise.race([operation, this.#disposed]); }

  #detach(): void {
    this.isDisposed = true;
    this.#onDisposed();
    this.control.dispose();
    this.liveness.dispose();
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

// It names itself there (RFC 8866 §5.2).
function isOfFirefox(sdp = ''): boolean { return /^o=mozilla/m.test(sdp); }

async function receivedBy(pc: RTCPeerConnection): Promise<number> {
  try {
    const pairs = [...(await pc.getStats()).values()] as Partial<RTCIceCandidatePairStats & { type: string }>[];
    return pairs.filter(({ type }) => type === 'candidate-pair')
      .reduce((sum, { bytesReceived = 0, responsesReceived = 0 }) => sum + bytesReceived + responsesReceived, 0);
  } catch {
    return 0; // it was closed meanwhile
  }
}
