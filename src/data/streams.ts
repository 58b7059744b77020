import type { Session } from '../link/session.js';
import type { ChannelSpec } from '../signaling/message.js';
import type { LabelChannel } from './channel.js';
import { StreamIds } from './stream-ids.js';

/** Which stream of the connection carries which label. The offerer's wins when both open a label at once. */
export class Streams {
  readonly #channels: ReadonlyMap<string, LabelChannel>;
  #session: Session | undefined;
  #ids = new StreamIds(true);

  constructor(channels: ReadonlyMap<string, LabelChannel>) { this.#channels = channels; }

  /** Undefined while there is none. */
  get session(): Session | undefined { return this.#session; }
  get carried(): LabelChannel[] { return [...this.#channels.values()].filter(({ id }) => id !== undefined); }
  find(id: unknown): LabelChannel | undefined { return id === undefined ? undefined : this.carried.find((channel) => channel.id === id); }
  areTheirs(id: number): boolean { return this.#ids.areTheirs(id); }

  /** Nothing is carried yet. */
  begin(session: Session): void {
    this.#session = session;
    this.#ids = new StreamIds(session.isOfferer);
  }

  end(): void { this.#session = undefined; }

  /** By one of mine. False where there is none. */
  carry(channel: LabelChannel): boolean {
    const id = this.#session && this.#ids.take();
    if (!this.#session || id === undefined) return false;
    channel.attach(this.#session.pc, id);
    return true;
  }

  /** The other side's choice, for a label that is `known` or not, may hold. */
  allows({ id }: ChannelSpec, known: LabelChannel | undefined): boolean {
    if (!this.#session || this.find(id)) return false;
    return known?.id === undefined ? known !== undefined || this.areTheirs(id) : !this.#session.isOfferer && this.areTheirs(id);
  }

  /** As the other side chose. */
  adopt(channel: LabelChannel, id: number): void {
    if (!this.#session) return;
    this.give(channel);
    channel.attach(this.#session.pc, id);
  }

  /** The channel needs its stream no more. */
  give({ id }: LabelChannel): void { this.#ids.give(id); }
}
