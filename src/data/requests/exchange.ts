import type { Timers } from '../../environment.js';
import type { PeerixError } from '../../errors.js';
import type { RemoteEvent } from '../../events.js';
import type { PeerHost } from '../../peer-host.js';
import type { RemoteMember } from '../../remote.js';
import type { Channels } from '../channels.js';
import type { Delivery } from '../outbox.js';
import { pack, parseEnvelope, REQUESTS, type Content, type Envelope } from './envelope.js';
import { overtaken, parted } from './failures.js';
import { Requests, type Question, type RequestsHost } from './requests.js';
import type { Responders } from './responders.js';
import { Responses, type ResponsesHost } from './responses.js';

interface ExchangeHost extends Pick<PeerHost, 'events' | 'responders' | 'count'> { readonly timers: Timers }

/** Requests and answers between me and one remote. Their channel opens at the first, and outlives connections as all do. */
export class Exchange implements RequestsHost, ResponsesHost {
  readonly #host: ExchangeHost;
  readonly #channels: Channels;
  readonly #requests = new Requests(this);
  readonly #responses = new Responses(this);

  constructor(readonly remote: RemoteMember, channels: Channels, host: ExchangeHost) {
    this.#channels = channels;
    this.#host = host;
  }

  ask(question: Question): Promise<unknown> { return this.#requests.ask(question); }

  /** False where the event is of another channel: the application's. */
  takes(event: RemoteEvent): boolean {
    if (!('label' in event) || event.label !== REQUESTS.label) return false;
    if (event.name === 'channel:message') this.#receive(event.data, event.info);
    if (event.name === 'channel:close') this.part('closed');
    return true;
  }

  /** Neither of us hears the other any more. */
  part(how: 'left' | 'closed'): void { this.#end(parted(this.id, how)); }
  /** I leave. */
  abandon(): void { this.#end(overtaken()); }

  // ── RequestsHost, ResponsesHost ──

  get timers(): Timers { return this.#host.timers; }
  get id(): string { return this.remote.id; }
  get responders(): Responders { return this.#host.responders; }
  count(what: string): void { this.#host.count(what); }
  onError(error: PeerixError): void { this.#host.events.emit({ name: 'error', error, remote: this.remote }); }

  post(envelope: Envelope, content: Content, delivery: Delivery): () => boolean {
    if (this.#channels.isClosed(REQUESTS.label)) this.#channels.reopen(REQUESTS.label);
    return this.#channels.post(REQUESTS, pack(envelope, content), delivery);
  }

  #end(reason: PeerixError): void {
    this.#responses.end();
    this.#requests.end(reason);
  }

  #receive(value: unknown, info: unknown): void {
    const envelope = parseEnvelope(info);
    if (!envelope) return this.count('violation:request');
    const data = 'isVoid' in envelope && envelope.isVoid ? undefined : value;
    switch (envelope.t) {
      case 'ask': return this.#responses.take(envelope, data);
      case 'cancel': return this.#responses.cancel(envelope.id);
      default: return this.#requests.settle(envelope, data);
    }
  }
}
