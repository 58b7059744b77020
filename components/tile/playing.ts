import { noChange, nothing, type ElementPart } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { Playback } from './playback.js';

/** Shows a stream in a `<video>` and lets go of it when the video leaves the page. */
class Playing extends AsyncDirective {
  #video: HTMLVideoElement | undefined;
  #stream: MediaStream | null = null;
  #playback: Playback | undefined;

  render(_stream: MediaStream | null, _playback: Playback): unknown { return nothing; }

  override update({ element }: ElementPart, [stream, playback]: Parameters<this['render']>): unknown {
    this.#video = element as HTMLVideoElement;
    this.#playback = playback;
    this.#stream = stream;
    if (this.isConnected) this.#show();
    return noChange;
  }

  protected override reconnected(): void { this.#show(); }

  /** Moved within one task it keeps its picture: a new `srcObject` would flash black. */
  protected override disconnected(): void { queueMicrotask(() => this.#letGo()); }

  #show(): void {
    const video = this.#video!;
    if (video.srcObject !== this.#stream) video.srcObject = this.#stream;
    else if (!video.paused) return;
    if (this.#stream) void this.#playback!.play(video);
  }

  #letGo(): void {
    const video = this.#video!;
    if (video.isConnected) return;
    video.srcObject = null;
    this.#playback!.forget(video);
  }
}

export const playing = directive(Playing);
