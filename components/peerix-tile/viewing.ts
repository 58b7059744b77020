import type { ReactiveController } from 'lit';
import type { Remote } from '../../src/index.js';
import { forget, show, type Extent } from './shown.js';
import type { PeerixTile } from './peerix-tile.js';

interface Subject { readonly remote: Remote; readonly label: string }

/** Tells the sender of a tile's picture how large it is seen, or that it is not. */
export class Viewing implements ReactiveController {
  readonly #tile: PeerixTile;
  readonly #inSight = new IntersectionObserver((entries) => {
    this.#isInSight = entries.at(-1)!.isIntersecting;
    this.#tell();
  });
  readonly #size = new ResizeObserver(() => this.#tell());
  /** Undefined until the browser has looked. */
  #isInSight: boolean | undefined;
  #subject: Subject | undefined;
  #window: PictureInPictureWindow | undefined;

  constructor(tile: PeerixTile) {
    this.#tile = tile;
    tile.addController(this);
  }

  hostConnected(): void {
    this.#inSight.observe(this.#tile);
    this.#size.observe(this.#tile);
    document.addEventListener('visibilitychange', this.#tell);
  }

  hostDisconnected(): void {
    this.#inSight.disconnect();
    this.#size.disconnect();
    document.removeEventListener('visibilitychange', this.#tell);
    // A move within one task is no change.
    queueMicrotask(() => { if (!this.#tile.isConnected) this.#turnTo(undefined); });
  }

  hostUpdated(): void { this.#tell(); }

  /** The picture went into a window of its own, or came back. */
  floats(window: PictureInPictureWindow | undefined): void {
    this.#window?.removeEventListener('resize', this.#tell);
    this.#window = window;
    window?.addEventListener('resize', this.#tell);
    this.#tell();
  }

  /** Another shape of the picture. */
  readonly reshaped = (): void => this.#tell();

  #turnTo(subject: Subject | undefined): void {
    if (subject?.remote === this.#subject?.remote && subject?.label === this.#subject?.label) return;
    if (this.#subject) forget(this.#subject.remote, this.#subject.label, this);
    this.#subject = subject;
  }

  readonly #tell = (): void => {
    if (this.#isInSight === undefined || !this.#tile.isConnected) return;
    this.#turnTo(this.#tile.subject);
    if (this.#subject) show(this.#subject.remote, this.#subject.label, this, this.#extent());
  };

  #extent(): Extent | undefined {
    if (this.#window) return inPixels(this.#window);
    if (!this.#isInSight || document.hidden || this.#tile.isPictureHidden) return undefined;
    const { clientWidth: width, clientHeight: height } = this.#tile;
    return inPixels(this.#tile.isWhole ? { width, height } : covering({ width, height }, this.#tile.ratio));
  }
}

/** What cuts a picture to its box needs more of it than the box holds. */
function covering({ width, height }: Extent, ratio: number | undefined): Extent {
  if (!ratio || !height) return { width, height };
  return ratio > width / height ? { width: height * ratio, height } : { width, height: width / ratio };
}

const inPixels = ({ width, height }: Extent): Extent =>
  ({ width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio) });
