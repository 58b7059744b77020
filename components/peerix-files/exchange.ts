import { PeerixError, type Peer, type PeerEventMap, type Remote } from '../../src/index.js';
import { observe } from '../peerix-room/hooks.js';
import { ChannelWish } from '../room/channel-wish.js';
import { declareChannel } from '../room/declared-channels.js';
import { IncomingFile, type IncomingHost } from './incoming-file.js';
import { OutgoingFile, type OutgoingHost } from './outgoing-file.js';
import { takesUnasked, type Receive } from './receive.js';

export type FileItem = OutgoingFile | IncomingFile;

export interface ExchangeHost {
  receive(): Receive;
  /** Something is otherwise than it was; an `item`, if people may want to hear of it. */
  changed(item?: FileItem): void;
}

/** Of one person the list takes no more: honest people have fewer, and a flood must end somewhere. */
const MAX_FROM_ONE = 1000;

/** The files sent and received in a room under one label, newest first, and the channel while somebody looks. */
export class Exchange implements OutgoingHost, IncomingHost {
  readonly peer: Peer;
  readonly label: string;
  readonly #host: ExchangeHost;
  readonly #wish: ChannelWish;
  #items: readonly FileItem[] = [];
  #room: string | undefined;

  constructor(peer: Peer, label: string, host: ExchangeHost) {
    this.peer = peer;
    this.label = label;
    this.#host = host;
    this.#wish = new ChannelWish(() => host.changed());
  }

  get items(): readonly FileItem[] { return this.#items; }
  get isRunning(): boolean { return this.#wish.isHeld; }
  /** Why there is no channel, until there is. */
  get problem(): PeerixError | undefined { return this.#wish.problem; }
  get isHere(): boolean { return this.isRunning && this.peer.state === 'joined'; }
  /** Whom a file reaches now, or as soon as the link is healed. */
  get here(): Remote[] { return [...this.peer.remotes.values()].filter(({ state }) => state === 'connected' || state === 'disconnected'); }

  start(): void {
    if (!this.isRunning && !this.problem) this.#wish.make({ peer: this.peer, labels: [this.label], hold: () => this.#begin() });
  }

  /** What is under way ends, for the others too; what has arrived is kept. */
  stop(): void {
    for (const item of this.#items) {
      item.stop();
      item.urls.revoke();
    }
    this.#wish.drop();
  }

  /** Throws `NOT_JOINED`. */
  send(files: readonly File[]): void {
    if (!this.isHere) throw notJoined();
    const items = files.map((file) => new OutgoingFile(file, this));
    this.#items = [...items.toReversed(), ...this.#items];
    for (const item of items) item.offer(this.here);
  }

  /** To those who are here and have it not. */
  resend(item: OutgoingFile): void { item.offer(item.missing(this.here)); }

  /** Takes it off the list. */
  remove(item: FileItem): void {
    this.#items = this.#items.filter((other) => other !== item);
    item.urls.revoke();
    this.#host.changed();
  }

  /** Takes everything off it. */
  clear(): void {
    for (const { urls } of this.#items) urls.revoke();
    this.#items = [];
    this.#host.changed();
  }

  // ── OutgoingHost, IncomingHost ──

  changed(item: FileItem): void { if (this.isRunning && this.#items.includes(item)) this.#host.changed(item); }
  isPresent(remoteId: string): boolean { return this.peer.remotes.has(remoteId); }

  streamOf(accept: () => void): ReadableStream<Uint8Array> | undefined {
    let stream: ReadableStream<Uint8Array> | undefined;
    const stop = observe(this.peer, (name, event) => {
      if (name !== 'channel:message') return;
      const { label, data } = event as PeerEventMap['channel:message'];
      if (label === this.label && data instanceof ReadableStream) stream ??= data;
    });
    accept();
    stop();
    return stream;
  }

  // ── inside ──

  /** Every offer comes to us: what is taken unasked, is decided here. */
  #begin(): () => void {
    const close = declareChannel(this.peer, { label: this.label, receive: 'ask' }), stop = observe(this.peer, (name, event) => this.#observe(name, event));
    this.#follow();
    return () => {
      stop();
      close();
    };
  }

  #observe(name: string, event: object): void {
    this.#follow();
    if (name === 'transfer') this.#onTransfer(event as PeerEventMap['transfer']);
    if (name === 'channel:message') this.#onMessage(event as PeerEventMap['channel:message']);
  }

  /** Another room has other people, who are not to be sent what was meant for these. */
  #follow(): void {
    const { room } = this.peer;
    if (!room || room === this.#room) return;
    this.#room = room;
    this.clear();
  }

  #onTransfer({ label, remote, transfer }: PeerEventMap['transfer']): void {
    if (label !== this.label) return;
    const { fileName, size } = transfer;
    // Whatever a stranger sends: only files are files. Listeners of the page may decide otherwise, and hear of it in this very turn.
    if (fileName === undefined || size === undefined) return queueMicrotask(() => transfer.reject('only files are taken here'));
    const item = this.#add(remote, { name: fileName, size });
    if (!item) return queueMicrotask(() => transfer.reject('too many files'));
    item.follow(transfer);
    // One after the other: many may be announced in one turn.
    queueMicrotask(() => {
      if (item.state !== 'offered') return;
      if (takesUnasked(this.#host.receive(), size, this.#keptFrom(remote.id))) item.accept();
      else this.#host.changed(item);
    });
  }

  #onMessage({ label, remote, data, info }: PeerEventMap['channel:message']): void {
    if (label !== this.label) return;
    if (!(data instanceof File)) return;
    const announced = this.#from(remote.id).find((item) => item.isOf(data, info));
    (announced ?? this.#add(remote, data))?.complete(data);
  }

  /** Undefined where there are too many of that person's already. */
  #add(remote: Remote, about: { readonly name: string; readonly size: number }): IncomingFile | undefined {
    if (this.#from(remote.id).length >= MAX_FROM_ONE) return undefined;
    const item = new IncomingFile(remote, about, this);
    this.#items = [item, ...this.#items];
    return item;
  }

  #from(id: string): IncomingFile[] {
    return this.#items.filter((item): item is IncomingFile => item.direction === 'in' && item.from === id);
  }

  #keptFrom(id: string): number {
    const kept = this.#from(id).filter(({ state }) => state === 'receiving' || state === 'received');
    return kept.reduce((sum, { size }) => sum + size, 0);
  }
}

export function notJoined(): PeerixError {
  return new PeerixError('NOT_JOINED', 'Sending files needs a room.', { hint: 'Put the element into a room that is joined.' });
}
