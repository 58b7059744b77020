import type { Remote } from '../../types/index.js';
import type { PeerixError } from '../../errors.js';
import type { Delivery } from '../outbox.js';
import { contentOf, MAX_REASON, type Ask, type Content, type Envelope, type Failure } from './envelope.js';
import { badAnswer, unwanted } from './failures.js';
import { MAX_UNANSWERED } from './requests.js';
import type { Responder, Responders } from './responders.js';

export interface ResponsesHost {
  readonly remote: Remote;
  readonly responders: Responders;
  post(envelope: Envelope, content: Content, delivery: Delivery): void;
  count(what: string): void;
  /** Nobody called for it. */
  onError(error: PeerixError): void;
}

/** Answers that one remote has not acknowledged; an honest one has them soon, for it asks no more than 256 at once. */
const MAX_UNSETTLED = 1024;

/** What one remote asks me, until it has the answer. */
export class Responses {
  readonly #host: ResponsesHost;
  /** Also what is not wanted any more, until its handler is done: a flood of what is taken back is a flood. */
  readonly #running = new Map<number, AbortController>();
  #unsettled = 0;

  constructor(host: ResponsesHost) { this.#host = host; }

  take({ id, name }: Ask, data: unknown): void {
    if (this.#running.has(id)) return this.#host.count('violation:request');
    if (this.#unsettled >= MAX_UNSETTLED) return this.#host.count('dropped:request');
    if (this.#running.size >= MAX_UNANSWERED) return this.#fail(id, 'RESPONDER_FAILED', `${MAX_UNANSWERED} requests are being answered already.`);
    const respond = this.#host.responders.get(name);
    if (respond) void this.#run(id, name, data, respond); else this.#fail(id, 'NO_RESPONDER', '');
  }

  cancel(id: number): void { this.#running.get(id)?.abort(unwanted()); }

  /** Nobody waits for any of them. */
  end(): void { for (const id of this.#running.keys()) this.cancel(id); }

  async #run(id: number, name: string, data: unknown, respond: Responder): Promise<void> {
    const controller = new AbortController(), { signal } = controller;
    this.#running.set(id, controller);
    const answer = await this.#answer(name, async () => respond(data, { remote: this.#host.remote, signal }));
    this.#running.delete(id);
    if (signal.aborted) return;
    if (typeof answer === 'string') this.#fail(id, 'RESPONDER_FAILED', answer);
    else this.#post({ t: 'answer', id }, answer);
  }

  /** Or, as a string, why there is none. */
  async #answer(name: string, respond: () => Promise<unknown>): Promise<Content | string> {
    let data: unknown;
    try {
      data = await respond();
    } catch (error) {
      return reasonOf(error);
    }
    try {
      return contentOf(data);
    } catch (cause) {
      const error = badAnswer(name, cause as PeerixError);
      this.#host.onError(error);
      return error.message;
    }
  }

  #fail(id: number, code: Failure['code'], reason: string): void {
    this.#post({ t: 'fail', id, code }, contentOf(reason.slice(0, MAX_REASON)));
  }

  #post(envelope: Envelope, content: Content): void {
    this.#unsettled++;
    this.#host.post(envelope, content, { acknowledged: () => {}, settle: () => { this.#unsettled--; } });
  }
}

function reasonOf(error: unknown): string {
  try {
    const reason: unknown = error instanceof Error ? error.message : error;
    return typeof reason === 'string' ? reason : '';
  } catch {
    return ''; // what was thrown throws itself when it is looked at
  }
}
