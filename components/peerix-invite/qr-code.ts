import type { ReactiveControllerHost } from 'lit';
import { qrPath } from './qr-path.js';

/** What is shown instead of a code. */
export type QrTrouble = 'tooLong' | 'notLoaded';
/** A path in squares of the code, and how many a side has. */
export interface QrImage { readonly path: string; readonly size: number }

/** Draws a text as a QR code. The library that can is loaded when the first one is wanted. */
export class QrCode {
  readonly #host: ReactiveControllerHost;
  #text: string | undefined;
  #image: QrImage | undefined;
  #trouble: QrTrouble | undefined;

  constructor(host: ReactiveControllerHost) { this.#host = host; }

  get image(): QrImage | undefined { return this.#image; }
  get trouble(): QrTrouble | undefined { return this.#trouble; }

  draw(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    void this.#draw(text);
  }

  /** What could not be loaded is tried again at the next `draw`. */
  close(): void { if (this.#trouble) this.#text = this.#trouble = undefined; }

  async #draw(text: string): Promise<void> {
    const library = await import('lean-qr').catch(() => undefined);
    if (text !== this.#text) return;
    this.#image = library && imageOf(library, text);
    this.#trouble = this.#image ? undefined : library ? 'tooLong' : 'notLoaded';
    this.#host.requestUpdate();
  }
}

/** Undefined for more than the largest code holds: some 2,900 bytes. */
function imageOf({ generate }: typeof import('lean-qr'), text: string): QrImage | undefined {
  try {
    const code = generate(text);
    return { size: code.size, path: qrPath(code) };
  } catch {
    return undefined;
  }
}
