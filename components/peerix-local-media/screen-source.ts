import { mediaDevices, mediaError, stopped } from './media-error.js';
import { TrackSwitch, type Source, type SourceHost, type Wish } from './source.js';

/** A shared screen, window or tab. The browser asks the person each time, so switching off only darkens it. */
export class ScreenSource implements Source {
  readonly stream = new MediaStream();
  readonly #host: SourceHost;
  readonly #switch = new TrackSwitch();
  readonly #lifetime = new AbortController();
  #wish: Wish = {};
  #acquiring: Promise<void> | undefined;

  constructor(host: SourceHost) { this.#host = host; }

  wish(wish: Wish): Promise<void> {
    this.#wish = wish;
    this.#switch.apply(this.stream, wish);
    this.#host.changed();
    return this.#acquiring ??= this.#acquire();
  }

  close(): void {
    this.#lifetime.abort();
    for (const track of this.stream.getTracks()) track.stop();
  }

  async #acquire(): Promise<void> {
    const devices = mediaDevices('screen');
    const { audio, video } = this.#wish;
    const captured = await devices.getDisplayMedia({ audio: asked(audio), video: asked(video) || true })
      .catch((cause: unknown) => { throw mediaError(cause, 'screen'); });
    for (const track of captured.getTracks()) this.#place(track);
    if (this.#lifetime.signal.aborted) throw stopped();
    this.#switch.apply(this.stream, this.#wish);
    this.#host.changed();
  }

  #place(track: MediaStreamTrack): void {
    if (this.#lifetime.signal.aborted) return track.stop();
    this.stream.addTrack(track);
    track.addEventListener('ended', () => this.#host.ended(track), { signal: this.#lifetime.signal });
  }
}

const asked = (wish: Wish['audio']): MediaTrackConstraints | boolean => (wish === 'off' ? true : wish ?? false);
