import { next, until } from '../support.js';
import type { Member } from './members.js';
import { Silence } from './silence.js';

const EVERY_MS = 100;

/** Chromium's way to a track's frames (W3C mediacapture-transform). */
declare class MediaStreamTrackProcessor {
  constructor(init: { track: MediaStreamTrack });
  readonly readable: ReadableStream<VideoFrame>;
}

const showing = new Set<Picture>();
afterEach(() => { for (const picture of showing) picture.end(); });

/** A moving picture that one shares and another sees: its frames as they come. */
export class Picture {
  readonly silence = new Silence();
  readonly #stop: () => void;

  /** Resolves once it is seen. */
  static async between(from: Member, to: Member): Promise<Picture> {
    const { stream, stop } = movingPicture(), added = next(to.peer, 'track:add');
    from.peer.publish(stream);
    const picture = new Picture((await added).track, stop);
    await until('the picture is seen', () => picture.silence.beats > 0);
    return picture;
  }

  private constructor(track: MediaStreamTrack, stop: () => void) {
    this.#stop = stop;
    showing.add(this);
    this.#watch(track).catch((error: unknown) => { throw error; });
  }

  end(): void {
    showing.delete(this);
    this.#stop();
    this.silence.end();
  }

  async #watch(track: MediaStreamTrack): Promise<void> {
    for await (const frame of new MediaStreamTrackProcessor({ track }).readable) {
      frame.close();
      this.silence.beat();
    }
  }
}

function movingPicture(): { stream: MediaStream; stop: () => void } {
  const canvas = document.createElement('canvas'), context = canvas.getContext('2d')!, stream = canvas.captureStream();
  let hue = 0;
  const timer = setInterval(() => {
    context.fillStyle = `hsl(${hue += 20} 80% 50%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }, EVERY_MS);
  const stop = () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
  return { stream, stop };
}
