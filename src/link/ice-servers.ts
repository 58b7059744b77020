import type { Timers } from '../environment.js';
import { PeerixError } from '../errors.js';
import { checkIceServers, type Settings } from '../options.js';

/** Less than an attempt has before its proof: a function that never answers is one that fails. */
const PATIENCE_MS = 5000;

/** Where a connection's STUN and TURN servers come from: a list, or a function asked for each connection. */
export class IceServerSource {
  readonly option: Settings['iceServers'];
  readonly #timers: Timers;
  readonly #onFailure: (error: PeerixError) => void;
  #asking: Promise<RTCIceServer[]> | undefined;

  constructor(option: Settings['iceServers'], timers: Timers, onFailure: (error: PeerixError) => void) {
    this.option = option;
    this.#timers = timers;
    this.#onFailure = onFailure;
  }

  /** At once where nothing need be asked: a join should not wait a turn for a constant. Never rejects. */
  get(): RTCIceServer[] | Promise<RTCIceServer[]> {
    if (typeof this.option !== 'function') return this.option;
    this.#asking ??= this.#ask(this.option).finally(() => { this.#asking = undefined; });
    return this.#asking;
  }

  async #ask(source: () => unknown): Promise<RTCIceServer[]> {
    let stop = () => {};
    const tooLate = new Promise<never>((_, reject) => {
      stop = this.#timers.after(PATIENCE_MS, () => reject(new Error(`No answer within ${PATIENCE_MS / 1000} s.`)));
    });
    try {
      return checkIceServers(await Promise.race([source(), tooLate]) as RTCIceServer[]);
    } catch (cause) {
      this.#onFailure(new PeerixError('ICE_SERVERS_FAILED', 'iceServers gave no usable list; connecting without servers.', {
        cause, hint: 'Let the function resolve with a list of RTCIceServer, or { iceServers: [...] }.',
      }));
      return [];
    } finally {
      stop();
    }
  }
}
