type Listener<T, E> = ((this: T, event: E) => any) | { handleEvent(event: E): void };

/** `addEventListener` typed by a map; strings of other names still compile. */
export interface TypedTarget<T, M> {
  add<K extends keyof M>(type: K, listener: Listener<T, M[K]>, options?: boolean | AddEventListenerOptions): void;
  add(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  remove<K extends keyof M>(type: K, listener: Listener<T, M[K]>, options?: boolean | EventListenerOptions): void;
  remove(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}
