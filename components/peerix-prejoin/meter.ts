/** Decibels below full scale: what a quiet room has, and a raised voice. */
const QUIET = -60, LOUD = -12;
/** What is left of a peak after a frame: a bar that falls slowly can be read. */
const DECAY = 0.92;
const RESUMING = ['pointerdown', 'keydown'] as const;

/** How loud a microphone is, from 0 to 1 for each frame that is drawn. It needs no room. */
export class Meter {
  readonly #show: (level: number) => void;
  #track: MediaStreamTrack | undefined;
  #lifetime: AbortController | undefined;

  constructor(show: (level: number) => void) { this.#show = show; }

  /** This track from now on; undefined = none. */
  follow(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#lifetime?.abort();
    this.#lifetime = undefined;
    this.#show(0);
    if (track) this.#measure(track, this.#lifetime = new AbortController());
  }

  #measure(track: MediaStreamTrack, lifetime: AbortController): void {
    const context = new AudioContext(), analyser = new AnalyserNode(context, { fftSize: 1024 }), { signal } = lifetime;
    signal.addEventListener('abort', () => context.close().catch(reportError));
    try {
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    } catch {
      return lifetime.abort(); // Firefox does not lend a track of another sample rate: then nothing is measured
    }
    wake(context, signal);
    const samples = new Float32Array(analyser.fftSize);
    let level = 0;
    const frame = (): void => {
      if (signal.aborted) return;
      analyser.getFloatTimeDomainData(samples);
      level = Math.max(loudness(samples), level * DECAY);
      this.#show(level);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }
}

/** Browsers may hold a page's sound back until the person has clicked; a page that measures is treated alike. */
function wake(context: AudioContext, signal: AbortSignal): void {
  if (context.state === 'running') return;
  // It rejects only once it is closed, and then nobody waits for it.
  const resume = (): void => void context.resume().catch(() => undefined);
  for (const type of RESUMING) addEventListener(type, resume, { once: true, signal });
}

function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-12) - QUIET) / (LOUD - QUIET)));
}
