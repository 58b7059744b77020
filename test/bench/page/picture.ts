import { within } from './waiting.js';

const WIDTH = 320;
const HEIGHT = 180;
const FRAME_RATE = 30;

/** A moving picture to publish. */
export class Picture {
  readonly stream: MediaStream;
  readonly #stop = new AbortController();

  constructor() {
    const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    const paint = (now: number) => {
      if (this.#stop.signal.aborted) return;
      context.fillStyle = `hsl(${now / 10 % 360} 80% 50%)`;
      context.fillRect(0, 0, WIDTH, HEIGHT);
      requestAnimationFrame(paint);
    };
    paint(performance.now());
    this.stream = canvas.captureStream(FRAME_RATE);
  }

  get track(): MediaStreamTrack {
    const [track] = this.stream.getVideoTracks();
    if (!track) throw new Error('the canvas gave no track');
    return track;
  }

  stop(): void {
    this.#stop.abort();
    this.track.stop();
  }
}

/** Where a remote picture is shown. */
export class Screen {
  /** When the first frame was on it. */
  readonly firstFrame: Promise<number>;
  readonly #video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, playsInline: true });

  constructor(timeoutMs: number) {
    document.body.append(this.#video);
    this.firstFrame = within(timeoutMs, () => 'no frame', (resolve) => {
      this.#video.requestVideoFrameCallback(() => resolve(performance.now()));
    });
  }

  show(stream: MediaStream): void { this.#video.srcObject = stream; }

  remove(): void {
    this.#video.srcObject = null;
    this.#video.remove();
  }
}
