import type { Outcome, Progress, Report, Transfer } from '../types/index.js';
import { PeerixError } from '../errors.js';
import type { Delivery } from './outbox.js';
import { Watched } from './watched.js';

class OutcomeReport extends Map<string, Outcome> implements Report {
  get ok(): boolean { return [...this.values()].every((outcome) => outcome === 'delivered' || outcome === 'sent'); }
}

/** A `send` under way: one promise over all addressees, and the progress of the slowest. */
export class Sending implements Transfer {
  readonly #makeId: () => string;
  #id: string | undefined;
  readonly #total: number | undefined;
  readonly #count: number;
  readonly #report = new OutcomeReport();
  readonly #sent = new Map<string, number>();
  readonly #takeBack: (() => void)[] = [];
  readonly #promise: Promise<Report>;
  #resolve!: (report: Report) => void;
  #reject!: (reason: unknown) => void;
  readonly #progress: Watched<Progress>;
  readonly #onSettled: (() => void)[] = [];
  #isObserved = false;
  #forgetSignal = () => {};

  constructor(makeId: () => string, addressees: readonly string[], total: number | undefined) {
    this.#makeId = makeId;
    this.#total = total;
    this.#count = addressees.length;
    this.#progress = new Watched(() => ({ sent: this.#slowest, total }));
    for (const remote of addressees) this.#sent.set(remote, 0);
    this.#promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#promise.catch(() => { /* whoever awaits sees it; else `isObserved` is asked */ });
  }

  /** Made when it is asked for: most messages are never asked. */
  get id(): string { return this.#id ??= this.#makeId(); }

  /** Somebody awaits it, so its failure has a home. */
  get isObserved(): boolean { return this.#isObserved; }

  /** Ends at once where there was nobody to send to. */
  begin(): this {
    if (this.#count === 0) this.#settle(() => this.#resolve(this.#report));
    return this;
  }

  follow(signal: AbortSignal | undefined): this {
    if (!signal || this.#progress.isOver) return this;
    const abort = () => this.#abort(signal.reason);
    if (signal.aborted) abort();
    else {
      signal.addEventListener('abort', abort);
      this.#forgetSignal = () => signal.removeEventListener('abort', abort);
    }
    return this;
  }

  /** Where one addressee's outbox reports. */
  delivery(remote: string, onOutcome: (outcome: Outcome, why?: string) => void): Delivery {
    return {
      acknowledged: (bytes) => {
        this.#sent.set(remote, bytes);
        this.#progress.changed();
      },
      settle: (outcome, why) => {
        if (this.#progress.isOver || this.#report.has(remote)) return;
        this.#report.set(remote, outcome);
        if (outcome !== 'delivered' && outcome !== 'sent') this.#sent.delete(remote); // nobody waits for it
        onOutcome(outcome, why);
        if (this.#report.size === this.#count) this.#settle(() => this.#resolve(this.#report));
      },
    };
  }

  onTakeBack(takeBack: () => void): void { this.#takeBack.push(takeBack); }

  /** Whatever becomes of it. */
  onSettled(callback: () => void): void { this.#onSettled.push(callback); }

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

  [Symbol.asyncIterator](): AsyncGenerator<Progress, void, void> { return this.#progress.watch(); }

  /** Of those that it may still reach. */
  get #slowest(): number { return this.#sent.size ? Math.min(...this.#sent.values()) : this.#count ? 0 : this.#total ?? 0; }

  #abort(reason: unknown): void {
    if (this.#progress.isOver) return;
    this.fail(reason);
    for (const takeBack of this.#takeBack) takeBack();
  }

  #settle(finish: () => void): void {
    if (this.#progress.isOver) return;
    this.#forgetSignal();
    finish();
    this.#progress.end();
    for (const callback of this.#onSettled) callback();
  }
}
