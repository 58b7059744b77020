import { holdBack, isOffered, letGo, type Holder } from '../sound/held-back.js';

const streamOf = ({ srcObject }: HTMLMediaElement): MediaStream | null => (srcObject instanceof MediaStream ? srcObject : null);
const hasSound = (player: HTMLMediaElement): boolean => !!streamOf(player)?.getAudioTracks().length;

/**
 * Plays the media of one element, and remembers which the browser holds back until the person has clicked (autoplay
 * policies; HTML Standard, § 4.8.11.8 “Playing the media resource”): those run on without sound.
 */
export class Playback implements Holder {
  readonly #heldBack = new Set<HTMLMediaElement>();
  readonly #changed: () => void;

  /** `changed` is called when `held` may have changed. */
  constructor(changed: () => void) { this.#changed = changed; }

  get heldBack(): readonly MediaStream[] {
    return [...this.#heldBack].flatMap((player) => (player.paused || hasSound(player) ? streamOf(player) ?? [] : []));
  }

  /** Somebody would be heard if the browser let them, and no other element offers a button for it. */
  get held(): boolean { return this.heldBack.some((stream) => !isOffered(stream)); }

  async play(player: HTMLMediaElement): Promise<void> {
    try {
      await player.play();
    } catch (error) {
      await this.#refused(player, error as DOMException);
    }
  }

  /** Lets it be heard, or silences it. */
  sound(player: HTMLMediaElement, isHeard: boolean): void {
    const wasHeld = this.#heldBack.has(player);
    if (!isHeard) this.forget(player);
    if (player.muted === !isHeard || (isHeard && wasHeld)) return;
    player.muted = !isHeard;
    // Without a click browsers pause what is unmuted.
    if (isHeard && player.srcObject) void this.play(player);
  }

  /** Call it in a click. */
  release(): void {
    for (const player of this.#heldBack) {
      this.#heldBack.delete(player);
      player.muted = false;
      void this.play(player);
    }
    this.#tell();
  }

  offersChanged(): void { this.#changed(); }

  forget(player: HTMLMediaElement): void {
    if (this.#heldBack.delete(player)) this.#tell();
  }

  async #refused(player: HTMLMediaElement, error: DOMException): Promise<void> {
    // A newer stream took over or the tile has gone: that stream's own call tells how it went.
    if (error.name === 'AbortError') return;
    if (error.name !== 'NotAllowedError') return reportError(error);
    this.#heldBack.add(player);
    this.#tell();
    if (player.muted) return;
    player.muted = true;
    await this.play(player);
  }

  #tell(): void {
    if (this.#heldBack.size) holdBack(this);
    else letGo(this);
    this.#changed();
  }
}
