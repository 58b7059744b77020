import type { Channel } from '../types/index.js';
import { REQUESTS } from './requests/envelope.js';

type Channels = ReadonlyMap<string, Channel>;

/** All channels but that of requests: what the application sees. Live. */
export class VisibleChannels implements Channels {
  readonly #all: Channels;

  constructor(all: Channels) { this.#all = all; }

  get size(): number { return this.#visible.size; }
  has(label: string): boolean { return this.get(label) !== undefined; }
  get(label: string): Channel | undefined { return label === REQUESTS.label ? undefined : this.#all.get(label); }
  forEach(call: (channel: Channel, label: string, map: Channels) => void, that?: unknown): void {
    for (const [label, channel] of this) call.call(that, channel, label, this);
  }
  keys(): MapIterator<string> { return this.#visible.keys(); }
  values(): MapIterator<Channel> { return this.#visible.values(); }
  entries(): MapIterator<[string, Channel]> { return this.#visible.entries(); }
  [Symbol.iterator](): MapIterator<[string, Channel]> { return this.entries(); }

  get #visible(): Map<string, Channel> { return new Map([...this.#all].filter(([label]) => label !== REQUESTS.label)); }
}
