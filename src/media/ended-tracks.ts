import type { Publishing } from './publishing.js';

/** What a track's owner does to it by itself: a stopped screen share, an unplugged device. */
export class EndedTracks {
  readonly #onEnded: () => void;
  #watched: ReadonlySet<MediaStreamTrack> = new Set();

  constructor(onEnded: () => void) { this.#onEnded = onEnded; }

  /** Exactly the tracks of these, from now on. */
  watch(publishings: Iterable<Publishing>): void {
    const tracks = new Set([...publishings].flatMap(({ stream }) => stream.getTracks()));
    for (const track of this.#watched) if (!tracks.has(track)) track.removeEventListener('ended', this.#onEnded);
    for (const track of tracks) track.addEventListener('ended', this.#onEnded);
    this.#watched = tracks;
  }
}
