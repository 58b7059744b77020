import { noChange, nothing, type ElementPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { claimSound, type Voice } from '../sound/heard-once.js';
import type { Playback } from './playback.js';

/**
 * Plays a stream in a `<video>` or `<audio>`, and lets go of it when that leaves the page. It is heard unless it is silent,
 * as one's own picture is, or another player is heard with the same stream. Nobody else sets `muted` of the player.
 */
class Playing extends AsyncDirective implements Voice {
  #player: HTMLMediaElement | undefined;
  #stream: MediaStream | null = null;
  #playback: Playback | undefined;
  #isSilent = false;
  #claimed: MediaStream | null = null;
  #withdraw: (() => void) | undefined;

  get isApart(): boolean { return this.#player instanceof HTMLAudioElement; }

  render(_stream: MediaStream | null, _playback: Playback, _isSilent: boolean): unknown { return nothing; }

  override update({ element }: ElementPart, [stream, playback, isSilent]: Parameters<this['render']>): unknown {
    this.#player = element as HTMLMediaElement;
    this.#playback = playback;
    this.#stream = stream;
    this.#isSilent = isSilent;
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
    this.#claim(this.#isSilent ? null : this.#stream);
    if (this.#stream && (isNew || player.paused)) void this.#playback!.play(player);
  }

  /** Null: it has nothing to say. */
  #claim(stream: MediaStream | null): void {
    if (!stream) this.#player!.muted = true;
    if (this.#claimed === stream) return;
    this.#withdraw?.();
    this.#claimed = stream;
    this.#withdraw = stream ? claimSound(stream, this) : undefined;
  }

  #letGo(): void {
    const player = this.#player!;
    if (player.isConnected) return;
    this.#claim(null);
    player.srcObject = null;
    this.#playback!.forget(player);
  }
}

export const playing = directive(Playing);
