import type { OpenOptions, Peer, PeerEventMap } from '../../src/index.js';
import { observe } from '../peerix-room/hooks.js';
import { ChannelWish } from '../room/channel-wish.js';
import { declareChannel } from '../room/declared-channels.js';

export type Options = OpenOptions & { readonly label: string };
type ChannelEvent = PeerEventMap['channel'] | PeerEventMap['transfer'];

const OF_CHANNELS = /^(channel|transfer)/;

/** One channel of one peer, for as long as an element declares it. */
export class Declaration {
  readonly #receive: (name: string, event: ChannelEvent) => void;
  readonly #wish: ChannelWish;
  #peer: Peer | undefined;
  #options = '';

  constructor(receive: (name: string, event: ChannelEvent) => void, changed: () => void) {
    this.#receive = receive;
    this.#wish = new ChannelWish(changed);
  }

  get isHeld(): boolean { return this.#wish.isHeld; }

  /** Follows what the element says. */
  keep(peer: Peer | undefined, options: Options): void {
    const wanted = JSON.stringify(options);
    if (peer === this.#peer && wanted === this.#options) return;
    this.#peer = peer;
    this.#options = wanted;
    if (peer) this.#wish.make({ peer, labels: [options.label], hold: () => this.#begin(peer, options) });
    else this.#wish.drop();
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
