import { holdBack, isOffered, letGo, type Holder } from '../sound/held-back.js';

const streamOf = ({ srcObject }: HTMLMediaElement): MediaStream | null => (srcObject instanceof MediaStream ? srcObject : null);
const hasSound = (player: HTMLMediaElement): boolean => !!streamOf(player)?.getAudioTracks().length;

/**
 * Plays the media of one element, and remembers which the browser holds back until the person has clicked (autoplay
 * policies; HTML Standard, § 4.8.11.8 “Playing the media resource”): those run on without sound.
 */
export class Playback implements Holder {
  readonly #heldBack = new Set<HTMLMediaElement>();
  /** What has the word, of streams that several could play. */
  readonly #heard = new Set<HTMLMediaElement>();
  readonly #changed: () => void;
  #isSilent = false;

  /** `changed` is called when `held` may have changed. */
  constructor(changed: () => void) { this.#changed = changed; }

  get heldBack(): readonly MediaStream[] {
    return [...this.#heldBack].flatMap((player) => (player.paused || hasSound(player) ? streamOf(player) ?? [] : []));
  }

  /** Somebody would be heard if the browser let them, and no other element offers a button for it. */
  get held(): boolean { return this.heldBack.some((stream) => !isOffered(stream)); }

  async play(player: HTMLMediaElement): Promise<void> {
    const { muted } = player;
    try {
      await player.play();
    } catch (error) {
      // Silenced meanwhile: nothing to ask the person for.
      if (player.muted && !muted) await this.play(player);
      else await this.#refused(player, error as DOMException);
    }
  }

  /** Keeps silent what would be heard. */
  set isSilent(isSilent: boolean) {
    if (isSilent === this.#isSilent) return;
    this.#isSilent = isSilent;
    for (const player of this.#heard) this.#sound(player, !isSilent);
  }

  /** Lets it be heard, or silences it. */
  sound(player: HTMLMediaElement, isHeard: boolean): void {
    if (isHeard) this.#heard.add(player);
    else this.#heard.delete(player);
    this.#sound(player, isHeard && !this.#isSilent);
  }

  /** Call it in a click. */
  release(): void {
    for (const player of this.#heldBack) {
      this.#heldBack.delete(player);
      player.muted = this.#isSilent || !this.#heard.has(player);
      void this.play(player);
    }
    this.#tell();
  }

  offersChanged(): void { this.#changed(); }

  forget(player: HTMLMediaElement): void {
    if (this.#heldBack.delete(player)) this.#tell();
  }

  #sound(player: HTMLMediaElement, isHeard: boolean): void {
    const isHeldBack = this.#heldBack.has(player);
    if (!isHeard) this.forget(player);
    if (player.muted === !isHeard || (isHeard && isHeldBack)) return;
    player.muted = !isHeard;
    // Without a click browsers pause what is unmuted.
    if (isHeard && player.srcObject) void this.play(player);
  }

  async #refused(player: HTMLMediaElement, error: DOMException): Promise<void> {
    // A newer stream took over or the tile has gone: that stream's own call tells how it went.
    if (error.name === 'AbortError') return;
    if (error.name !== 'NotAllowedError') return reportError(error);
    if (this.#heldBack.has(player)) return;
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
