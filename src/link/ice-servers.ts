import type { PeerOptions } from '../types/index.js';
import { PeerixError } from '../errors.js';
import { checkIceServers } from '../options.js';

/** Where a connection's STUN and TURN servers come from: a list, or a function asked for each connection. */
export class IceServerSource {
  readonly option: PeerOptions['iceServers'];
  readonly #servers: RTCIceServer[] | (() => unknown);
  readonly #onFailure: (error: PeerixError) => void;
  #asking: Promise<RTCIceServer[]> | undefined;

  constructor(option: PeerOptions['iceServers'], onFailure: (error: PeerixError) => void) {
    this.option = option;
    this.#servers = typeof option === 'function' ? option : option ? checkIceServers(option) : [];
    this.#onFailure = onFailure;
  }

  /** At once where nothing need be asked: a join should not wait a turn for a constant. Never rejects. */
  get(): RTCIceServer[] | Promise<RTCIceServer[]> {
    if (typeof this.#servers !== 'function') return this.#servers;
    this.#asking ??= this.#ask(this.#servers).finally(() => { this.#asking = undefined; });
    return this.#asking;
  }

  async #ask(source: () => unknown): Promise<RTCIceServer[]> {
    try {
      return checkIceServers(await source() as RTCIceServer[]);
    } catch (cause) {
      this.#onFailure(new PeerixError('ICE_SERVERS_FAILED', 'iceServers gave no usable list; connecting without servers.', {
        cause, hint: 'Let the function resolve with a list of RTCIceServer, or { iceServers: [...] }.',
      }));
      return [];
    }
  }
}
