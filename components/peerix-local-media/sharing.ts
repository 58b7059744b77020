import type { PeerixRoom } from '../peerix-room/peerix-room.js';

interface Shared { readonly room: PeerixRoom; readonly label: string; readonly stream: MediaStream }

/** What makes the engine look at a stream again. */
const contentsOf = (stream: MediaStream): string =>
  stream.getTracks().map(({ id, readyState, enabled }) => `${id} ${readyState} ${enabled}`).join();

/** Keeps what a room publishes for an element in line with what the element has. */
export class Sharing {
  #shared: Shared | undefined;
  /** What was published last, or refused: asked for once. */
  #asked: (Shared & { readonly contents: string }) | undefined;

  /** Throws what `publish` throws, once. */
  share(room: PeerixRoom | null, label: string, stream: MediaStream | null): void {
    const wanted = room && stream?.getTracks().length ? { room, label, stream } : undefined;
    if (this.#shared?.room !== wanted?.room || this.#shared?.label !== wanted?.label) this.#withdraw();
    if (wanted) this.#publish(wanted);
    else this.#asked = undefined;
  }

  #publish(wanted: Shared): void {
    const contents = contentsOf(wanted.stream);
    const { room, label, stream } = wanted;
    const last = this.#asked;
    if (last?.room === room && last.label === label && last.stream === stream && last.contents === contents) return;
    this.#asked = { ...wanted, contents };
    room.publish({ stream, label });
    this.#shared = wanted;
  }

  #withdraw(): void {
    const shared = this.#shared;
    this.#shared = undefined;
    shared?.room.unpublish({ label: shared.label });
  }
}
