import type { Due } from '../clock.js';
import type { Tab } from '../tab.js';
import { SimChannel } from './channel.js';
import type { Network } from './network.js';
import { fingerprintOfCertificate, readSdp, writeSdp, type Described } from './sdp.js';
import { SimTarget } from './target.js';
import { type SimTrack, SimTransceiver } from './transceiver.js';
import { Wire } from './wire.js';

type Side = 'local' | 'remote';
interface Description extends Described { readonly type: 'offer' | 'answer'; readonly sdp: string }

const THINKING_MS = 2;
const FIRST_CANDIDATE_MS = 6;
const LATER_CANDIDATE_MS = 80;
const GIVE_UP = [15_000, 3000] as const;

/**
 * `RTCPeerConnection` as far as the engine uses it, over the simulated network. One bundled transport; nothing is rolled
 * back, for the engine never asks for it.
 */
export class SimConnection extends SimTarget {
  readonly tab: Tab;
  readonly network: Network;
  readonly channels = new Map<number, SimChannel>();
  readonly fingerprint: string;
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  iceGatheringState: RTCIceGatheringState = 'new';
  wire: Wire | undefined;
  readonly #configuration: RTCConfiguration;
  readonly #transceivers: SimTransceiver[] = [];
  /** Remote fragments that a candidate of has come. */
  readonly #reachable = new Set<string>();
  readonly #gathered: string[] = [];
  readonly #gathering = new Set<string>();
  readonly #pending: { -readonly [S in Side]?: Description } = {};
  #current: { readonly [S in Side]: Description } | undefined;
  #operations: Promise<unknown> = Promise.resolve();
  #wantsRestart = false;
  #hasData = false;
  #giveUp: Due | undefined;

  constructor(tab: Tab, configuration: RTCConfiguration) {
    super();
    this.tab = tab;
    this.network = tab.network;
    this.#configuration = configuration;
    this.fingerprint = configuration.certificates?.[0]?.getFingerprints()[0]?.value ?? fingerprintOfCertificate(this.network.nextSerial());
    tab.connections.add(this);
    this.network.connectionMade(tab);
  }

