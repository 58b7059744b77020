import { PeerixError } from '../errors.js';
import { checkIceServers, type Settings } from '../options.js';

/** Where a connection's STUN and TURN servers come from: a list, or a function asked for each connection. */
export class IceServerSource {
  readonly option: Settings['iceServers'];
  readonly #onFailure: (error: PeerixError) => void;
  #asking: Promise<RTCIceServer[]> | undefined;

  constructor(option: Settings['iceServers'], onFailure: (error: PeerixError) => void) {
    this.option = option;
    this.#onFailure = onFailure;
  }

  /** At once where nothing need be asked: a join should not wait a turn for a constant. Never rejects. */
  get(): RTCIceServer[] | Promise<RTCIceServer[]> {
    if (typeof this.option !== 'function') return this.option;
    this.#asking ??= this.#ask(this.option).finally(() => { this.#asking = undefined; });
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
