/** Pictures that a browser draws and does not run: an SVG or HTML of a stranger has no place in the page. */
const RASTER = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
/** A preview is a thumbnail; to decode more for it is not worth the memory. */
const MAX_PREVIEW = 24 * 1024 * 1024;

/** The URLs of one file, made when first shown and revoked at the end. */
export class ObjectUrls {
  #preview: string | undefined;
  #download: string | undefined;
  #isPreviewBroken = false;

  get isPreviewBroken(): boolean { return this.#isPreviewBroken; }

  /** Of a picture that may be shown; else undefined. */
  preview(file: File): string | undefined {
    const type = file.type.toLowerCase();
    if (this.#isPreviewBroken || !RASTER.has(type) || file.size > MAX_PREVIEW) return undefined;
    return this.#preview ??= URL.createObjectURL(file.slice(0, file.size, type));
  }

  /** It is no picture after all, or the page's policy forbids it. */
  breakPreview(): void {
    this.#isPreviewBroken = true;
    if (this.#preview) URL.revokeObjectURL(this.#preview);
    this.#preview = undefined;
  }

  /** Its type says nothing: opened in a tab, an HTML file of a stranger would run as a page of this site. */
  download(file: File): string {
    return this.#download ??= URL.createObjectURL(file.slice(0, file.size, 'application/octet-stream'));
  }

  revoke(): void {
    for (const url of [this.#preview, this.#download]) if (url) URL.revokeObjectURL(url);
    this.#preview = this.#download = undefined;
  }
}
