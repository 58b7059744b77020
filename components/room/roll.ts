import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';

interface Entry<E> { readonly elements: Set<E>; readonly watchers: Set<() => void> }

/** Which elements of one sort there are in a room, for others that act on them. */
export class Roll<E extends HTMLElement> {
  readonly #entries = new WeakMap<PeerixRoom, Entry<E>>();

  /** In the order of the document. */
  of(room: PeerixRoom | null): readonly E[] {
    const elements = room ? [...this.#entry(room).elements] : [];
    return elements.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  /** Called when one came, went or changed; returns how to stop. */
  watch(room: PeerixRoom, onChange: () => void): () => void {
    const { watchers } = this.#entry(room);
    watchers.add(onChange);
    return () => void watchers.delete(onChange);
  }

  enter(room: PeerixRoom, element: E): () => void {
    this.#entry(room).elements.add(element);
    this.changed(room);
    return () => {
      this.#entry(room).elements.delete(element);
      this.changed(room);
    };
  }

  changed(room: PeerixRoom): void {
    for (const onChange of [...this.#entry(room).watchers]) onChange();
  }

  #entry(room: PeerixRoom): Entry<E> {
    const entry = this.#entries.get(room) ?? { elements: new Set(), watchers: new Set() };
    this.#entries.set(room, entry);
    return entry;
  }
}

/** Keeps an element on the roll of its room, and tells after each of its updates. */
export class Enlisted<E extends ReactiveControllerHost & HTMLElement> implements ReactiveController {
  readonly #element: E;
  readonly #roll: Roll<E>;
  readonly #roomOf: () => PeerixRoom | null;
  readonly #watchers = new Set<() => void>();
  #room: PeerixRoom | null = null;
  #leave: (() => void) | undefined;

  constructor(element: E, roll: Roll<E>, roomOf: () => PeerixRoom | null) {
    this.#element = element;
    this.#roll = roll;
    this.#roomOf = roomOf;
    element.addController(this);
  }

  /** For those who know the element itself. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    return () => void this.#watchers.delete(onChange);
  }

  hostUpdated(): void {
    const room = this.#roomOf();
    if (room !== this.#room) this.#enter(room);
    if (room) this.#roll.changed(room);
    for (const onChange of [...this.#watchers]) onChange();
  }

  #enter(room: PeerixRoom | null): void {
    this.#leave?.();
    this.#room = room;
    this.#leave = room ? this.#roll.enter(room, this.#element) : undefined;
  }
}
