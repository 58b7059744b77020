type Task = () => void | Promise<void>;

/** Runs tasks one after another, the first at once. A task that fails is handed to `onError`, and the next one runs. */
export class Lane {
  readonly #onError: (error: unknown) => void;
  readonly #capacity: number;
  readonly #waiting: Task[] = [];
  #running = false;

  constructor(onError: (error: unknown) => void, capacity = Infinity) {
    this.#onError = onError;
    this.#capacity = capacity;
  }

  /** False, and nothing happens, when `capacity` tasks wait already. */
  push(task: Task): boolean {
    if (this.#waiting.length >= this.#capacity) return false;
    this.#waiting.push(task);
    if (!this.#running) void this.#run();
    return true;
  }

  /** What waits never runs. */
  clear(): void { this.#waiting.length = 0; }

  async #run(): Promise<void> {
    this.#running = true;
    for (let task = this.#waiting.shift(); task; task = this.#waiting.shift()) {
      try { await task(); } catch (error) { this.#onError(error); }
    }
    this.#running = false;
  }
}
