import { LitElement } from 'lit';

type Callback = EventListenerOrEventListenerObject;
type Options = boolean | AddEventListenerOptions | undefined;
interface Entry { readonly callback: Callback; readonly capture: boolean; readonly once: boolean }

const capturing = (options: Options): boolean => (typeof options === 'object' ? !!options.capture : !!options);

/**
 * An element that knows whether anybody listens to its `error` events. The engine writes errors that nobody listens to
 * to the console, and it cannot see listeners of the DOM.
 */
export abstract class ErrorAudience extends LitElement {
  readonly #entries: Entry[] = [];

  /** The first has come, or the last has gone. */
  protected abstract errorAudienceChanged(): void;

  protected get hasErrorAudience(): boolean { return this.#entries.length > 0; }

  override addEventListener(type: string, callback: Callback, options?: Options): void {
    super.addEventListener(type, callback, options);
    if (type === 'error' && callback) this.#add(callback, options);
  }

  override removeEventListener(type: string, callback: Callback, options?: boolean | EventListenerOptions): void {
    super.removeEventListener(type, callback, options);
    if (type === 'error' && callback) this.#remove(callback, capturing(options));
  }

  override dispatchEvent(event: Event): boolean {
    const goOn = super.dispatchEvent(event);
    if (event.type === 'error') this.#forgetThoseWhoHeardOnce();
    return goOn;
  }

  #add(callback: Callback, options: Options): void {
    const { once = false, signal } = typeof options === 'object' ? options : {};
    const capture = capturing(options);
    if (signal?.aborted || this.#find(callback, capture) >= 0) return;
    this.#entries.push({ callback, capture, once });
    signal?.addEventListener('abort', () => this.#remove(callback, capture), { once: true });
    if (this.#entries.length === 1) this.errorAudienceChanged();
  }

  #forgetThoseWhoHeardOnce(): void {
    for (const { callback, capture } of this.#entries.filter(({ once }) => once)) this.#remove(callback, capture);
  }

  #remove(callback: Callback, capture: boolean): void {
    const index = this.#find(callback, capture);
    if (index < 0) return;
    this.#entries.splice(index, 1);
    if (!this.#entries.length) this.errorAudienceChanged();
  }

  #find(callback: Callback, capture: boolean): number {
    return this.#entries.findIndex((entry) => entry.callback === callback && entry.capture === capture);
  }
}
