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
  readonly #shared = new Map<string, string>();
  #serial = 0;

  constructor(peer: Peer, random: Random) {
    this.#peer = peer;
    this.#random = random;
  }

  /** Publishes something, publishes it anew, or stops. */
  change(): void {
    const label = pick(this.#random, LABELS)!, kinds = pick(this.#random, KINDS)!;
    if (this.#shared.has(label) && this.#random() < 0.4) {
      this.#shared.delete(label);
      return this.#peer.unpublish({ label });
    }
    const tracks = kinds.map((kind) => new SimTrack(kind, `${label}-${++this.#serial}`));
    this.#shared.set(label, describe(tracks));
    this.#peer.publish({ stream: new SimStream(tracks) as unknown as MediaStream, label, metadata: { kinds } });
  }

  /** Whether somebody sees something else. */
  differs(seen: Remote | undefined): boolean {
    const streams = [...seen?.streams ?? []].map(([label, stream]) => [label, describe(stream.getTracks())]);
    return JSON.stringify(streams.sort()) !== JSON.stringify([...this.#shared].sort());
  }
}

function describe(tracks: readonly { readonly kind: string }[]): string { return tracks.map(({ kind }) => kind).sort().join(); }
