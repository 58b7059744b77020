import type { Timers } from '../../environment.js';
import type { PeerixError } from '../../errors.js';
import type { RemoteEvent } from '../../events.js';
import type { PeerHost } from '../../peer-host.js';
import type { RemoteMember } from '../../remote.js';
import type { Delivery } from '../outbox.js';
import { pack, parseEnvelope, REQUESTS, type Content, type Envelope } from './envelope.js';
import { overtaken, parted } from './failures.js';
import { Requests, type Question, type RequestsHost } from './requests.js';
import type { Responders } from './responders.js';
import { Responses, type ResponsesHost } from './responses.js';
import { VisibleChannels } from './visible-channels.js';

/** Requests and answers between me and one remote. Their channel opens at the first, and outlives connections as all do. */
export class Exchange implements RequestsHost, ResponsesHost {
  readonly #host: Pick<PeerHost, 'events' | 'responders' | 'count'>;
  /** The application's. Live. */
  readonly otherChannels: VisibleChannels;
  readonly #requests = new Requests(this);
  readonly #responses = new Responses(this);

  constructor(readonly remote: RemoteMember, readonly timers: Timers, host: Pick<PeerHost, 'events' | 'responders' | 'count'>) {
    this.#host = host;
    this.otherChannels = new VisibleChannels(remote.labelled.all);
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

  get id(): string { return this.remote.id; }
  get responders(): Responders { return this.#host.responders; }
  count(what: string): void { this.#host.count(what); }
  onError(error: PeerixError): void { this.#host.events.emit({ name: 'error', error, remote: this.remote }); }

  post(envelope: Envelope, content: Content, delivery: Delivery): () => void {
    const { labelled } = this.remote;
    if (labelled.isClosed(REQUESTS.label)) labelled.reopen(REQUESTS.label);
    return labelled.post(REQUESTS, pack(envelope, content), delivery);
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
