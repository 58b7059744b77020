import type { Peer, Remote } from '../../src/index.js';
import { SimTrack } from './network/transceiver.js';
import { pick, type Random } from './random.js';

const LABELS = ['camera', 'screen'];
const KINDS = [['audio'], ['video'], ['audio', 'video']] as const;

/** A `MediaStream` of tracks that carry nothing; the engine makes its own by that name. */
class SimStream {
  readonly #tracks: Set<SimTrack>;
  constructor(tracks: readonly SimTrack[] = []) { this.#tracks = new Set(tracks); }
  getTracks(): SimTrack[] { return [...this.#tracks]; }
  addTrack(track: SimTrack): void { this.#tracks.add(track); }
  removeTrack(track: SimTrack): void { this.#tracks.delete(track); }
}

/** From now on, for everything on this page. */
export function simulateStreams(): void { Object.assign(globalThis, { MediaStream: SimStream }); }

/** What one peer publishes, by label: the kinds of its tracks. */
export class Sharing {
  readonly #peer: Peer;
  readonly #random: Random;
  readonly #shared = new Map<string, { readonly tracks: readonly SimTrack[]; readonly mood: number }>();
  #serial = 0;

  constructor(peer: Peer, random: Random) {
    this.#peer = peer;
    this.#random = random;
  }

  /** Publishes something, publishes it anew, mutes some of it, or stops. */
  change(): void {
    const label = pick(this.#random, LABELS)!, kinds = pick(this.#random, KINDS)!;
    if (this.#shared.has(label) && this.#random() < 0.4) {
      this.#shared.delete(label);
      return this.#peer.unpublish({ label });
    }
    const known = this.#shared.get(label), isMute = known && this.#random() < 0.4;
    const tracks = isMute ? known.tracks : kinds.map((kind) => new SimTrack(kind, `${label}-${++this.#serial}`));
    if (isMute) for (const track of tracks) track.enabled = this.#random() < 0.5;
    const mood = isMute ? known.mood : ++this.#serial;
    this.#shared.set(label, { tracks, mood });
    this.#peer.publish({ stream: new SimStream(tracks) as unknown as MediaStream, label, metadata: { mood } });
  }

  /** Whether somebody sees something else. */
  differs(seen: Remote | undefined): boolean {
    return this.#inWords(seen) !== this.#wanted;
  }

  /** What somebody sees, and what there is to be seen. */
  explain(seen: Remote | undefined): string { return `${this.#inWords(seen)} is seen of ${this.#wanted}`; }

  #inWords(seen: Remote | undefined): string {
    return [...seen?.publications.values() ?? []].map(({ label, stream, metadata, muted }) => {
      return describe(label, stream.getTracks(), metadata.mood, (kind) => muted[kind as 'audio' | 'video']);
    }).sort().join(' ');
  }

  get #wanted(): string {
    return [...this.#shared].map(([label, { tracks, mood }]) => {
      return describe(label, tracks, mood, (kind) => !tracks.find((track) => track.kind === kind)?.enabled);
    }).sort().join(' ');
  }
}

function describe(label: string, tracks: readonly { readonly kind: string }[], mood: number, isMuted: (kind: string) => boolean): string {
  const kinds = tracks.map(({ kind }) => `${kind}${isMuted(kind) ? ' muted' : ''}`).sort();
  return `${label} ${mood}: ${kinds.join(', ')};`;
}
