import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isLocalMedia, localMedia, MEDIA } from '../peerix-local-media/local-media.js';
import { mediaOfKind, type MediaKind } from '../peerix-local-media/kinds.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { whenParsed } from '../when-parsed.js';
import { namedElement, type RoomSeeker } from './find-room.js';
import { RoomController } from './room-controller.js';

/**
 * Joins an element to the local media it acts on: the one that `for` or `forElement` names, or those of the room, and
 * has the element rendered whenever they change.
 */
export class MediaController implements ReactiveController {
  readonly #host: ReactiveControllerHost & RoomSeeker;
  readonly #room: RoomController;
  #watched: Element | null = null;
  #unwatch: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & RoomSeeker) {
    this.#host = host;
    host.addController(this);
    this.#room = new RoomController(host);
  }

  get room(): PeerixRoom | null { return this.#room.room; }

  /** The first that has to do with the kind. */
  of(kind: MediaKind): PeerixLocalMedia | undefined {
    const named = this.#named;
    return mediaOfKind(kind, named ? [named] : localMedia.of(this.room));
  }

  /** Looks again, before the task ends. */
  seek(): void {
    this.#room.seek();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    // What `for` names may stand further down a document that is still coming in.
    whenParsed(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void { this.#watch(null); }

  hostUpdate(): void { if (this.#host.isConnected) this.#watch(this.#named ?? this.room); }

  get #named(): PeerixLocalMedia | null {
    const named = namedElement(this.#host);
    if (named?.matches(':not(:defined)')) {
      customElements.whenDefined(named.localName).then(() => this.#host.requestUpdate(), reportError);
    }
    return named && isLocalMedia(named) ? named : null;
  }

  #watch(target: PeerixLocalMedia | PeerixRoom | null): void {
    if (target === this.#watched) return;
    this.#unwatch?.();
    this.#watched = target;
    const onChange = (): void => this.#host.requestUpdate();
    this.#unwatch = !target ? undefined : isLocalMedia(target) ? target[MEDIA](onChange) : localMedia.watch(target, onChange);
  }
}
