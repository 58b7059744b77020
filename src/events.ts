import { checkObject, checkSignal } from './options.js';
import type { PeerEventMap, Unsubscribe } from './types/index.js';

type Listener = (event: never) => void;
/** `listener` is what `off` names, `call` what is called. */
interface Registration { readonly listener: Listener; readonly call: Listener; active: boolean; forgetSignal(): void }
type Observer = (name: string, event: object) => void;
interface NamedEvent { readonly name: string }

type Unaddressed<E> = E extends { readonly remote?: unknown } ? Omit<E, 'remote'> : never;
/** What happened to one remote, which adds itself. */
export type RemoteEvent = Unaddressed<PeerEventMap[keyof PeerEventMap]>;

/** The group of a specific name: `stream:add` → `stream`; our own events have none. */
function groupOf(name: string): string | undefined {
  const colon = name.indexOf(':');
  return colon < 0 ? undefined : name.slice(0, colon);
}

function reportListenerError(error: unknown): void {
  console.error('Peerix: an event listener threw.', error);
}

/**
 * Events in order: a specific name's listeners first, then its group's. An event raised inside a listener is delivered
 * after the current one, before the outermost `emit` returns. A listener that throws disturbs nobody.
 */
export class Emitter<M extends object> {
  readonly #listeners = new Map<string, Registration[]>();
  readonly #observers = new Set<Observer>();
  #queue: NamedEvent[] = [];
  #delivering = false;

  on<N extends keyof M & string>(name: N, listener: (event: M[N]) => void, options: { signal?: AbortSignal } = {}): Unsubscribe {
    return this.#add(name, listener as Listener, listener as Listener, options, 'on');
  }

  once<N extends keyof M & string>(name: N, listener: (event: M[N]) => void, options: { signal?: AbortSignal } = {}): Unsubscribe {
    const stop = this.#add(name, listener as Listener, (event: never) => {
      stop();
      listener(event);
    }, options, 'once');
    return stop;
  }

  off<N extends keyof M & string>(name: N, listener: (event: M[N]) => void): void {
    for (const entry of this.#listeners.get(name) ?? []) if (entry.listener === listener) this.#remove(name, entry);
  }

  /** Sees every delivery (specific, then group) and counts as nobody's listener. */
  observe(observer: Observer): Unsubscribe {
    this.#observers.add(observer);
    return () => void this.#observers.delete(observer);
  }

  emit<N extends keyof M & string>(event: M[N] & { readonly name: N }): void {
    this.#queue.push(event);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#deliver(next);
    } finally {
      this.#delivering = false;
    }
  }

  #add(name: string, listener: Listener, call: Listener, options: { signal?: AbortSignal }, method: string): Unsubscribe {
    const { signal } = checkObject(method, options);
    checkSignal(signal);
    if (signal?.aborted) return () => {};
    const stop = () => this.#remove(name, entry);
    const entry: Registration = { listener, call, active: true, forgetSignal: () => signal?.removeEventListener('abort', stop) };
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), entry]);
    signal?.addEventListener('abort', stop);
    return stop;
  }

  // Replaces the array, so a delivery under way keeps the list it began with.
  #remove(name: string, entry: Registration): void {
    entry.active = false;
    entry.forgetSignal();
    const rest = (this.#listeners.get(name) ?? []).filter((x) => x !== entry);
    if (rest.length) this.#listeners.set(name, rest); else this.#listeners.delete(name);
  }

  #deliver(event: NamedEvent): void {
    if (event.name === 'error' && !this.#listeners.has('error')) {
      console.error('Peerix:', (event as NamedEvent & { error?: unknown }).error);
    }
    this.#call(event.name, event);
    const group = groupOf(event.name);
    if (group) this.#call(group, event);
  }

  #call(name: string, event: NamedEvent): void {
    for (const entry of this.#listeners.get(name) ?? []) {
      if (entry.active) try { entry.call(event as never); } catch (error) { reportListenerError(error); }
    }
    for (const observer of this.#observers) {
      try { observer(name, event); } catch (error) { reportListenerError(error); }
    }
  }
}
