import { badOption } from '../../src/errors.js';
import { BroadcastChannelDriver, MemoryDriver, NatsDriver, type DriverLike } from '../../src/index.js';
import { splitList } from './settings.js';

export type DriverName = 'broadcast-channel' | 'memory' | 'nats';

export interface DriverSettings {
  readonly driver: DriverName | DriverLike;
  readonly servers: string;
  readonly topicPrefix: string;
}

/** Turns the attributes into a driver, the same one for as long as they stay the same. */
export class DriverChoice {
  #key = '';
  #driver: DriverLike | undefined;

  /** Throws `BAD_OPTION`, naming the attribute. */
  for(settings: DriverSettings): DriverLike {
    if (typeof settings.driver === 'object') return settings.driver;
    const key = JSON.stringify([settings.driver, settings.servers, settings.topicPrefix]);
    if (this.#driver && this.#key === key) return this.#driver;
    this.#driver = create(settings.driver, settings);
    this.#key = key;
    return this.#driver;
  }
}

function create(name: DriverName, { servers, topicPrefix }: DriverSettings): DriverLike {
  switch (name) {
    case 'broadcast-channel': return new BroadcastChannelDriver();
    case 'memory': return new MemoryDriver();
    case 'nats': return new NatsDriver({ servers: checkedServers(servers), ...(topicPrefix && { prefix: topicPrefix }) });
    default: throw badOption(`driver: “${String(name)}” is unknown.`,
      'Use "broadcast-channel", "memory" or "nats", or set the property driver to a driver of your own.');
  }
}

function checkedServers(servers: string): string[] {
  const list = splitList(servers);
  if (list.length) return list;
  throw badOption('driver="nats" needs servers.',
    'Name the WebSocket URLs of your NATS servers, separated by spaces: servers="wss://nats.example.org".');
}
