import type { TrackLimits } from '../types/index.js';
import type { Slot } from '../signaling/message.js';
import { bitrateOf, encodingFor, type Encoding, type Sent } from './encoding.js';
import { isMuted } from './muted.js';
import { encodingOf } from './parameters.js';
import type { Publishing } from './publishing.js';
import { Sending } from './sending.js';
import type { Size } from './shown.js';

type Kind = 'audio' | 'video';

/** One label's n-th track of a kind, and the transceiver that carries it once there is one. */
interface OutgoingSlot {
  readonly key: string;
  readonly label: string;
  readonly kind: Kind;
  track: MediaStreamTrack;
  metadata: unknown;
  limits: TrackLimits | undefined;
  transceiver?: RTCRtpTransceiver;
  /** What the other side was last told of `muted`. */
  saidMuted?: boolean;
}

export interface MuteChange { readonly label: string; readonly kind: Kind; readonly muted: boolean }

/** What must be said after a change: a new description, or just these mutes. */
export interface Changes { readonly needsDescription: boolean; readonly mutes: MuteChange[] }

/** Of the viewer at the other end. */
export interface OutgoingViewer {
  /** What it shows of a label; undefined: all of it. */
  shown(label: string): Size | undefined;
  /** Of the bits that its pictures could use. */
  readonly fraction: number;
  onFailure(error: unknown): void;
}

const liveTrack = (track: MediaStreamTrack): MediaStreamTrack | null => (track.readyState === 'live' ? track : null);

/**
 * What I send on one connection. A slot keeps its transceiver while it is published, and a free transceiver is used
 * again for any slot of its kind, so publishing and unpublishing for ever adds no m-line (RFC 8829 §5.3.1).
 */
export class Outgoing {
  readonly #pc: RTCPeerConnection;
  readonly #slots = new Map<string, OutgoingSlot>();
  readonly #viewer: OutgoingViewer;
  readonly #sendings = new Map<RTCRtpTransceiver, Sending>();

  constructor(pc: RTCPeerConnection, viewer: OutgoingViewer) {
    this.#pc = pc;
    this.#viewer = viewer;
    // Codecs are known once they are agreed on.
    pc.addEventListener('signalingstatechange', () => { if (pc.signalingState === 'stable') this.tune(); });
  }

  /** What its pictures could use, in bits a second. */
  get demand(): number { return [...this.#slots.values()].reduce((sum, slot) => sum + bitrateOf(this.#sent(slot)), 0); }

  /** Brings the senders in line with what should be shared, as far as that needs no description. */
  reconcile(publishings: Iterable<Publishing>): Changes {
    const desired = new Map([...publishings].flatMap(slotsOf).map((slot) => [slot.key, slot]));
    let needsDescription = false;
    for (const slot of this.#slots.values()) {
      if (!desired.has(slot.key)) needsDescription = this.#release(slot) || needsDescription;
    }
    for (const slot of desired.values()) needsDescription = this.#adopt(slot) || needsDescription;
    return { needsDescription, mutes: this.#unsaidMutes() };
  }

  /** Gives slots the free transceivers of their kind. True when every slot has one. */
  reuse(): boolean {
    const free = this.#free();
    for (const slot of this.#waiting()) {
      const i = free.findIndex((transceiver) => transceiver.receiver.track.kind === slot.kind);
      const [transceiver] = i < 0 ? [] : free.splice(i, 1);
      if (transceiver) this.#attach(slot, transceiver);
    }
    return this.#waiting().length === 0;
  }

  /** Makes transceivers for the slots that still have none; only an offer can carry them. */
  add(): void {
    for (const slot of this.#waiting()) {
      slot.transceiver = this.#pc.addTransceiver(liveTrack(slot.track) ?? slot.kind, {
        direction: 'sendrecv', sendEncodings: [encodingOf(this.#encoding(slot))],
      });
    }
  }

  /** Encodes each as this viewer needs it. */
  tune(): void { for (const slot of this.#slots.values()) this.#tune(slot); }

  /** Every slot that the current local description carries, for the message that carries the description. */
  describe(): Slot[] {
    const slots: Slot[] = [];
    for (const slot of this.#slots.values()) {
      const mid = slot.transceiver?.mid;
      if (typeof mid !== 'string') continue;
      slot.saidMuted = isMuted(slot.track);
      slots.push({ mid, label: slot.label, kind: slot.kind, metadata: slot.metadata, muted: slot.saidMuted });
    }
    return slots;
  }

  #adopt(wanted: OutgoingSlot): boolean {
    const slot = this.#slots.get(wanted.key);
    if (!slot) {
      this.#slots.set(wanted.key, wanted);
      return true;
    }
    const isRenamed = JSON.stringify(slot.metadata) !== JSON.stringify(wanted.metadata);
    Object.assign(slot, { track: wanted.track, metadata: wanted.metadata, limits: wanted.limits });
    this.#fill(slot);
    return isRenamed;
  }

  #release(slot: OutgoingSlot): boolean {
    this.#slots.delete(slot.key);
    if (!slot.transceiver) return false;
    slot.transceiver.direction = 'recvonly';
    this.#sending(slot.transceiver).carry(null);
    return true;
  }

  #attach(slot: OutgoingSlot, transceiver: RTCRtpTransceiver): void {
    slot.transceiver = transceiver;
    transceiver.direction = 'sendrecv';
    this.#fill(slot);
  }

  #fill(slot: OutgoingSlot): void {
    if (slot.transceiver) this.#sending(slot.transceiver).carry(liveTrack(slot.track));
    this.#tune(slot);
  }

  #tune(slot: OutgoingSlot): void { if (slot.transceiver) this.#sending(slot.transceiver).encode(this.#encoding(slot)); }

  #sending(transceiver: RTCRtpTransceiver): Sending {
    const sending = this.#sendings.get(transceiver) ?? new Sending(transceiver.sender, (error) => this.#failed(error));
    this.#sendings.set(transceiver, sending);
    return sending;
  }

  #failed(error: unknown): void { if (this.#pc.signalingState !== 'closed') this.#viewer.onFailure(error); }
  #sent({ track, label, limits }: OutgoingSlot): Sent { return { track, limits, shown: this.#viewer.shown(label) }; }
  #encoding(slot: OutgoingSlot): Encoding { return encodingFor(this.#sent(slot), this.#viewer.fraction); }

  #waiting(): OutgoingSlot[] { return [...this.#slots.values()].filter(({ transceiver }) => !transceiver); }

  #free(): RTCRtpTransceiver[] {
    const used = new Set([...this.#slots.values()].map(({ transceiver }) => transceiver));
    return this.#pc.getTransceivers().filter((x) => !used.has(x) && x.direction !== 'stopped');
  }

  #unsaidMutes(): MuteChange[] {
    const changed = [...this.#slots.values()].filter(({ track, saidMuted }) => saidMuted !== undefined && saidMuted !== isMuted(track));
    return changed.map((slot) => ({ label: slot.label, kind: slot.kind, muted: slot.saidMuted = isMuted(slot.track) }));
  }
}

function slotsOf({ label, stream, metadata, audio, video }: Publishing): OutgoingSlot[] {
  const byKind = (kind: Kind, limits: TrackLimits | undefined) => stream.getTracks()
    .filter((track) => track.kind === kind)
    .map((track, i) => ({ key: JSON.stringify([label, kind, i]), label, kind, track, metadata, limits }));
  return [...byKind('audio', audio), ...byKind('video', video)];
}