  /** Closed, or its page crashed. */
  get isOver(): boolean { return this.connectionState === 'closed' || this.tab.isDead; }
  get iceConnectionState(): RTCIceConnectionState { return this.connectionState === 'connecting' ? 'checking' : this.connectionState; }
  get localDescription(): RTCSessionDescription | null { return this.#describe('local'); }
  get remoteDescription(): RTCSessionDescription | null { return this.#describe('remote'); }
  get remoteFingerprint(): string | undefined { return this.#current?.remote.fingerprint; }
  /** The connection at the other end, once both have each other's description. */
  get other(): SimConnection | undefined { return this.wire?.isOpen ? this.wire.other(this) : undefined; }
  getConfiguration(): RTCConfiguration { return this.#configuration; }
  getTransceivers(): SimTransceiver[] { return [...this.#transceivers]; }
  getSenders(): object[] { return this.#transceivers.map(({ sender }) => sender); }
  async getStats(): Promise<RTCStatsReport> {
    await new Promise<void>((resolve) => { this.tab.after(this.tab.random() * 3, resolve); });
    const pair = { id: 'pair', type: 'candidate-pair', nominated: true, state: 'succeeded', ...this.wire?.received(this) };
    return new Map(this.wire ? [[pair.id, pair]] : []) as unknown as RTCStatsReport;
  }


  createDataChannel(label: string, init: RTCDataChannelInit = {}): SimChannel {
    this.#assertOpen();
    const channel = new SimChannel(this, label, init);
    this.#hasData = true;
    this.channels.set(channel.id, channel);
    if (this.wire?.isOpen) this.tab.after(0, () => channel.opened());
    return channel;
  }

  addTransceiver(what: 'audio' | 'video' | SimTrack, init?: RTCRtpTransceiverInit): SimTransceiver {
    this.#assertOpen();
    const kind = typeof what === 'string' ? what : what.kind;
    return this.#addTransceiver(kind, { ...(typeof what !== 'string' && { track: what }), ...(init && { init }) });
  }

  restartIce(): void { this.#wantsRestart = true; }

  setLocalDescription(): Promise<void> {
    return this.#operate(() => (this.signalingState === 'have-remote-offer' ? this.#answer() : this.#offer()));
  }

  setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    return this.#operate(() => this.#setRemote({ ...readSdp(sdp), sdp, type: type as 'offer' | 'answer' }));
  }

  addIceCandidate(init: RTCIceCandidateInit = {}): Promise<void> {
    return this.#operate(() => {
      const known = [this.#current?.remote, this.#pending.remote].map((description) => description?.ufrag);
      if (!known.some((ufrag) => ufrag !== undefined)) throw new DOMException('no remote description', 'InvalidStateError');
      const { usernameFragment } = init;
      if (!usernameFragment || !known.includes(usernameFragment)) throw new DOMException('of no remote description', 'OperationError');
      this.#reachable.add(usernameFragment);
      this.#connect();
    });
  }

  /** Ends at once, without an event; an operation under way never settles. */
  close(): void {
    if (this.connectionState === 'closed') return;
    this.vanish();
    this.connectionState = 'closed';
    this.signalingState = 'closed';
  }

  // ── what the network tells ──

  vanish(): void {
    this.network.clock.cancel(this.#giveUp);
    this.wire?.close(this);
    this.tab.connections.delete(this);
    for (const channel of [...this.channels.values()]) channel.vanish();
  }

  opened(): void {
    this.show('connected');
    for (const channel of [...this.channels.values()]) this.tab.after(this.tab.random(), () => channel.opened());
  }

  show(state: RTCPeerConnectionState): void {
    this.tab.hear(() => {
      if (this.isOver || this.connectionState === state) return;
      this.connectionState = state;
      if (state === 'connected' || state === 'failed') this.network.clock.cancel(this.#giveUp);
      if (state === 'failed') this.wire?.failed();
      this.fire('iceconnectionstatechange');
      this.fire('connectionstatechange');
    });
  }

  // ── descriptions ──

  #offer(): void {
    if (!['stable', 'have-local-offer'].includes(this.signalingState)) throw new DOMException(`an offer in ${this.signalingState}`, 'InvalidStateError');
    const ufrag = (!this.#wantsRestart && (this.#pending.local ?? this.#current?.local)?.ufrag) || this.#newUfrag();
    this.#wantsRestart = false;
    this.#pending.local = this.#compose('offer', ufrag);
    this.#signal('have-local-offer');
    this.#gather(ufrag);
  }

  // A restart is answered by one (RFC 8445 §9).
  #answer(): void {
    const remote = this.#pending.remote!, isRestart = remote.ufrag !== this.#current?.remote.ufrag;
    const ufrag = this.#current && !isRestart ? this.#current.local.ufrag : this.#newUfrag();
    this.#agree(this.#compose('answer', ufrag), remote);
    this.#gather(ufrag);
  }

  #setRemote(description: Description): void {
    const isOffer = description.type === 'offer';
    if (this.signalingState !== (isOffer ? 'stable' : 'have-local-offer')) {
      throw new DOMException(`an ${description.type} in ${this.signalingState}`, 'InvalidStateError');
    }
    if (description.candidates.length) this.#reachable.add(description.ufrag);
    for (const { mid, kind } of description.media) {
      if (!this.#transceivers.some((transceiver) => transceiver.mid === mid)) this.#addTransceiver(kind, { mid });
    }
    if (!isOffer) return this.#agree(this.#pending.local!, description);
    this.#pending.remote = description;
    this.#signal('have-remote-offer');
  }

  #agree(local: Description, remote: Description): void {
    this.#current = { local, remote };
    delete this.#pending.local;
    delete this.#pending.remote;
    for (const transceiver of this.#transceivers) transceiver.currentDirection = transceiver.direction;
    this.#signal('stable');
    if (this.connectionState === 'new' || this.connectionState === 'failed') this.#begin();
    this.#connect();
  }

  #compose(type: Description['type'], ufrag: string): Description {
    const media = this.#transceivers.map((transceiver) => {
      transceiver.mid ??= `m${this.network.nextSerial()}`;
      return { mid: transceiver.mid, kind: transceiver.kind, direction: transceiver.direction };
    });
    const hasData = this.#hasData || (this.#pending.remote?.hasData ?? false);
    const described = { ufrag, fingerprint: this.fingerprint, hasData, media, candidates: [] };
    return { ...described, type, sdp: writeSdp(type, described) };
  }

  #describe(side: Side): RTCSessionDescription | null {
    const description = this.#pending[side] ?? this.#current?.[side];
    if (!description) return null;
    const plain = { type: description.type, sdp: side === 'local' ? this.#withCandidates(description) : description.sdp };
    return { ...plain, toJSON: () => plain };
  }

  // As browsers do, from the moment that there are some (RFC 8829 §4.1.6).
  #withCandidates(description: Description): string {
    const candidates = this.#gathered.filter((line) => line.endsWith(` ufrag ${description.ufrag}`));
    return candidates.length ? writeSdp(description.type, { ...description, candidates }) : description.sdp;
  }

  // ── ICE ──

  #newUfrag(): string {
    const ufrag = `u${this.network.nextSerial()}`;
    this.network.announce(ufrag, this);
    return ufrag;
  }

  #gather(ufrag: string): void {
    if (this.#gathering.has(ufrag)) return;
    this.#gathering.add(ufrag);
    const { random } = this.tab, line = `candidate:1 1 udp 2122260223 10.0.0.${this.tab.host} 50000 typ host generation 0 ufrag ${ufrag}`;
    const first = 1 + random() * (FIRST_CANDIDATE_MS - 1), last = first + (random() < 0.5 ? 0 : random() * LATER_CANDIDATE_MS);
    this.tab.after(first, () => this.#tell(line, ufrag));
    if (last > first) this.tab.after(last, () => this.#tell(line.replace('candidate:1', 'candidate:2'), ufrag));
    this.tab.after(last + 1, () => {
      if (this.isOver) return;
      this.iceGatheringState = 'complete';
      this.fire('icegatheringstatechange');
      this.fire('icecandidate', { candidate: null });
    });
  }

  #tell(candidate: string, usernameFragment: string): void {
    if (this.isOver) return;
    this.#gathered.push(candidate);
    this.fire('icecandidate', { candidate: { candidate, sdpMid: 'data', sdpMLineIndex: 0, usernameFragment, tcpType: null } });
  }

  #begin(): void {
    this.show('connecting');
    const [least, more] = GIVE_UP;
    this.network.clock.cancel(this.#giveUp);
    this.#giveUp = this.network.clock.after(least + this.tab.random() * more, () => this.show('failed'));
  }

  // Either side's candidate suffices: the other learns of it by the check itself (RFC 8445 §7.3.1.3).
  #connect(): void {
    const mine = this.#current, other = this.network.find(mine?.remote.ufrag);
    if (!mine || !other || other.isOver) return;
    const theirs = other.#current;
    if (theirs?.remote.ufrag !== mine.local.ufrag || theirs.local.ufrag !== mine.remote.ufrag) return;
    if (!this.#reachable.has(mine.remote.ufrag) && !other.#reachable.has(mine.local.ufrag)) return;
    this.wire ??= other.wire ??= new Wire(this, other);
    this.wire.agree([mine.local.ufrag, mine.remote.ufrag].sort().join());
  }

  // ── inside ──

  #addTransceiver(kind: 'audio' | 'video', given: ConstructorParameters<typeof SimTransceiver>[2]): SimTransceiver {
    const transceiver = new SimTransceiver(kind, `track-${this.network.nextSerial()}`, given);
    this.#transceivers.push(transceiver);
    return transceiver;
  }

  #signal(state: RTCSignalingState): void {
    this.signalingState = state;
    this.fire('signalingstatechange');
  }

  /** One after another, each in its time (WebRTC §4.4.1.2). */
  #operate(work: () => void): Promise<void> {
    if (this.connectionState === 'closed') return Promise.reject(new DOMException('closed', 'InvalidStateError'));
    const done = this.#operations.then(() => new Promise<void>((resolve, reject) => {
      this.tab.after(0.2 + this.tab.random() * THINKING_MS, () => {
        if (this.isOver) return; // never settles
        try {
          work();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    }));
    this.#operations = done.catch(() => { /* whoever asked for it hears of it */ });
    return done;
  }

  #assertOpen(): void { if (this.connectionState === 'closed') throw new DOMException('closed', 'InvalidStateError'); }
}
