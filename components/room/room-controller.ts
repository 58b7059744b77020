import { nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { LanguageController } from '../language/language.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { whenParsed } from '../when-parsed.js';
import { announcers } from './announcers.js';
import { findRoom, isRoom, WATCH, type RoomSeeker } from './find-room.js';

/** Hardly any element depends on these, and they come in floods. */
const UNSEEN = /^(channel|transfer|speaking|quality)/;

/**
 * Joins an element to its room: finds it again at every connect and change of `for`, forgets it at disconnect, and has
 * the element rendered whenever the room changed. A move within one task ends where it began and is not noticed.
 */
export class RoomController implements ReactiveController {
  readonly #host: ReactiveControllerHost & RoomSeeker;
  readonly #unseen: RegExp;
  #room: PeerixRoom | null = null;
  #unwatch: (() => void) | undefined;
  #sought = false;

  /** `unseen` are the names of events that change nothing in the element. */
  constructor(host: ReactiveControllerHost & RoomSeeker, unseen = UNSEEN) {
    this.#host = host;
    this.#unseen = unseen;
    host.addController(this);
    // What an element says of its room, it says in the language of the page.
    new LanguageController(host);
  }

  get room(): PeerixRoom | null { return this.#room; }

  /** The role of words that say how the room is: not read out where a `peerix-status` says so, for once is enough. */
  get voice(): 'status' | typeof nothing { return announcers.of(this.#room).length ? nothing : 'status'; }

  hostConnected(): void {
    this.seek();
    // The room of `for` may stand further down a document that is still coming in.
    whenParsed(() => this.seek());
  }

  hostDisconnected(): void { this.seek(); }

  /** Looks again, before the task ends. */
  seek(): void {
    if (this.#sought) return;
    this.#sought = true;
    queueMicrotask(() => {
      this.#sought = false;
      this.#settle(this.#host.isConnected ? findRoom(this.#host) : null);
    });
  }

  #settle(found: Element | null): void {
    if (found && !isRoom(found) && found.matches(':not(:defined)')) {
      customElements.whenDefined(found.localName).then(() => this.seek(), reportError);
    }
    const room = found && isRoom(found) ? found : null;
    if (room === this.#room) return;
    this.#unwatch?.();
    this.#room = room;
    this.#unwatch = room ? this.#watch(room) : undefined;
    this.#host.requestUpdate();
  }

  #watch(room: PeerixRoom): () => void {
    const update = (): void => this.#host.requestUpdate();
    const stops = [room[WATCH]((name) => { if (!this.#unseen.test(name)) update(); }), announcers.watch(room, update)];
    return () => stops.forEach((stop) => stop());
  }
}
