import type { PeerState } from '../../src/index.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';

/** The room's own media, where joining here started them: they rest with the call, and go on with it. */
export class StartedMedia {
  #media: PeerixLocalMedia | undefined;
  #isResting = false;

  /** Resolves when they have the devices, or cannot have them: that element shows why. */
  async start(media: PeerixLocalMedia | undefined): Promise<void> {
    this.#isResting = false;
    if (!media) return;
    if (!media.stream) this.#media = media;
    await media.start().catch(() => undefined);
  }

  /** A room may be left and joined again without a press of the button, as for a change of its name. */
  follow(state: PeerState | undefined): void {
    if (state === 'idle' && this.#media?.stream) this.#rest(this.#media);
    else if (state === 'joined' && this.#isResting) void this.start(this.#media);
  }

  #rest(media: PeerixLocalMedia): void {
    this.#isResting = true;
    media.stop();
  }
}
