const hasSound = (video: HTMLVideoElement): boolean =>
  video.srcObject instanceof MediaStream && video.srcObject.getAudioTracks().length > 0;

/**
 * Plays the videos of one element, and remembers which the browser holds back until the person has clicked (autoplay
 * policies; HTML Standard, § 4.8.11.8 “Playing the media resource”): those run on without sound.
 */
export class Playback {
  readonly #heldBack = new Set<HTMLVideoElement>();
  readonly #changed: () => void;

  /** `changed` is called when `held` may have changed. */
  constructor(changed: () => void) { this.#changed = changed; }

  /** Somebody would be heard if the browser let them. */
  get held(): boolean { return [...this.#heldBack].some((video) => video.paused || hasSound(video)); }

  async play(video: HTMLVideoElement): Promise<void> {
    try {
      await video.play();
    } catch (error) {
      await this.#refused(video, error as DOMException);
    }
  }

  /** Call it in a click. */
  release(): void {
    for (const video of this.#heldBack) {
      this.#heldBack.delete(video);
      video.muted = false;
      void this.play(video);
    }
    this.#changed();
  }

  forget(video: HTMLVideoElement): void {
    if (this.#heldBack.delete(video)) this.#changed();
  }

  async #refused(video: HTMLVideoElement, error: DOMException): Promise<void> {
    // A newer stream took over or the tile has gone: that stream's own call tells how it went.
    if (error.name === 'AbortError') return;
    if (error.name !== 'NotAllowedError') return reportError(error);
    this.#heldBack.add(video);
    this.#changed();
    if (video.muted) return;
    video.muted = true;
    await this.play(video);
  }
}
