import type { Outcome, Progress, Report, Transfer } from '../types/index.js';
import { PeerixError } from '../errors.js';
import type { Delivery } from './outbox.js';

class OutcomeReport extends Map<string, Outcome> implements Report {
  get ok(): boolean { return [...this.values()].every((outcome) => outcome === 'delivered' || outcome === 'sent'); }
}

/** A `send` under way: one promise over all addressees, and the progress of the slowest. */
export class Sending implements Transfer {
  readonly id: string;
  readonly #total: number;
  readonly #report = new OutcomeReport();
  readonly #sent = new Map<string, number>();
  readonly #takeBack: (() => void)[] = [];
  readonly #promise: Promise<Report>;
  #resolve!: (report: Report) => void;
  #reject!: (reason: unknown) => void;
  #isSettled = false;
  #isObserved = false;
  #wake: (() => void)[] = [];
  #forgetSignal = () => {};

  constructor(id: string, addressees: readonly string[], total: number) {
    this.id = id;
    this.#total = total;
    for (const remote of addressees) this.#sent.set(remote, 0);
    this.#promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#promise.catch(() => { /* whoever awaits sees it; else `isObserved` is asked */ });
  }

  /** Somebody awaits it, so its failure has a home. */
  get isObserved(): boolean { return this.#isObserved; }

  /** Ends at once where there was nobody to send to. */
  begin(): this {
    if (this.#sent.size === 0) this.#settle(() => this.#resolve(this.#report));
    return this;
  }

  follow(signal: AbortSignal | undefined): this {
    if (!signal || this.#isSettled) return this;
    const abort = () => this.#abort(signal.reason);
    if (signal.aborted) abort();
    else {
      signal.addEventListener('abort', abort);
      this.#forgetSignal = () => signal.removeEventListener('abort', abort);
    }
    return this;
  }

  /** Where one addressee's outbox reports. */
  delivery(remote: string, onOutcome: (outcome: Outcome) => void): Delivery {
    return {
      acknowledged: (bytes) => {
        this.#sent.set(remote, bytes);
        this.#progressed();
      },
      settle: (outcome) => {
        if (this.#isSettled || this.#report.has(remote)) return;
        this.#report.set(remote, outcome);
        onOutcome(outcome);
        if (this.#report.size === this.#sent.size) this.#settle(() => this.#resolve(this.#report));
      },
    };
  }

  onTakeBack(takeBack: () => void): void { this.#takeBack.push(takeBack); }

  fail(error: unknown): this {
    this.#settle(() => this.#reject(error));
    return this;
  }

  cancel(reason?: unknown): void {
    this.#abort(reason ?? new PeerixError('ABORTED', 'The transfer was cancelled.', { hint: 'Send it again if that was not meant.' }));
  }

  then<A = Report, B = never>(
    onFulfilled?: ((report: Report) => A | PromiseLike<A>) | null, onRejected?: ((reason: any) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#isObserved = true;
    return this.#promise.then(onFulfilled, onRejected);
  }

  catch<T = never>(onRejected?: ((reason: any) => T | PromiseLike<T>) | null): Promise<Report | T> { return this.then(null, onRejected); }

  finally(onFinally?: (() => void) | null): Promise<Report> {
    this.#isObserved = true;
    return this.#promise.finally(onFinally);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Progress, void, void> {
    let seen = -1;
    while (true) {
      const sent = Math.min(...this.#sent.values(), this.#total);
      if (sent !== seen) yield { sent: seen = sent, total: this.#total };
      else if (this.#isSettled) return;
      else await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  #abort(reason: unknown): void {
    if (this.#isSettled) return;
    for (const takeBack of this.#takeBack) takeBack();
    this.fail(reason);
  }

  #settle(finish: () => void): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#forgetSignal();
    finish();
    this.#progressed();
  }

  #progressed(): void { for (const wake of this.#wake.splice(0)) wake(); }
}
