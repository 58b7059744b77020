import type { IncomingTransfer, Remote } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import { savedName, shownName } from './file-name.js';
import { ObjectUrls } from './object-urls.js';
import { chooseTarget } from './save-picker.js';
import { Speed } from './speed.js';

/**
 * `offered`: waits for the person. `taken`: all of it came, and somebody else on the page has it. `left`, `stopped`,
 * `revoked`: the sender went, I did, the sender took it back. `unwritable`: the disk would not have it.
 */
export type IncomingState =
  | 'offered' | 'receiving' | 'received' | 'saved' | 'taken' | 'declined' | 'cancelled' | 'left' | 'stopped' | 'revoked' | 'unwritable';

export interface IncomingHost {
  /** I am in the room. */
  readonly isHere: boolean;
  isPresent(remoteId: string): boolean;
  changed(item: IncomingFile): void;
  /** Runs `accept`, and tells what stream it brought. */
  streamOf(accept: () => void): ReadableStream<Uint8Array> | undefined;
}

/** A file from somebody: offered, on its way, or here. */
export class IncomingFile {
  readonly direction = 'in';
  readonly key = crypto.randomUUID();
  readonly from: string;
  readonly person: string;
  readonly name: string;
  readonly size: number;
  readonly speed = new Speed();
  readonly urls = new ObjectUrls();
  readonly #host: IncomingHost;
  readonly #rawName: string;
  #transfer: IncomingTransfer | undefined;
  #state: IncomingState = 'offered';
  #following = Promise.resolve();
  #isPiped = false;
  #isPlaceBad = false;
  #moved = 0;
  #file: File | undefined;

  constructor(remote: Remote, { name, size }: { readonly name: string; readonly size: number }, host: IncomingHost) {
    this.from = remote.id;
    this.person = shownName(nameIn(remote.metadata));
    this.name = shownName(name);
    this.size = size;
    this.#rawName = name;
    this.#host = host;
  }

  get state(): IncomingState { return this.#state; }
  get file(): File | undefined { return this.#file; }
  get moved(): number { return this.#moved; }
  get total(): number { return this.size; }
  get isUnderWay(): boolean { return this.#state === 'receiving'; }
  get isMoving(): boolean { return this.isUnderWay && this.#moved > 0; }
  get isOpen(): boolean { return this.#state === 'offered' || this.#state === 'receiving'; }
  /** It could not be written where the person wanted it. */
  get isPlaceBad(): boolean { return this.#isPlaceBad; }
  get savedName(): string { return savedName(this.#rawName); }

  /** Where it is to come from. */
  follow(transfer: IncomingTransfer): void {
    this.#transfer = transfer;
    this.#following = this.#follow(transfer);
  }

  /** The file is one that this transfer announced. */
  isOf(file: File, info: unknown): boolean {
    return this.isUnderWay && !this.#isPiped && file.name === this.#rawName && file.size === this.size && idIn(info) === idIn(this.#transfer?.info);
  }

  complete(file: File): void {
    this.#file = file;
    this.#enter('received');
  }

  accept(): void {
    if (this.#state !== 'offered') return;
    this.#enter('receiving');
    this.#transfer?.accept();
  }

  /** Straight to a place that the person chooses, so that memory stays flat. */
  async saveTo(): Promise<void> {
    const target = await chooseTarget(this.savedName).catch(() => null);
    if (target) return this.#pipe(target);
    if (target === undefined) return; // thought better of it
    this.#isPlaceBad = true;
    this.#host.changed(this);
  }

  decline(): void { this.#end('declined', (transfer) => transfer.reject()); }
  cancel(): void { this.#end('cancelled', (transfer) => transfer.cancel()); }
  /** The list is put away. */
  stop(): void { if (this.isOpen) this.#end('stopped', (transfer) => transfer.cancel()); }

  async #pipe(target: WritableStream<Uint8Array>): Promise<void> {
    const stream = this.#state === 'offered' && this.#host.streamOf(() => this.#transfer?.accept({ as: 'stream' }));
    if (!stream) return target.abort().catch(() => { /* nothing was written there */ });
    try {
      this.#isPiped = true;
      this.#enter('receiving');
      await stream.pipeTo(target);
      this.#enter('saved');
    } catch {
      // What ends the transfer is told by its own iteration. Whatever else there is, is the place.
      await this.#following;
      if (this.isOpen) this.#enter('unwritable');
    }
  }

  async #follow(transfer: IncomingTransfer): Promise<void> {
    try {
      for await (const { received } of transfer) {
        this.#moved = received;
        if (received && this.#state === 'offered') this.#enter('receiving'); // somebody else on the page took it
      }
      if (this.isOpen && !this.#isPiped) this.#enter(this.#endElsewhere);
    } catch {
      if (this.isOpen) this.#enter(this.#reason);
    }
    this.#transfer = undefined;
  }

  /** Its end was nothing that happened here. */
  get #endElsewhere(): IncomingState {
    if (this.#state === 'offered') return 'declined';
    return this.#moved === this.size ? 'taken' : 'cancelled';
  }

  get #reason(): IncomingState {
    if (!this.#host.isHere) return 'stopped';
    return this.#host.isPresent(this.from) ? 'revoked' : 'left';
  }

  #end(state: IncomingState, tell: (transfer: IncomingTransfer) => void): void {
    const transfer = this.#transfer;
    this.#transfer = undefined;
    this.#enter(state);
    if (transfer) tell(transfer);
  }

  #enter(state: IncomingState): void {
    this.#state = state;
    this.#host.changed(this);
  }
}

/** What our own element says of a file, so that two of the same name are not taken for each other. */
export const idIn = (info: unknown): unknown => (typeof info === 'object' && info !== null ? (info as { id?: unknown }).id : undefined);
