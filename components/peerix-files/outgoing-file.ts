import type { Outcome, PeerixError, Remote, Transfer } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import { shownName } from './file-name.js';
import { ObjectUrls } from './object-urls.js';
import { Speed } from './speed.js';

/** What became of it with one person; undefined: on its way. `'stopped'`: I went, and not the other. */
export type Fate = Outcome | 'stopped' | undefined;

export interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly sent: number;
  readonly fate: Fate;
}

type Underway = { -readonly [K in keyof Recipient]: Recipient[K] } & { transfer: Transfer | undefined };

export interface OutgoingHost {
  readonly label: string;
  /** I am in the room. */
  readonly isHere: boolean;
  changed(item: OutgoingFile): void;
}

/** A file that was sent, and how far it is with each. To each by itself: who is slow keeps nobody waiting, and can be sent it again. */
export class OutgoingFile {
  readonly direction = 'out';
  readonly key = crypto.randomUUID();
  readonly file: File;
  readonly name: string;
  readonly speed = new Speed();
  readonly urls = new ObjectUrls();
  readonly #host: OutgoingHost;
  readonly #recipients = new Map<string, Underway>();
  #problem: PeerixError | undefined;
  #isCancelled = false;

  constructor(file: File, host: OutgoingHost) {
    this.file = file;
    this.name = shownName(file.name);
    this.#host = host;
  }

  get size(): number { return this.file.size; }
  get recipients(): readonly Recipient[] { return [...this.#recipients.values()]; }
  get isUnderWay(): boolean { return this.#underWay.length > 0; }
  /** Somebody is getting it, and not only about to. */
  get isMoving(): boolean { return this.#underWay.some(({ sent }) => sent > 0); }
  get isCancelled(): boolean { return this.#isCancelled; }
  /** It cannot be sent, to nobody. */
  get problem(): PeerixError | undefined { return this.#problem; }
  get arrivals(): number { return this.recipients.filter(({ fate }) => fate === 'delivered').length; }
  /** Bytes that arrived, and that are to arrive, with all whom it may still reach. */
  get moved(): number { return this.#reached.reduce((sum, { sent }) => sum + sent, 0); }
  get total(): number { return this.#reached.length * this.size; }

  /** Of those who are here, who has it not and is not getting it. */
  missing(here: readonly Remote[]): Remote[] {
    return here.filter(({ id }) => {
      const known = this.#recipients.get(id);
      return !known || (known.fate !== 'delivered' && known.fate !== undefined);
    });
  }

  offer(remotes: readonly Remote[]): void {
    this.#isCancelled = false;
    this.#problem = undefined;
    for (const remote of remotes) void this.#send(remote);
    this.#host.changed(this);
  }

  cancel(): void {
    this.#isCancelled = this.isUnderWay;
    this.stop();
  }

  /** The list is put away. */
  stop(): void { for (const { transfer } of this.#underWay) transfer?.cancel(); }

  get #underWay(): Underway[] { return [...this.#recipients.values()].filter(({ fate }) => fate === undefined); }
  get #reached(): Underway[] { return [...this.#recipients.values()].filter(({ fate }) => fate === undefined || fate === 'delivered'); }

  async #send(remote: Remote): Promise<void> {
    const transfer = remote.send(this.file, { label: this.#host.label, info: { id: this.key } });
    const recipient: Underway = { id: remote.id, name: shownName(nameIn(remote.metadata)), sent: 0, fate: undefined, transfer };
    this.#recipients.set(remote.id, recipient);
    const settled = transfer.then((report) => report.get(recipient.id) ?? 'closed', (error: PeerixError) => this.#failed(error));
    for await (const { sent } of transfer) recipient.sent = sent;
    const outcome = await settled;
    recipient.fate = outcome === 'delivered' || this.#host.isHere ? outcome : 'stopped';
    if (outcome === 'delivered') recipient.sent = this.size;
    recipient.transfer = undefined; // it holds on to a remote that may be gone
    this.#host.changed(this);
  }

  #failed(error: PeerixError): Outcome {
    if (error.code === 'ABORTED') return 'cancelled';
    this.#problem = error;
    return 'closed';
  }
}
