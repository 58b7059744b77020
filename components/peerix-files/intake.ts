import type { ReactiveController, ReactiveElement } from 'lit';

interface IntakeElement extends ReactiveElement {
  /** Files dropped or pasted anywhere on the page. */
  readonly wholePage: boolean;
}

export interface IntakeHost {
  /** Nothing can be sent. */
  isBlocked(): boolean;
  take(files: readonly File[]): void;
  /** A folder, which no page may send as it is. */
  refuseFolder(): void;
}

/** Files that are dropped on the element or the page, or pasted. */
export class Intake implements ReactiveController {
  readonly #element: IntakeElement;
  readonly #host: IntakeHost;
  #target: EventTarget | undefined;
  #isDragging = false;

  constructor(element: IntakeElement, host: IntakeHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  /** Files hang over it. */
  get isDragging(): boolean { return this.#isDragging; }

  hostConnected(): void { this.#listen(); }
  hostDisconnected(): void { this.#unlisten(); }
  hostUpdate(): void { if (this.#element.isConnected) this.#listen(); }

  #listen(): void {
    const target = this.#element.wholePage ? document : this.#element;
    if (target === this.#target) return;
    this.#unlisten();
    this.#target = target;
    for (const [type, listener] of this.#listeners) target.addEventListener(type, listener as EventListener);
  }

  #unlisten(): void {
    for (const [type, listener] of this.#listeners) this.#target?.removeEventListener(type, listener as EventListener);
    this.#target = undefined;
    this.#drag(false);
  }

  // Where nothing can be sent a file is refused, for the browser would leave the page and show it.
  readonly #over = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = this.#host.isBlocked() ? 'none' : 'copy';
    this.#drag(!this.#host.isBlocked());
  };

  readonly #leave = ({ relatedTarget }: DragEvent): void => {
    const isInside = relatedTarget instanceof Node && (this.#target as Node).contains(relatedTarget);
    if (!isInside) this.#drag(false);
  };

  readonly #drop = (event: DragEvent): void => {
    this.#drag(false);
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#take(event.dataTransfer);
  };

  readonly #paste = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || this.#host.isBlocked() || !event.clipboardData?.files.length || isWriting(event)) return;
    event.preventDefault();
    this.#take(event.clipboardData);
  };

  readonly #listeners = [
    ['dragenter', this.#over], ['dragover', this.#over], ['dragleave', this.#leave], ['drop', this.#drop], ['paste', this.#paste],
  ] as const;

  #take({ items }: DataTransfer): void {
    if (this.#host.isBlocked()) return;
    const entries = [...items].filter(({ kind }) => kind === 'file');
    const isFolder = (item: DataTransferItem): boolean => item.webkitGetAsEntry()?.isDirectory ?? false;
    if (entries.some(isFolder)) this.#host.refuseFolder();
    const files = entries.flatMap((item) => (isFolder(item) ? [] : item.getAsFile() ?? []));
    if (files.length) this.#host.take(files);
  }

  #drag(isDragging: boolean): void {
    if (isDragging === this.#isDragging) return;
    this.#isDragging = isDragging;
    this.#element.requestUpdate();
  }
}

/** Text that is on its way into a field: some programs put a picture of it beside it. */
function isWriting(event: ClipboardEvent): boolean {
  const [target] = event.composedPath();
  if (!event.clipboardData!.types.includes('text/plain') || !(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea');
}
