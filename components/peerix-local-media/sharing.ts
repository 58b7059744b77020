import type { PeerixRoom } from '../peerix-room/peerix-room.js';

interface Shared { readonly room: PeerixRoom; readonly label: string; readonly stream: MediaStream }

/** What makes the engine look at a stream again. */
const contentsOf = (stream: MediaStream): string =>
  stream.getTracks().map(({ id, readyState, enabled }) => `${id} ${readyState} ${enabled}`).join();

/** Keeps what a room publishes for an element in line with what the element has. */
export class Sharing {
  #shared: Shared | undefined;
  #contents = '';

  /** Throws what `publish` throws. */
  share(room: PeerixRoom | null, label: string, stream: MediaStream | null): void {
    const wanted = room && stream?.getTracks().length ? { room, label, stream } : undefined;
    if (this.#shared && (this.#shared.room !== wanted?.room || this.#shared.label !== label)) this.#withdraw(this.#shared);
    if (wanted) this.#publish(wanted);
  }

  #publish(wanted: Shared): void {
    const contents = contentsOf(wanted.stream);
    if (this.#shared?.stream === wanted.stream && this.#contents === contents) return;
    this.#shared = wanted;
    this.#contents = contents;
    wanted.room.publish({ stream: wanted.stream, label: wanted.label });
  }

  #withdraw({ room, label }: Shared): void {
    this.#shared = undefined;
    room.unpublish({ label });
  }
}
