import { noChange, nothing, type ElementPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { claimSound, type Voice } from '../sound/heard-once.js';
import type { Playback } from './playback.js';

/**
 * Plays a stream in a `<video>` or `<audio>`, and lets go of it when that leaves the page. A player that is not muted is
 * heard only where no other plays the same stream.
 */
class Playing extends AsyncDirective implements Voice {
  #player: HTMLMediaElement | undefined;
  #stream: MediaStream | null = null;
  #playback: Playback | undefined;
  #claimed: MediaStream | null = null;
  #withdraw: (() => void) | undefined;

  get isApart(): boolean { return this.#player instanceof HTMLAudioElement; }

  render(_stream: MediaStream | null, _playback: Playback): unknown { return nothing; }

  override update({ element }: ElementPart, [stream, playback]: Parameters<this['render']>): unknown {
    this.#player = element as HTMLMediaElement;
    this.#playback = playback;
    this.#stream = stream;
    if (this.isConnected) this.#show();
    return noChange;
  }

  heard(isHeard: boolean): void { this.#playback!.sound(this.#player!, isHeard); }

  protected override reconnected(): void { this.#show(); }

  /** Moved within one task it keeps its picture: a new `srcObject` would flash black. */
  protected override disconnected(): void { queueMicrotask(() => this.#letGo()); }

  #show(): void {
    const player = this.#player!;
    const isNew = player.srcObject !== this.#stream;
    if (isNew) player.srcObject = this.#stream;
    this.#claim();
    if (this.#stream && (isNew || player.paused)) void this.#playback!.play(player);
  }

  #claim(): void {
    if (this.#claimed === this.#stream) return;
    this.#unclaim();
    // What is muted by its maker, one's own picture, shall never sound.
    if (!this.#stream || this.#player!.muted) return;
    this.#claimed = this.#stream;
    this.#withdraw = claimSound(this.#stream, this);
  }

  #unclaim(): void {
    const player = this.#player!;
    const wasClaimed = !!this.#withdraw;
    this.#withdraw?.();
    this.#withdraw = undefined;
    this.#claimed = null;
    // Silenced by the claim, not by its maker.
    if (wasClaimed) player.muted = false;
  }

  #letGo(): void {
    const player = this.#player!;
    if (player.isConnected) return;
    this.#unclaim();
    player.srcObject = null;
    this.#playback!.forget(player);
  }
}

export const playing = directive(Playing);
