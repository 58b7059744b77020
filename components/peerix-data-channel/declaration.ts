import type { OpenOptions, Peer, PeerEventMap, PeerixError } from '../../src/index.js';
import { observe } from '../peerix-room/hooks.js';
import { declareChannel, whenFree } from '../room/declared-channels.js';

export type Options = OpenOptions & { readonly label: string };
type ChannelEvent = PeerEventMap['channel'] | PeerEventMap['transfer'];

const OF_CHANNELS = /^(channel|transfer)/;

/** One channel of one peer, for as long as an element declares it. */
export class Declaration {
  readonly #receive: (name: string, event: ChannelEvent) => void;
  readonly #report: (error: PeerixError) => void;
  #peer: Peer | undefined;
  #options = '';
  #end: (() => void) | undefined;
  #isHeld = false;

  constructor(receive: (name: string, event: ChannelEvent) => void, report: (error: PeerixError) => void) {
    this.#receive = receive;
    this.#report = report;
  }

  get isHeld(): boolean { return this.#isHeld; }

  /** Follows what the element says. Reports what opening throws, once for the same wish. */
  keep(peer: Peer | undefined, options: Options): void {
    const wish = JSON.stringify(options);
    if (peer === this.#peer && wish === this.#options) return;
    const end = this.#end;
    this.#end = undefined;
    this.#peer = peer;
    this.#options = wish;
    this.#isHeld = false;
    end?.();
    if (peer) this.#declare(peer, options);
  }

  #declare(peer: Peer, options: Options): void {
    try {
      this.#end = this.#begin(peer, options);
      this.#isHeld = true;
    } catch (error) {
      this.#end = whenFree(peer, [options.label], error as PeerixError, { retry: () => this.#declare(peer, options), report: this.#report });
    }
  }

  #begin(peer: Peer, options: Options): () => void {
    // Before it opens: that is an event already.
    const stop = observe(peer, (name, event) => {
      if (OF_CHANNELS.test(name) && (event as ChannelEvent).label === options.label) this.#receive(name, event as ChannelEvent);
    });
    try {
      const close = declareChannel(peer, options);
      return () => {
        close();
        stop();
      };
    } catch (error) {
      stop();
      throw error;
    }
  }
}
