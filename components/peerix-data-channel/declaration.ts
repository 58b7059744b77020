import type { OpenOptions, Peer, PeerEventMap } from '../../src/index.js';
import { observe } from '../peerix-room/hooks.js';
import { declareChannel } from '../room/declared-channels.js';

export type Options = OpenOptions & { readonly label: string };
type ChannelEvent = PeerEventMap['channel'] | PeerEventMap['transfer'];

const OF_CHANNELS = /^(channel|transfer)/;

/** One channel of one peer, for as long as an element declares it. */
export class Declaration {
  readonly #receive: (name: string, event: ChannelEvent) => void;
  #peer: Peer | undefined;
  #options = '';
  #end: (() => void) | undefined;

  constructor(receive: (name: string, event: ChannelEvent) => void) { this.#receive = receive; }

  get isHeld(): boolean { return !!this.#end; }

  /** Follows what the element says. Throws what opening throws, once for the same wish. */
  keep(peer: Peer | undefined, options: Options): void {
    const wish = JSON.stringify(options);
    if (peer === this.#peer && wish === this.#options) return;
    const end = this.#end;
    this.#end = undefined;
    this.#peer = peer;
    this.#options = wish;
    end?.();
    if (peer) this.#end = this.#begin(peer, options);
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
