import type { Kind } from './media-error.js';

/** What the element wants of a kind now: constraints; `'off'` = part of it, but switched off; absent = no part of it. */
export type Wish = Readonly<Partial<Record<Kind, MediaTrackConstraints | 'off'>>>;

/** Where a local stream comes from. */
export interface Source {
  readonly stream: MediaStream;
  /** The browser is asking the person, or a device is starting. */
  readonly isBusy?: boolean;
  /** Resolves when the stream is as wished; rejects with a `MEDIA_…` error. The latest wish counts. */
  wish(wish: Wish): Promise<void>;
  /** Ends it. What arrives late is stopped at once. */
  close(): void;
}

/** What a source tells its element. */
export interface SourceHost {
  /** Tracks came, went, or were switched. */
  changed(): void;
  /** A track ended without being asked to. */
  ended(track: MediaStreamTrack): void;
}

/**
 * Switches tracks by `enabled`: for streams whose devices are not ours to release, or not ours to get back. Only what it
 * switched off itself is switched on again: the page may have its own reasons.
 */
export class TrackSwitch {
  readonly #off = new WeakSet<MediaStreamTrack>();

  apply(stream: MediaStream, wish: Wish): void {
    for (const track of stream.getTracks()) {
      if (wish[track.kind as Kind] === 'off') this.#turnOff(track);
      else if (this.#off.delete(track)) track.enabled = true;
    }
  }

  #turnOff(track: MediaStreamTrack): void {
    if (!track.enabled) return;
    track.enabled = false;
    this.#off.add(track);
  }
}
