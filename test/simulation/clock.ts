/** Something due at a virtual time. */
export interface Due { readonly at: number; readonly order: number; run: (() => void) | undefined }

const MAX_EVENTS = 500_000;

/**
 * Virtual time. Between two events every promise reaction that the first one caused has run: the platform empties its
 * microtask queue before it takes the next macrotask.
 */
export class Clock {
  now = 0;
  /** How many events ran. */
  events = 0;
  /** Nothing runs any more: it would go on for ever. */
  get isExhausted(): boolean { return this.events > MAX_EVENTS; }
  readonly #heap: Due[] = [];
  #order = 0;

  /** Runs after `ms`; of equal times in order of the calls. */
  after(ms: number, run: () => void): Due {
    const due: Due = { at: this.now + Math.max(0, ms), order: this.#order++, run };
    this.#push(due);
    return due;
  }

  cancel(due: Due | undefined): void { if (due) due.run = undefined; }

  /** Lets everything happen that is due by `end`. */
  async run(end: number): Promise<void> {
    await macrotask();
    for (let [first] = this.#heap; first && first.at <= end; [first] = this.#heap) {
      this.#pop();
      if (!first.run) continue;
      this.now = first.at;
      if (this.events++ > MAX_EVENTS) return;
      first.run();
      await macrotask();
    }
    this.now = Math.max(this.now, end);
  }

  // A binary heap: a run holds thousands of events, most of them far off.

  #push(due: Due): void {
    const heap = this.#heap;
    let i = heap.push(due) - 1;
    for (let parent = (i - 1) >> 1; i > 0 && isBefore(due, heap[parent]!); parent = (i - 1) >> 1) {
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = due;
  }

  #pop(): void {
    const heap = this.#heap, last = heap.pop();
    if (!last || heap.length === 0) return;
    let i = 0;
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (isBefore(last, heap[child]!)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
}

function isBefore(a: Due, b: Due): boolean { return a.at < b.at || (a.at === b.at && a.order < b.order); }

const { port1, port2 } = new MessageChannel();
let resume = () => {};
port1.onmessage = () => resume();

/** The next macrotask, at once: timers would be throttled in a hidden page. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    resume = resolve;
    port2.postMessage(0);
  });
}
