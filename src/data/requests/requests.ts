import type { Timers } from '../../environment.js';
import type { Delivery } from '../outbox.js';
import { NOTHING, type Answer, type Content, type Envelope, type Failure } from './envelope.js';
import { failedThere, parted, timedOut } from './failures.js';

export interface RequestsHost {
  /** Of the remote. */
  readonly id: string;
  readonly timers: Timers;
  /** The returned function takes it back as far as that is still possible; false: nothing of it was sent. */
  post(envelope: Envelope, content: Content, delivery: Delivery): () => boolean;
  count(what: string): void;
}

export interface Question {
  readonly name: string;
  readonly content: Content;
  /** Seconds; 0 = for ever. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

interface Pending {
  readonly question: Question;
  resolve(answer: unknown): void;
  reject(reason: unknown): void;
  /** Its clock and its signal mean nothing any more. */
  stop(): void;
  takeBack(): boolean;
}

/** What the other side answers at once; more waits here, so that nothing of an honest asker is turned away there. */
export const MAX_UNANSWERED = 256;

/** What I ask one remote, until it is answered. */
export class Requests {
  readonly #host: RequestsHost;
  readonly #waiting = new Map<number, Pending>();
  readonly #asked = new Map<number, Pending>();
  #count = 0;

  constructor(host: RequestsHost) { this.#host = host; }

  /** Rejects `TIMEOUT`, `NO_RESPONDER`, `RESPONDER_FAILED`, `CHANNEL_CLOSED`, and with the signal's reason. */
  ask(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#count;
      this.#waiting.set(id, { question, resolve, reject, stop: this.#watch(id, question), takeBack: () => false });
      this.#pump();
    });
  }

  /** Whoever answers what nobody asked, or not any more, is not heard. */
  settle(envelope: Answer | Failure, data: unknown): void {
    const pending = this.#asked.get(envelope.id);
    if (!pending) return this.#host.count('ignored:answer');
    this.#remove(envelope.id, pending);
    if (envelope.t === 'answer') pending.resolve(data);
    else pending.reject(failedThere(envelope, pending.question.name, data));
    this.#pump();
  }

  /** No answer comes any more. */
  end(reason: unknown): void {
    for (const [id, pending] of [...this.#asked, ...this.#waiting]) {
      this.#remove(id, pending);
      pending.reject(reason);
    }
  }

  #watch(id: number, { name, timeout, signal }: Question): () => void {
    const abort = () => this.#giveUp(id, signal?.reason);
    const stopClock = timeout > 0 ? this.#host.timers.after(timeout * 1000, () => this.#giveUp(id, timedOut(name, timeout))) : () => {};
    signal?.addEventListener('abort', abort);
    return () => {
      stopClock();
      signal?.removeEventListener('abort', abort);
    };
  }

  #pump(): void {
    for (const [id, pending] of this.#waiting) {
      if (this.#asked.size >= MAX_UNANSWERED) return;
      this.#waiting.delete(id);
      this.#asked.set(id, pending);
      const { name, content } = pending.question;
      pending.takeBack = this.#host.post({ t: 'ask', id, name }, content, this.#delivery(id));
    }
  }

  #delivery(id: number): Delivery {
    return {
      acknowledged: () => {},
      settle: (outcome) => {
        const pending = this.#asked.get(id);
        if (!pending || outcome === 'delivered' || outcome === 'sent') return;
        this.#remove(id, pending);
        pending.reject(parted(this.#host.id, outcome === 'left' ? 'left' : 'closed'));
      },
    };
  }

  #giveUp(id: number, reason: unknown): void {
    const asked = this.#asked.get(id), pending = asked ?? this.#waiting.get(id);
    if (!pending) return;
    this.#remove(id, pending);
    pending.reject(reason);
    if (!asked) return;
    if (asked.takeBack()) this.#host.post({ t: 'cancel', id }, NOTHING, { acknowledged: () => {}, settle: () => {} });
    this.#pump();
  }

  #remove(id: number, pending: Pending): void {
    this.#asked.delete(id);
    this.#waiting.delete(id);
    pending.stop();
  }
}
