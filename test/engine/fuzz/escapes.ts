/** Whatever escapes the engine while it is watched: to the page, as nobody's rejection, or to the console. */
export class Escapes {
  readonly #seen: string[] = [];
  readonly #consoleError = console.error;
  // The test framework's: it would fail the test at once, and without the seed.
  readonly #onerror = window.onerror;

  constructor() {
    window.onerror = (message, _source, _line, _column, error) => {
      this.#note('error', error ?? message);
      return true;
    };
    window.addEventListener('unhandledrejection', this.#onRejection);
    console.error = (...what: unknown[]) => this.#note('console.error', what.map(String).join(' '));
  }

  /** @throws when anything did */
  check(): void {
    const seen = this.#seen.splice(0);
    if (seen.length) throw new Error(`${seen.length} escaped: ${seen.slice(0, 3).join('; ')}`);
  }

  stop(): void {
    window.onerror = this.#onerror;
    window.removeEventListener('unhandledrejection', this.#onRejection);
    console.error = this.#consoleError;
  }

  readonly #onRejection = (event: PromiseRejectionEvent): void => {
    event.preventDefault();
    this.#note('unhandledrejection', event.reason);
  };

  #note(how: string, what: unknown): void {
    this.#seen.push(`${how}: ${what instanceof Error ? what.stack ?? what.message : String(what)}`);
  }
}
