import type { PeerixError } from '../../src/index.js';
import { acquire, type Asked } from './acquire.js';
import { chosenDevice } from './chosen-device.js';
import { stopped, type Kind } from './media-error.js';
import type { Source, SourceHost, Wish } from './source.js';

const KINDS: readonly Kind[] = ['audio', 'video'];

/** Camera and microphone. Switching one off releases the device, so that its light goes out, and keeps its ended track. */
export class DeviceSource implements Source {
  readonly stream = new MediaStream();
  readonly #host: SourceHost;
  /** What each kind was acquired with. */
  readonly #constraints = new Map<Kind, string>();
  /** Kinds that could not be had, until the next wish or `retry`. */
  readonly #unavailable = new Set<Kind>();
  readonly #lifetime = new AbortController();
  #wish: Wish = {};
  #settling: Promise<void> | undefined;

  constructor(host: SourceHost) { this.#host = host; }

  wish(wish: Wish): Promise<void> {
    this.#wish = wish;
    this.#unavailable.clear();
    return this.#settle();
  }

  get isBusy(): boolean { return !!this.#settling; }

  /** Asks again for a kind whose device has gone: for the chosen one, or else another. */
  replace(kind: Kind): Promise<void> {
    this.#unavailable.delete(kind);
    this.#constraints.delete(kind);
    return this.#settle();
  }

  /** Goes back to a chosen device that was not there. */
  async devicesChanged(): Promise<void> {
    const choices = KINDS.filter((kind) => chosenDevice(this.#wanted(kind)));
    if (!choices.length) return;
    const present = (await navigator.mediaDevices.enumerateDevices()).map(({ deviceId }) => deviceId);
    const returned = choices.filter((kind) => {
      const chosen = chosenDevice(this.#wanted(kind))!;
      return present.includes(chosen) && this.#track(kind)?.getSettings().deviceId !== chosen;
    });
    for (const kind of returned) await this.replace(kind);
  }

  isLive(kind: Kind): boolean { return this.#track(kind)?.readyState === 'live'; }

  /** Does without a kind that has ended. */
  drop(kind: Kind): void {
    const track = this.#track(kind);
    if (!track) return;
    track.stop();
    this.stream.removeTrack(track);
    this.#host.changed();
  }

  close(): void {
    this.#lifetime.abort();
    for (const track of this.stream.getTracks()) track.stop();
  }

  #settle(): Promise<void> {
    this.#release();
    this.#settling ??= this.#acquireMissing().finally(() => {
      this.#settling = undefined;
      this.#host.changed();
    });
    return this.#settling;
  }

  /** Asks until nothing is missing: wishes may have changed while the browser was asking the person. */
  async #acquireMissing(): Promise<void> {
    for (let asked = this.#missing(); asked.length; asked = this.#missing()) {
      const { tracks, error, missing } = await acquire(this.#asked(asked)).catch((cause: PeerixError) => {
        asked.forEach((kind) => this.#unavailable.add(kind));
        throw cause;
      });
      tracks.forEach((track) => this.#place(track));
      missing.forEach((kind) => this.#unavailable.add(kind));
      // Not asked for again and again, should a track be over before it has begun.
      asked.filter((kind) => !this.isLive(kind)).forEach((kind) => this.#unavailable.add(kind));
      this.#host.changed();
      if (this.#lifetime.signal.aborted) throw stopped();
      if (error) throw error;
    }
  }

  #missing(): Kind[] {
    if (this.#lifetime.signal.aborted) return [];
    return KINDS.filter((kind) => this.#wanted(kind) && !this.#unavailable.has(kind) && !this.#isAsWished(kind));
  }

  #wanted(kind: Kind): MediaTrackConstraints | undefined {
    const wish = this.#wish[kind];
    return wish === 'off' ? undefined : wish;
  }

  #isAsWished(kind: Kind): boolean {
    return this.isLive(kind) && this.#constraints.get(kind) === JSON.stringify(this.#wanted(kind));
  }

  #asked(kinds: readonly Kind[]): Asked {
    return Object.fromEntries(kinds.map((kind) => {
      this.#constraints.set(kind, JSON.stringify(this.#wanted(kind)));
      return [kind, this.#wanted(kind)];
    }));
  }

  #place(track: MediaStreamTrack): void {
    const kind = track.kind as Kind;
    if (this.stream.getTracks().includes(track)) return;
    if (this.#lifetime.signal.aborted || !this.#wanted(kind)) return track.stop();
    this.drop(kind);
    this.stream.addTrack(track);
    track.addEventListener('ended', () => this.#ended(track), { signal: this.#lifetime.signal });
  }

  #ended(track: MediaStreamTrack): void {
    if (this.#track(track.kind as Kind) !== track) return;
    this.#unavailable.add(track.kind as Kind);
    this.#host.ended(track);
  }

  #release(): void {
    for (const kind of KINDS) {
      if (this.#wish[kind] === undefined) this.drop(kind);
      else if (this.#wish[kind] === 'off') this.#track(kind)?.stop();
    }
    this.#host.changed();
  }

  #track(kind: Kind): MediaStreamTrack | undefined {
    return this.stream.getTracks().find((track) => track.kind === kind);
  }
}
