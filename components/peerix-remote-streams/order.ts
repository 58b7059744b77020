import type { RemoteView } from './views.js';

/** The order in which tiles stand: screens, then people as they came, until a speaker from another page takes somebody's place. */
export class Order {
  #keys: string[] = [];
  /** By key: the later somebody began to speak, the larger. */
  readonly #spoke = new Map<string, number>();
  #beginnings = 0;
  #speaking: ReadonlySet<string> = new Set();

  /** Those views in their order. */
  sort(views: readonly RemoteView[]): RemoteView[] {
    const byKey = new Map(views.map((view) => [view.key, view]));
    this.#keys = [...new Set([...this.#keys.filter((key) => byKey.has(key)), ...byKey.keys()])];
    this.#listen(views);
    const sorted = this.#keys.map((key) => byKey.get(key)!);
    return [...sorted.filter(({ isScreen }) => isScreen), ...sorted.filter(({ isScreen }) => !isScreen)];
  }

  /** Who speaks, and of several who began first: an interjection takes nothing over. In silence, who spoke last. */
  speaker(views: readonly RemoteView[]): RemoteView | undefined {
    const known = views.filter(({ key }) => this.#spoke.has(key)).sort((a, b) => this.#when(a) - this.#when(b));
    return known.find((view) => view.isSpeaking) ?? known.at(-1);
  }

  /** Gives the speaker the place of the one of those seen who has been silent longest; false where nobody can make room. */
  swapIn(speaker: RemoteView, seen: readonly RemoteView[]): boolean {
    const silent = seen.filter((view) => !view.isSpeaking && !view.isScreen);
    if (!silent.length) return false;
    const yielding = silent.reduce((a, b) => (this.#when(b) <= this.#when(a) ? b : a));
    const [from, to] = [this.#keys.indexOf(speaker.key), this.#keys.indexOf(yielding.key)];
    this.#keys[to] = speaker.key;
    this.#keys[from] = yielding.key;
    return true;
  }

  #when({ key }: RemoteView): number { return this.#spoke.get(key) ?? 0; }

  #listen(views: readonly RemoteView[]): void {
    const speaking = views.filter((view) => view.isSpeaking).map(({ key }) => key);
    for (const key of speaking) if (!this.#speaking.has(key)) this.#spoke.set(key, ++this.#beginnings);
    for (const key of this.#spoke.keys()) if (!this.#keys.includes(key)) this.#spoke.delete(key);
    this.#speaking = new Set(speaking);
  }
}
