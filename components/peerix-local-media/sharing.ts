import type { Peer } from '../../src/index.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';

interface Shared { readonly peer: Peer; readonly label: string; readonly stream: MediaStream }

/** What makes the engine look at a stream again. */
const contentsOf = (stream: MediaStream): string =>
  stream.getTracks().map(({ id, readyState, enabled }) => `${id} ${readyState} ${enabled}`).join();

/** Keeps what a room’s peer publishes for an element in line with what the element has. */
export class Sharing {
  #shared: Shared | undefined;
  /** What was published last, or refused: asked for once. */
  #asked: (Shared & { readonly contents: string }) | undefined;

  /** Throws what `publish` throws, once. */
  share(room: PeerixRoom | null, label: string, stream: MediaStream | null): void {
    const wanted = room && stream?.getTracks().length ? { peer: room.peer, label, stream } : undefined;
    if (this.#shared?.peer !== wanted?.peer || this.#shared?.label !== wanted?.label) this.#withdraw();
    if (wanted) this.#publish(wanted);
    else this.#asked = undefined;
  }

  #publish(wanted: Shared): void {
    const contents = contentsOf(wanted.stream);
    const { peer, label, stream } = wanted;
    const last = this.#asked;
    if (last?.peer === peer && last.label === label && last.stream === stream && last.contents === contents) return;
    this.#asked = { ...wanted, contents };
    peer.publish({ stream, label });
    this.#shared = wanted;
  }

  #withdraw(): void {
    const shared = this.#shared;
    this.#shared = undefined;
    shared?.peer.unpublish({ label: shared.label });
  }
}
