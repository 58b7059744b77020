import { Timers, type Environment } from '../environment.js';
import { Loudness } from './loudness.js';
import { isMuted } from './muted.js';
import type { Publishing } from './publishing.js';
import { Voice } from './voice.js';

const LISTEN_MS = 100;

export interface OwnSpeechHost {
  readonly environment: Environment;
  readonly publishings: ReadonlyMap<string, Publishing>;
  connections(): Iterable<RTCPeerConnection>;
  onSpeaking(label: string, speaking: boolean): void;
}

/**
 * Under which labels I speak. Each member listens to itself and tells the others: one of them measures instead of all,
 * and they know though they don't play it (Chromium tells of a track's level only while that is played).
 */
export class OwnSpeech {
  readonly #host: OwnSpeechHost;
  readonly #voices = new Map<string, Voice>();
  readonly #loudness: Loudness;
  readonly #timers: Timers;
  #isOver = false;
  #isListening = false;

  constructor(host: OwnSpeechHost) {
    this.#host = host;
    this.#timers = new Timers(host.environment);
    this.#loudness = new Loudness(host.environment, () => host.connections());
  }

  /** The labels of now. */
  get speaking(): string[] { return [...this.#voices].flatMap(([label, { isSpeaking }]) => (isSpeaking ? [label] : [])); }

  /** What I share, or whether it is muted, may have changed. Nothing runs while there is nothing to hear. */
  watch(): void {
    const audible = this.#isOver ? new Map<string, MediaStreamTrack>() : this.#audible;
    this.#loudness.keep(new Set(audible.values()));
    for (const [label, voice] of this.#voices) {
      if (audible.has(label)) continue;
      this.#voices.delete(label);
      if (voice.isSpeaking) this.#host.onSpeaking(label, false);
    }
    if (audible.size > 0 && !this.#isListening) this.#wait();
  }

  /** For good. */
  end(): void {
    this.#isOver = true;
    this.#timers.dispose();
    this.watch();
  }

  get #audible(): Map<string, MediaStreamTrack> {
    return new Map([...this.#host.publishings.values()].flatMap(({ label, stream }) => {
      const track = stream.getTracks().find((one) => one.kind === 'audio' && !isMuted(one));
      return track ? [[label, track] as const] : [];
    }));
  }

  #wait(): void {
    this.#isListening = true;
    this.#timers.after(LISTEN_MS, () => void this.#listen());
  }

  async #listen(): Promise<void> {
    for (const [label, track] of this.#audible) {
      const level = await this.#loudness.of(track);
      if (this.#isOver) return;
      if (this.#audible.get(label) === track) this.#hear(label, level);
    }
    this.#isListening = false;
    this.watch();
  }

  #hear(label: string, level: number): void {
    const voice = this.#voices.get(label) ?? new Voice();
    this.#voices.set(label, voice);
    if (voice.hear(level, this.#host.environment.now())) this.#host.onSpeaking(label, voice.isSpeaking);
  }
}
