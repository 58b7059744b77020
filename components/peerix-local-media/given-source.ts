import { TrackSwitch, type Source, type SourceHost, type Wish } from './source.js';

/** A stream of the page's own. Its tracks are never stopped. */
export class GivenSource implements Source {
  readonly stream: MediaStream;
  readonly #host: SourceHost;
  readonly #switch = new TrackSwitch();
  readonly #lifetime = new AbortController();

  constructor(stream: MediaStream, host: SourceHost) {
    this.stream = stream;
    this.#host = host;
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => host.ended(track), { signal: this.#lifetime.signal });
    }
  }

  async wish(wish: Wish): Promise<void> {
    this.#switch.apply(this.stream, wish);
    this.#host.changed();
  }

  close(): void { this.#lifetime.abort(); }
}
