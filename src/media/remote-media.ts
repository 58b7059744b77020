import type { PublishOptions, QualityLevel, WantOptions } from '../types/index.js';
import { Bucket } from '../bucket.js';
import type { Timers } from '../environment.js';
import type { RemoteEvent } from '../events.js';
import type { ControlMessage } from '../link/control.js';
import type { Session } from '../link/session.js';
import { keepNewest } from '../newest.js';
import { checkLabel, checkObject, checkPublish, checkSlots } from '../options.js';
import { paced } from '../paced.js';
import type { PeerHost } from '../peer-host.js';
import { MAX_LABEL_LENGTH, MAX_SLOTS, type Slot } from '../signaling/message.js';
import { EndedTracks } from './ended-tracks.js';
import { Incoming } from './incoming.js';
import { Outgoing, type OutgoingViewer } from './outgoing.js';
import type { OwnSpeech } from './own-speech.js';
import type { Publishing } from './publishing.js';
import { Quality } from './quality.js';
import { checkSize, describeShown, parseShown, type Size } from './shown.js';
import type { Uplink, Viewer } from './uplink.js';
import { Vitals, type Sample } from './vitals.js';

/** What the remotes of one stay share. */
export interface SharedMedia {
  readonly speech: OwnSpeech;
  readonly uplink: Uplink;
}

export interface RemoteMediaHost extends SharedMedia, Pick<PeerHost, 'publishings' | 'count'> {
  readonly timers: Timers;
  emit(event: RemoteEvent): void;
  /** What only a description can say has changed. */
  onDescriptionNeeded(): void;
  onFailure(cause: unknown): void;
}

const WANT_MS = 100;
/** Of "I speak", which anybody can say for ever. */
const SPEECH_BURST = 8;
const SPEECH_PER_SECOND = 4;

/** Everything with one remote that is media: what it sends me, what I send it and how well, and how the path between us is. */
export class RemoteMedia implements OutgoingViewer, Viewer {
  readonly incoming: Incoming;
  readonly #host: RemoteMediaHost;
  readonly #publishings = new Map<string, Publishing>();
  readonly #endedTracks = new EndedTracks(() => this.reconcile());
  /** What I show of its labels, and what is still to be said of that. */
  readonly #wanted = new Map<string, Size | undefined>();
  readonly #unsaid = new Set<string>();
  /** What it shows of mine. */
  readonly #shown = new Map<string, Size | undefined>();
  readonly #sayWanted: () => void;
  readonly #tuneSoon: () => void;
  readonly #quality = new Quality();
  #spoken: Bucket | undefined;
  #isLost = false;
  #session: Session | undefined;
  #outgoing: Outgoing | undefined;
  #vitals: Vitals | undefined;

  constructor(host: RemoteMediaHost) {
    this.#host = host;
    this.incoming = new Incoming((event) => host.emit(event));
    const rest = (isOver: () => void): void => void host.timers.after(WANT_MS, isOver);
    this.#sayWanted = paced(rest, () => this.#say());
    this.#tuneSoon = paced(rest, () => this.retune());
  }

