import { PeerixError } from '../errors.js';
import type { Bytes, DriverHandler } from './driver.js';
import { Driver } from './driver.js';
import { Handlers } from './handlers.js';

/**
 * Signaling between the tabs of one browser and origin, without a server (HTML Standard, "Broadcasting to other
 * browsing contexts"). The channel is open from the first `subscribe` to the last `unsubscribe`.
 */
export class BroadcastChannelDriver extends Driver {
  readonly #name: string;
  readonly #handlers = new Handlers();
  #channel: BroadcastChannel | undefined;

  /** @param name Of the BroadcastChannel; default `'peerix'`. */
  constructor(name = 'peerix') {
    super();
    this.#name = name;
  }

  /** @throws PeerixError `UNSUPPORTED` where the browser has, or allows, no BroadcastChannel. */
  subscribe(topic: string, handler: DriverHandler): void {
    this.#channel ??= this.#listen();
    this.#handlers.add(topic, handler);
  }

  unsubscribe(topic: string, handler: DriverHandler): void {
    this.#handlers.delete(topic, handler);
    if (!this.#handlers.isEmpty) return;
    this.#channel?.close();
    this.#channel = undefined;
  }

  /**
   * Also works while nobody subscribes: a goodbye may come last.
   * @throws PeerixError `UNSUPPORTED` as `subscribe`.
   */
  publish(topic: string, bytes: Bytes): void {
    const channel = this.#channel ?? open(this.#name);
    channel.postMessage({ topic, bytes });
    // What is posted arrives, whatever becomes of the channel it was posted to.
    if (channel !== this.#channel) channel.close();
    // A BroadcastChannel does not hear itself, but two peers may share this driver.
    this.#handlers.post(topic, bytes);
  }

  #listen(): BroadcastChannel {
    const channel = open(this.#name);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data)) this.#handlers.post(data.topic, data.bytes);
    };
    return channel;
  }
}

function open(name: string): BroadcastChannel {
  try {
    return new BroadcastChannel(name);
  } catch (cause) {
    throw new PeerixError('UNSUPPORTED', 'This browser has no BroadcastChannel here, so tabs cannot find each other.', {
      hint: 'Use the NATS driver, or open the page in a current browser, outside a sandboxed frame.',
      cause,
    });
  }
}

/** Any script of this origin can post here. */
function isMessage(data: unknown): data is { topic: string; bytes: Uint8Array } {
  if (typeof data !== 'object' || data === null) return false;
  const { topic, bytes } = data as { topic?: unknown; bytes?: unknown };
  return typeof topic === 'string' && bytes instanceof Uint8Array;
}
