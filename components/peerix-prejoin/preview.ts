import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { MEDIA } from '../peerix-local-media/local-media.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import { flag } from '../tile/flag.js';
import type { PrejoinChoices } from './choices.js';

type Kind = 'audio' | 'video';

/** The `for` of an element that is to be in no room: nothing here has that id. */
const NOWHERE = 'nowhere';

/** The own camera and microphone before the call: seen and measured, and shared with nobody. */
export class Preview {
  readonly #changed: () => void;
  #media: PeerixLocalMedia | undefined;
  #unwatch: (() => void) | undefined;

  constructor(changed: () => void) { this.#changed = changed; }

  get isStarting(): boolean { return !!this.#media?.isStarting; }
  /** Why there is less than wished. */
  get problem() { return this.#media?.problem; }

  track(kind: Kind): MediaStreamTrack | undefined {
    return this.#media?.stream?.getTracks().find((track) => track.kind === kind && track.readyState === 'live');
  }

  /** It is wanted, and cannot be had. */
  lacks(kind: Kind): boolean {
    const isWanted = kind === 'audio' ? !this.#media?.muted : !this.#media?.cameraOff;
    return isWanted && !!this.problem && !this.isStarting && !this.track(kind);
  }

  retry(): void {
    // It tells by its state how it went.
    this.#media?.start().catch(() => undefined);
  }

  render({ name, audioDevice, videoDevice, muted, cameraOff }: PrejoinChoices): TemplateResult {
    return html`<peerix-local-media part="preview" for=${NOWHERE} .muted=${muted} .cameraOff=${cameraOff}
        .audioDevice=${audioDevice} .videoDevice=${videoDevice} ${ref(this.#follow)}></peerix-local-media>
      ${this.track('video') ? nothing : flag({ id: name, name })}`;
  }

  readonly #follow = (element?: Element): void => {
    const media = element as PeerixLocalMedia | undefined;
    if (media === this.#media) return;
    this.#unwatch?.();
    this.#media = media;
    // A page may have registered this element alone.
    this.#unwatch = media?.[MEDIA]?.(this.#changed);
  };
}
