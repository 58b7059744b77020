import type { Environment } from '../environment.js';

/** How loud own tracks are: from a connection that sends them, or, where none tells (nobody is there; Firefox), from the track. */
export class Loudness {
  readonly #environment: Pick<Environment, 'AudioContext'>;
  readonly #connections: () => Iterable<RTCPeerConnection>;
  #context: AudioContext | undefined;
  readonly #meters = new Map<MediaStreamTrack, Meter>();
  #kept: ReadonlySet<MediaStreamTrack> = new Set();

  constructor(environment: Pick<Environment, 'AudioContext'>, connections: () => Iterable<RTCPeerConnection>) {
    this.#environment = environment;
    this.#connections = connections;
  }

  /** The peak of late, 0 to 1; 0 where nothing can tell. */
  async of(track: MediaStreamTrack): Promise<number> {
    for (const pc of this.#connections()) {
      const level = await sentLevel(pc, track);
      if (level !== undefined) {
        this.#drop(track);
        return level;
      }
    }
    try {
      return this.#meter(track)?.read() ?? 0;
    } catch {
      return 0; // a track that the browser cannot hear, such as one of another sample rate in Firefox
    }
  }

  /** Only these are asked about any more. */
  keep(tracks: ReadonlySet<MediaStreamTrack>): void {
    this.#kept = tracks;
    for (const track of this.#meters.keys()) if (!tracks.has(track)) this.#drop(track);
  }

  #meter(track: MediaStreamTrack): Meter | undefined {
    const { AudioContext: Context } = this.#environment;
    if (!Context || !this.#kept.has(track)) return undefined; // let go while a connection was asked
    const context = this.#context ??= new Context();
    // Until somebody clicks, where the browser says so.
    if (context.state === 'suspended') context.resume().catch(() => { /* it was closed meanwhile */ });
    let meter = this.#meters.get(track);
    if (!meter) this.#meters.set(track, meter = new Meter(context, track));
    return meter;
  }

  #drop(track: MediaStreamTrack): void {
    this.#meters.get(track)?.end();
    this.#meters.delete(track);
    if (this.#meters.size > 0) return;
    this.#context?.close().catch(() => { /* it was closed before */ });
    this.#context = undefined;
  }
}

class Meter {
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(context: AudioContext, track: MediaStreamTrack) {
    this.#source = context.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = context.createAnalyser();
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
  }

  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  }

  end(): void { this.#source.disconnect(); }
}

async function sentLevel(pc: RTCPeerConnection, track: MediaStreamTrack): Promise<number | undefined> {
  try {
    const stats = await pc.getSenders().find((sender) => sender.track === track)?.getStats();
    const sources = [...stats?.values() ?? []] as (RTCStats & { audioLevel?: number })[];
    return sources.find(({ type }) => type === 'media-source')?.audioLevel;
  } catch {
    return undefined; // it was closed meanwhile
  }
}