  /** What was published to this one wins. */
  get shared(): Map<string, Publishing> { return new Map([...this.#host.publishings, ...this.#publishings]); }
  get quality(): QualityLevel { return this.#isLost ? 'lost' : this.#quality.level; }
  get qualityReason(): string | undefined { return this.#isLost ? 'no connection' : this.#quality.reason; }

  publish(options: PublishOptions): void {
    const publishing = checkPublish(options);
    checkSlots(this.shared, publishing);
    this.#publishings.set(publishing.label, publishing);
    this.#onPublishings();
  }

  unpublish(options: { label?: string }): void {
    this.#publishings.delete(checkLabel(checkObject('unpublish', options).label));
    this.#onPublishings();
  }

  want(options: WantOptions): void {
    const label = checkLabel(checkObject('want', options).label), size = checkSize(options), old = this.#wanted.get(label);
    if (old === size || (old && size && old.width === size.width && old.height === size.height)) return;
    keepNewest(this.#wanted.set(label, size), MAX_SLOTS);
    this.#unsaid.add(label);
    this.#sayWanted();
  }

  // ── what the link tells ──

  up(session: Session): Outgoing {
    this.#session = session;
    this.#outgoing = new Outgoing(session.pc, this);
    this.#spoken = new Bucket(SPEECH_BURST, SPEECH_PER_SECOND, () => session.environment.now());
    this.#vitals?.end();
    this.#vitals = new Vitals(session.pc, this.#host.timers, (sample) => this.#judge(sample));
    this.found();
    for (const label of this.#wanted.keys()) this.#unsaid.add(label);
    if (this.#unsaid.size > 0) this.#sayWanted();
    for (const label of this.#host.speech.speaking) this.tellSpeaking(label, true);
    return this.#outgoing;
  }

  /** The connection is gone. */
  suspend(): void {
    this.#session = this.#outgoing = undefined;
    this.#vitals?.end();
    this.#host.uplink.forget(this);
    this.incoming.hush();
  }

  /** Nothing is heard from it. */
  lost(): void {
    this.incoming.isHeard = false;
    if (!this.#isLost) this.#showQuality(true);
  }

  found(): void {
    this.incoming.isHeard = true;
    if (this.#isLost) this.#showQuality(false);
  }

  /** Everything that it shared goes, each with its event. */
  end(): void {
    this.suspend();
    this.incoming.clear();
    this.#endedTracks.watch([]);
  }

  reconcile(): void {
    if (!this.#outgoing || !this.#session?.isUp) return;
    const { needsDescription, mutes } = this.#outgoing.reconcile(this.shared.values());
    for (const mute of mutes) this.#session.control.send({ t: 'mute', ...mute });
    if (needsDescription) this.#host.onDescriptionNeeded();
  }

  tellSpeaking(label: string, speaking: boolean): void { this.#session?.control.send({ t: 'speaking', label, speaking }); }

  apply(slots: readonly Slot[], pc: RTCPeerConnection): void { this.incoming.apply(slots, pc); }

  // ── what it says ──

  onMute({ label, kind, muted }: ControlMessage): void {
    const isKind = kind === 'audio' || kind === 'video';
    if (typeof label !== 'string' || !isKind || typeof muted !== 'boolean') return this.#host.count('violation:mute');
    this.incoming.setMuted(label, kind, muted);
  }

  onSpeaking({ label, speaking }: ControlMessage): void {
    const isLabel = typeof label === 'string' && label.length <= MAX_LABEL_LENGTH;
    if (!isLabel || typeof speaking !== 'boolean' || (speaking && !this.#spoken?.take())) return this.#host.count('violation:speaking');
    this.incoming.setSpeaking(label, speaking);
  }

  onWant(message: ControlMessage): void {
    const sizes = parseShown(message);
    if (!sizes) return this.#host.count('violation:want');
    for (const [label, size] of sizes) keepNewest(this.#shown.set(label, size), MAX_SLOTS);
    this.#tuneSoon();
  }

  // ── OutgoingViewer, Viewer ──

  shown(label: string): Size | undefined { return this.#shown.get(label); }
  get fraction(): number { return this.#host.uplink.fraction; }
  get demand(): number { return this.#outgoing?.demand ?? 0; }
  onFailure(cause: unknown): void { this.#host.onFailure(cause); }
  retune(): void { this.#outgoing?.tune(); }

  // ── inside ──

  #onPublishings(): void {
    this.#endedTracks.watch(this.#publishings.values());
    this.reconcile();
  }

  #say(): void {
    const { control } = this.#session ?? {};
    if (!control || this.#unsaid.size === 0) return;
    control.send(describeShown([...this.#wanted].filter(([label]) => this.#unsaid.has(label))));
    this.#unsaid.clear();
  }

  #judge(sample: Sample): void {
    const isShort = this.#host.uplink.report(this, sample);
    this.retune(); // a camera may have been turned, or given other constraints
    if (this.#quality.judge(sample, isShort) && !this.#isLost) this.#tellQuality();
  }

  #showQuality(isLost: boolean): void {
    this.#isLost = isLost;
    this.#tellQuality();
  }

  #tellQuality(): void {
    const { quality: level, qualityReason: reason } = this;
    this.#host.emit({ name: 'quality', level, ...(reason !== undefined && { reason }) });
  }
}
