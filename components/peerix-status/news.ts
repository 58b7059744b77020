/** What can happen to people. */
export type Happening =
  | 'here' | 'joined' | 'left' | 'reconnecting' | 'back' | 'lost' | 'shares' | 'sharesNoMore' | 'signalingBack' | 'youLeft';

/** The same happened to all of these. */
export interface Item { readonly what: Happening; readonly names: readonly string[] }

interface Event { readonly what: Happening; readonly id: string; readonly name: string }

/** What happens within so long is told together. */
const GATHER_MS = 1000;
/** At least so long from one telling to the next. */
const REST_MS = 4000;

/** Neither is worth telling when the one follows the other at once. */
const UNDOES: Partial<Record<Happening, readonly Happening[]>> = {
  left: ['here', 'joined'], lost: ['here', 'joined'], back: ['reconnecting'], sharesNoMore: ['shares'],
};

/** Gathers what happens, so that many who come together are one sentence. */
export class News {
  readonly #tell: (items: readonly Item[]) => void;
  #events: readonly Event[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = -Infinity;

  constructor(tell: (items: readonly Item[]) => void) { this.#tell = tell; }

  add(what: Happening, id = '', name = ''): void {
    const undone = this.#events.filter((event) => event.id === id && UNDOES[what]?.includes(event.what));
    const isGone = what === 'left' || what === 'lost';
    const others = this.#events.filter((event) => !undone.includes(event) && !(isGone && event.id === id));
    this.#events = undone.length ? others : [...others, { what, id, name }];
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(GATHER_MS, this.#toldAt + REST_MS - performance.now()));
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#events = [];
  }

  #flush(): void {
    const whats = [...new Set(this.#events.map(({ what }) => what))];
    const items = whats.map((what) => ({ what, names: this.#events.filter((event) => event.what === what && event.name).map(({ name }) => name) }));
    this.forget();
    if (!items.length) return;
    this.#toldAt = performance.now();
    this.#tell(items);
  }
}
