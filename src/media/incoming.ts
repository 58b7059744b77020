import type { Publication } from '../types/index.js';
import type { RemoteEvent } from '../events.js';
import { keepNewest } from '../newest.js';
import { MAX_SLOTS, type Slot } from '../signaling/message.js';

const KINDS = ['audio', 'video'] as const;
type Kind = typeof KINDS[number];

/** What a remote publishes under one label, and which m-line brings which of its tracks. */
class IncomingPublication implements Publication {
  readonly stream = new MediaStream();
  readonly tracks = new Map<string, MediaStreamTrack>();
  readonly muted = { audio: false, video: false };
  speaking = false;
  metadata: unknown;
  constructor(readonly label: string) {}
}

/**
 * What one remote sends me. Each description brings the whole list of its slots, and only that names a stream: never
 * the msid, which a reused transceiver keeps from its last life.
 */
export class Incoming {
  readonly publications = new Map<string, Publication>();
  readonly streams = new Map<string, MediaStream>();
  readonly #byLabel = new Map<string, IncomingPublication>();
  readonly #emit: (event: RemoteEvent) => void;
  /** Labels under which it says to speak; a label may come after that. */
  readonly #voices = new Set<string>();
  #isHeard = false;
  /** A listener may leave while a description is applied. */
  #isOver = false;

  constructor(emit: (event: RemoteEvent) => void) { this.#emit = emit; }

  /** Makes it so that exactly these slots are there: removals first, then additions. */
  apply(slots: readonly Slot[], pc: RTCPeerConnection): void {
    const tracks = new Map(pc.getTransceivers().map(({ mid, receiver }) => [mid, receiver.track]));
    const usable = slots.filter(({ mid, kind }) => tracks.get(mid)?.kind === kind);
    const labelled = (label: string) => usable.filter((slot) => slot.label === label);
    for (const publication of this.#byLabel.values()) this.#shrink(publication, labelled(publication.label));
    for (const label of new Set(usable.map((slot) => slot.label))) if (!this.#isOver) this.#grow(label, labelled(label), tracks);
  }

  setMuted(label: string, kind: Kind, muted: boolean): void {
    const publication = this.#byLabel.get(label);
    if (!publication || publication.muted[kind] === muted) return;
    publication.muted[kind] = muted;
    this.#emit({ name: 'mute', label, kind, muted });
    this.#listen(publication);
  }

  setSpeaking(label: string, speaking: boolean): void {
    if (speaking) keepNewest(this.#voices.add(label), MAX_SLOTS); else this.#voices.delete(label);
    this.#listenToAll();
  }

  /** Whether anything is heard from it at all. */
  set isHeard(isHeard: boolean) {
    this.#isHeard = isHeard;
    this.#listenToAll();
  }

  /** What it said of its voices is over. */
  hush(): void {
    this.#voices.clear();
    this.#listenToAll();
  }

  /** For good. */
  clear(): void {
    this.#isOver = true;
    for (const publication of this.#byLabel.values()) this.#shrink(publication, []);
  }

  #shrink(publication: IncomingPublication, slots: readonly Slot[]): void {
    const kept = new Set(slots.map(({ mid }) => mid));
    for (const [mid, track] of publication.tracks) {
      if (kept.has(mid)) continue;
      publication.tracks.delete(mid);
      publication.stream.removeTrack(track);
      this.#onTrack('remove', publication, track);
    }
    for (const kind of KINDS) if (!slots.some((slot) => slot.kind === kind)) publication.muted[kind] = false;
    this.#listen(publication);
    if (slots.length) return;
    this.#byLabel.delete(publication.label);
    this.publications.delete(publication.label);
    this.streams.delete(publication.label);
    this.#onStream('remove', publication);
  }

  // A new connection brings the same m-line with another track: for the application it is the same one.
  #renew(publication: IncomingPublication, mid: string, track: MediaStreamTrack | undefined): void {
    const old = publication.tracks.get(mid);
    if (!old || !track || old === track) return;
    publication.stream.removeTrack(old);
    publication.stream.addTrack(track);
    publication.tracks.set(mid, track);
  }

  #grow(label: string, slots: readonly Slot[], tracks: ReadonlyMap<string | null, MediaStreamTrack>): void {
    const known = this.#byLabel.get(label);
    const publication = known ?? new IncomingPublication(label);
    publication.metadata = slots[0]?.metadata;
    for (const { mid } of slots) this.#renew(publication, mid, tracks.get(mid));
    const added = slots.flatMap(({ mid }) => {
      const track = tracks.get(mid);
      return track && !publication.tracks.has(mid) ? [{ mid, track }] : [];
    });
    for (const { mid, track } of added) {
      publication.tracks.set(mid, track);
      publication.stream.addTrack(track);
    }
    if (!known) {
      for (const { kind, muted } of slots) publication.muted[kind] = muted;
      this.#byLabel.set(label, publication);
      this.publications.set(label, publication);
      this.streams.set(label, publication.stream);
      this.#onStream('add', publication);
    }
    for (const { mid, track } of added) if (publication.tracks.has(mid)) this.#onTrack('add', publication, track);
    if (known) for (const { kind, muted } of slots) this.setMuted(label, kind, muted);
    this.#listen(publication);
  }

  #listenToAll(): void { for (const publication of this.#byLabel.values()) this.#listen(publication); }

  #listen(publication: IncomingPublication): void {
    const { label, muted, stream } = publication;
    const speaking = this.#isHeard && this.#voices.has(label) && !muted.audio && stream.getTracks().some(({ kind }) => kind === 'audio');
    if (speaking === publication.speaking) return;
    publication.speaking = speaking;
    this.#emit({ name: 'speaking', label, speaking });
  }

  #onStream(change: 'add' | 'remove', { stream, label, metadata }: Publication): void {
    this.#emit({ name: `stream:${change}`, stream, label, ...(metadata !== undefined && { metadata }) });
  }

  #onTrack(change: 'add' | 'remove', { stream, label }: Publication, track: MediaStreamTrack): void {
    this.#emit({ name: `track:${change}`, stream, track, label });
  }
}
