import type { PeerEvent } from '../../../src/index.js';
import { orderedPart, partsOf } from '../../../src/data/framing.js';
import { ANNOUNCEMENT } from '../../../src/data/value.js';
import { concat, u32, utf8 } from '../../../src/signaling/bytes.js';
import { Besieged } from '../fuzz/besieged.js';
import { Traitor } from '../fuzz/traitor.js';
import { named, until } from '../support.js';

type Bytes = Uint8Array<ArrayBuffer>;
interface Lie { readonly x: number; readonly offset?: number; readonly flags?: number | undefined; readonly bytes?: Bytes }

export const LAST = 1;
const LABEL = 'lies', LANE = 'peerix-bulk';

/** Somebody connected who announces, brings and grants whatever it is told to. */
export class Liar {
  static async connect(receive: 'accept' | 'ask' | number = 'accept'): Promise<Liar> {
    const besieged = await Besieged.start(1), traitor = await Traitor.connect(besieged);
    besieged.peer.open({ label: LABEL, receive });
    traitor.peer.open({ label: LABEL, receive: 'ask' }); // its own engine is to take no part
    await until('their channel is open', () => traitor.hasOpen(LABEL));
    const liar = new Liar(besieged, traitor);
    liar.openLane();
    besieged.events.length = 0;
    return liar;
  }

  #m = 0;
  readonly heard: Bytes[] = [];
  #lane!: RTCDataChannel;

  private constructor(readonly besieged: Besieged, readonly traitor: Traitor) {}

  get violations(): number {
    return Object.entries(this.besieged.peer.counters).reduce((sum, [name, count]) => sum + (name.startsWith('violation:') ? count : 0), 0);
  }

  get errors(): string[] { return this.of('channel:error').map(({ error }) => error.code); }
  of<N extends 'transfer' | 'channel:error' | 'channel:message'>(name: N): PeerEvent<N>[] {
    return named(this.besieged.events, name).filter(({ remote, label }) => remote.id === this.traitor.id && label === LABEL);
  }

  announce(body: unknown, info = ''): void { this.announceText(JSON.stringify(body), info); }
  announceText(text: string, info = ''): void {
    const value = { type: ANNOUNCEMENT, bytes: utf8(text), info: utf8(info) }, m = ++this.#m;
    for (let i = 0; i < partsOf(value); i++) this.traitor.sayOn(LABEL, orderedPart(m, value, i));
  }

  offer(x: number, size: number, kind = 128): void { this.announce({ x, id: `id${x}`, kind, size }); }
  offerStream(x: number): void { this.announce({ x, id: `id${x}`, kind: 130 }); }

  bring({ x, offset = 0, flags = 0, bytes = new Uint8Array() }: Lie): void {
    this.bringRaw(concat(Uint8Array.of(flags), u32(x), u32(offset / 2 ** 32), u32(offset), bytes));
  }

  bringRaw(data: Bytes | string): void { this.#lane.send(data as string); }
  say(message: object): void { this.traitor.say(JSON.stringify(message)); }

  /** So that it may bring what it likes: its own engine would wait for credit. */
  openLane(): void {
    const { connection } = this.traitor.peer.remotes.get(this.besieged.peer.id ?? '')!;
    this.#lane = connection.createDataChannel(LANE, { negotiated: true, id: 1 });
    this.#lane.binaryType = 'arraybuffer';
    this.#lane.onmessage = ({ data }) => { this.heard.push(new Uint8Array(data as ArrayBuffer)); };
  }

  closeLane(): Promise<void> {
    return new Promise((resolve) => {
      this.#lane.onclose = () => resolve();
      this.#lane.close();
    });
  }

  /** The victim has opened its lane, and takes what comes. */
  async laneOpens(): Promise<void> {
    this.offer(4_000_000_000, 1);
    await until('the lane carries', () => {
      if (this.#lane.readyState === 'open') this.bring({ x: 4_000_000_000, flags: LAST, bytes: new Uint8Array(1) });
      return this.of('channel:message').length > 0;
    });
    this.besieged.events.length = 0;
  }

  /** Everything that was said was heard, on control, channels and lane. */
  async heardOut(): Promise<void> {
    await this.traitor.heard();
    await this.traitor.peer.send('said', { to: this.besieged.peer.id! });
    await until('the lane is empty', () => this.#lane.readyState !== 'open' || this.#lane.bufferedAmount === 0);
    await this.traitor.heard();
  }

  /** @throws unless nothing escaped, and the friend is still there and gets what is sent */
  async checkOthers(): Promise<void> {
    const { besieged } = this, { peer, friend } = besieged;
    besieged.escapes.check();
    besieged.checkCall();
    const report = await peer.send(new Blob([new Uint8Array(3 * 1024 * 1024)]), { to: friend.id! });
    if (!report.ok) throw new Error('the friend gets nothing any more');
    besieged.escapes.check();
  }

  async end(): Promise<void> {
    await this.traitor.peer.leave();
    await this.besieged.end();
  }
}
