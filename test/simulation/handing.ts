import type { IncomingTransfer, Outcome as Fate, Peer, Remote, Transfer } from '../../src/index.js';
import type { Random } from './random.js';

export const HANDING = 'handing';
const GRAIN = 16 * 1024, PIECE = 32 * 1024, MIB = 1024 * 1024;
/** So many of those that send, and that are sent to, change their mind. */
const CANCELS = 0.2, REFUSES = 0.2, PAUSES = 0.2;
const MOOD_MS = 4000;
const PIECE_MS = 100;

export interface HandingHost {
  readonly random: Random;
  /** Of this page: later, if it still runs. */
  after(ms: number, run: () => void): void;
  /** What arrived anywhere in this run, or was turned away there. */
  readonly arrived: Set<string>;
  illegal(what: string): void;
}

interface Given { readonly me: string | undefined; readonly number: number; readonly to: ReadonlyMap<string, Remote>; isCancelled: boolean; isOver: boolean }

/** Large values and streams that one peer gives to others, and takes: whole, once, and with the same end on both sides. */
export class Handing {
  readonly #peer: Peer;
  readonly #host: HandingHost;
  readonly #given: Given[] = [];
  readonly #taking = new Map<IncomingTransfer, Remote>();
  readonly #closed = new Set<Remote>();
  #serial = 0;

  constructor(peer: Peer, host: HandingHost) {
    this.#peer = peer;
    this.#host = host;
    peer.open({ label: HANDING });
    peer.on('connection:closed', ({ remote }) => this.#closed.add(remote));
    peer.on('transfer', ({ remote, transfer }) => void this.#take(remote, transfer));
    peer.on('channel:message', ({ remote, label, data, info }) => {
      if (label === HANDING) void this.#receive(remote, data as Uint8Array | ReadableStream<Uint8Array>, info as { number: number; size: number });
    });
  }

  /** Gives something to all that are there. */
  give(): void {
    const to = new Map([...this.#peer.remotes].filter(([, { state }]) => state === 'connected' || state === 'disconnected'));
    if (this.#peer.state !== 'joined' || to.size === 0) return;
    const given: Given = { me: this.#peer.id, number: ++this.#serial, to, isCancelled: false, isOver: false }, { random } = this.#host;
    this.#given.push(given);
    const isStream = random() < 0.6, size = Math.floor(isStream ? random() * 3 * MIB : MIB + 1 + random() * MIB);
    const sending = this.#peer.send(isStream ? this.#stream(given.number, size) : bytesOf(given.number, 0, size), { label: HANDING, info: { number: given.number, size } });
    sending.then((report) => this.#settle(given, report), ({ code }: { code?: string }) => {
      given.isOver = true;
      if (!given.isCancelled) this.#host.illegal(`a transfer failed: ${code}`);
    });
    if (random() < CANCELS) this.#cancel(given, sending);
  }

  /** Transfers that have no end though the other side is there. */
  unsettled(): string[] {
    const given = this.#given.filter(({ isOver, to }) => !isOver && ![...to.values()].some((remote) => this.#closed.has(remote)));
    return [
      ...given.map(({ number }) => `transfer ${number} of ${this.#peer.id} is still under way`),
      ...[...this.#taking].map(([{ info }, { id }]) => `transfer ${info.number} of ${id} still comes to ${this.#peer.id}`),
    ];
  }

  #cancel(given: Given, sending: Transfer): void {
    this.#host.after(this.#host.random() * MOOD_MS, () => {
      given.isCancelled = true;
      sending.cancel();
    });
  }

  #stream(number: number, size: number): ReadableStream {
    let at = 0, isWanted = true;
    return new ReadableStream({
      cancel: () => { isWanted = false; },
      pull: (controller) => new Promise<void>((resolve) => this.#host.after(PIECE_MS, () => {
        if (!isWanted) return;
        if (at >= size) controller.close(); else controller.enqueue(bytesOf(number, at, Math.min(size, at += PIECE)));
        resolve();
      })),
    }, { highWaterMark: 0 });
  }

  async #take(remote: Remote, transfer: IncomingTransfer): Promise<void> {
    const { random, after, arrived } = this.#host, mood = random();
    this.#taking.set(transfer, remote);
    const refuse = (how: 'reject' | 'cancel') => {
      if (!this.#taking.has(transfer)) return;
      arrived.add(`no ${this.#key(remote, transfer.info.number)}`);
      transfer[how]();
    };
    if (mood < REFUSES / 4) refuse('reject');
    else if (mood < REFUSES) after(random() * MOOD_MS, () => refuse('cancel'));
    else if (mood < REFUSES + PAUSES) {
      transfer.pause();
      after(random() * MOOD_MS, () => transfer.resume());
    }
    try { for await (const { received } of transfer) if (received > (transfer.size ?? Infinity)) this.#host.illegal('more came than there is'); } catch { /* it has ended */ }
    this.#taking.delete(transfer);
  }

  async #receive(remote: Remote, data: Uint8Array | ReadableStream<Uint8Array>, { number, size }: { number: number; size: number }): Promise<void> {
    const key = this.#key(remote, number), once = data instanceof Uint8Array ? `value ${key}` : `stream ${key}`;
    if (this.#host.arrived.has(once)) this.#host.illegal(`transfer ${number} of ${remote.id} came twice`);
    this.#host.arrived.add(once);
    let at = 0;
    const check = (bytes: Uint8Array) => {
      if (!isRight(bytes, number, at)) this.#host.illegal(`transfer ${number} of ${remote.id} is wrong at ${at}`);
      at += bytes.length;
    };
    try {
      if (data instanceof Uint8Array) check(data); else for await (const bytes of data) check(bytes);
    } catch { return; } // the other end cancelled it, or went
    if (at !== size) this.#host.illegal(`transfer ${number} of ${remote.id} has ${at} bytes of ${size}`);
    this.#host.arrived.add(`yes ${key}`);
  }

  #key(from: Remote, number: number): string { return `${from.id}>${this.#peer.id} ${number}`; }

  #settle(given: Given, report: ReadonlyMap<string, Fate>): void {
    given.isOver = true;
    for (const [id, remote] of given.to) this.#check(given, id, remote, report.get(id));
  }

  #check({ me, number }: Given, id: string, remote: Remote, fate: Fate | undefined): void {
    const has = (what: string) => this.#host.arrived.has(`${what} ${me}>${id} ${number}`);
    if (fate === 'delivered' && has('yes')) return;
    if ((fate === 'rejected' || fate === 'cancelled') && has('no')) return;
    if ((fate === 'closed' || fate === 'left') && this.#closed.has(remote)) return;
    this.#host.illegal(`transfer ${number} to ${id} was reported ${fate}`);
  }
}

/** Every grain differs, by its place and the transfer. */
const valueAt = (number: number, at: number): number => (number * 7 + Math.floor(at / GRAIN)) & 255;

function bytesOf(number: number, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from);
  for (let at = from; at < to; at += GRAIN - (at % GRAIN)) bytes.fill(valueAt(number, at), at - from);
  return bytes;
}

function isRight(bytes: Uint8Array, number: number, from: number): boolean {
  for (let at = from; at < from + bytes.length; at += GRAIN - (at % GRAIN)) if (bytes[at - from] !== valueAt(number, at)) return false;
  return bytes.length === 0 || bytes.at(-1) === valueAt(number, from + bytes.length - 1);
}
