import type { Channel } from '../types/index.js';
import type { PeerixError } from '../errors.js';
import type { RemoteEvent } from '../events.js';
import type { Decoded } from './value.js';

/** The channels that the application knows of, and what it hears of them. */
export class Shown {
  readonly #emit: (event: RemoteEvent) => void;
  readonly #all = new Set<Channel>();

  constructor(emit: (event: RemoteEvent) => void) { this.#emit = emit; }

  has(channel: Channel): boolean { return this.#all.has(channel); }

  show(channel: Channel): void {
    if (this.#all.has(channel)) return;
    this.#all.add(channel);
    this.#tell('new', channel);
  }

  hide(channel: Channel): void { if (this.#all.delete(channel)) this.#tell('close', channel); }
  open(channel: Channel): void { this.#tell('open', channel); }

  message(channel: Channel, { data, info }: Decoded): void {
    this.#emit({ name: 'channel:message', channel, label: channel.label, data, ...(info !== undefined && { info }) });
  }

  error(channel: Channel, error: PeerixError): void { this.#emit({ name: 'channel:error', channel, label: channel.label, error }); }

  #tell(change: 'new' | 'open' | 'close', channel: Channel): void { this.#emit({ name: `channel:${change}`, channel, label: channel.label }); }
}
