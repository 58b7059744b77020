import { noChange, nothing, type ElementPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * Keeps the last frame of the `<video>` before this `<canvas>` while its link is being healed, and until the picture
 * goes on: browsers show black where a connection ended.
 */
class LastFrame extends Directive {
  #isHeld = false;

  render(_isHeld: boolean, _isSeen: boolean): unknown { return nothing; }

  override update({ element }: ElementPart, [isHeld, isSeen]: Parameters<this['render']>): unknown {
    const canvas = element as HTMLCanvasElement, video = canvas.previousElementSibling as HTMLVideoElement;
    if (isHeld && !this.#isHeld) draw(video, canvas);
    if (!isHeld && this.#isHeld) video.requestVideoFrameCallback?.(() => { canvas.hidden ||= !this.#isHeld; });
    if (!isSeen || !video.requestVideoFrameCallback) canvas.hidden ||= !isSeen || !isHeld;
    this.#isHeld = isHeld;
    return noChange;
  }
}

function draw(video: HTMLVideoElement, canvas: HTMLCanvasElement): void {
  if (!video.videoWidth) return;
  Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight, hidden: false });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
}

export const lastFrame = directive(LastFrame);
