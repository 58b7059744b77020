import { Peer } from '../../../src/index.js';
import { until } from '../support.js';
import { type Besieged, ROOM } from './besieged.js';

type Said = string | Uint8Array<ArrayBuffer>;
/** Where its engine's own mailbox is: the last frame that it sent there. */
interface Sequence { readonly e: number; readonly s: number; readonly m: readonly unknown[] }
interface Stream { readonly pc: RTCPeerConnection; readonly channel: RTCDataChannel; sequence?: Sequence }

/** The stream that carries control (protocol §6). */
const CONTROL = 'peerix';

/**
 * Somebody who is really connected, proof and all, and then says whatever it is told to on its channels. Whoever makes it
 * ends it with `peer.leave()`: kept until the test is over, a hundred of them would use up the page's 500 connections.
 */
export class Traitor {
  static async connect(besieged: Besieged): Promise<Traitor> {
    const streams: Stream[] = [];
    class Tapped extends RTCPeerConnection {
      override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
        const channel = super.createDataChannel(label, init);
        const stream: Stream = { pc: this, channel };
        streams.push(stream);
        if (label === CONTROL) overhear(stream);
        return channel;
      }
    }
    const peer = new Peer({ driver: besieged.wire, RTCPeerConnection: Tapped });
    peer.on('error', () => { /* of its own making */ });
    const traitor = new Traitor(peer, besieged, streams);
    await peer.join({ room: ROOM });
    await until('the traitor is connected', () => traitor.isConnected && peer.remotes.get(besieged.peer.id ?? '')?.state === 'connected');
    await until('its mailbox has spoken in-band', () => traitor.#stream(CONTROL)?.sequence !== undefined);
    return traitor;
  }

  readonly #besieged: Besieged;
  readonly #streams: Stream[];

  private constructor(readonly peer: Peer, besieged: Besieged, streams: Stream[]) {
    this.#besieged = besieged;
    this.#streams = streams;
  }

  get id(): string { return this.peer.id ?? ''; }
  /** As its victim sees it. */
  get isConnected(): boolean { return this.#besieged.peer.remotes.get(this.id)?.state === 'connected'; }

  /** Channels of these labels with its victim, on both sides. */
  hasOpen(...labels: string[]): boolean {
    const { peer } = this.#besieged, ends = [peer.remotes.get(this.id), this.peer.remotes.get(peer.id ?? '')];
    return ends.every((remote) => labels.every((label) => remote?.channels.get(label)?.state === 'open'));
  }

  /** To its victim on control, past its own engine; nothing happens once that is closed. */
  say(what: Said): void { this.sayOn(CONTROL, what); }

  sayOn(label: string, what: Said): void {
    const channel = this.#stream(label)?.channel;
    if (channel?.readyState === 'open') (RTCDataChannel.prototype.send as (data: Said) => void).call(channel, what);
  }

  /** Goes on where its own mailbox is, frame by frame. From now on it acknowledges nothing: its engine hears no frames. */
  takePen(): { write(messages: readonly unknown[]): void; repeat(): void } {
    const { channel, sequence } = this.#stream(CONTROL) ?? {};
    if (!channel || !sequence) throw new Error('its mailbox has not spoken');
    const hear = channel.onmessage;
    channel.onmessage = (event) => { if (!isFrame(event.data)) hear?.call(channel, event); };
    const { e } = sequence;
    let s = sequence.s + sequence.m.length;
    const frame = (first: number, m: readonly unknown[]) => this.say(JSON.stringify({ t: 'frame', e, ae: 0, s: first, a: 0, m }));
    return {
      write: (messages) => {
        frame(s, messages);
        s += messages.length;
      },
      repeat: () => frame(1, [{ t: 'nudge', n: 1 }]),
    };
  }

  /** Resolves when everything that was said on control before was heard, or the victim hears it no more. */
  async heard(): Promise<void> {
    const mark = crypto.randomUUID(), { peer } = this.#besieged;
    const said = () => (peer.remotes.get(this.id)?.metadata as { mark?: string } | undefined)?.mark;
    this.say(JSON.stringify({ t: 'meta', meta: { mark } }));
    await until('the victim hears', () => !this.isConnected || said() === mark);
  }

  #stream(label: string): Stream | undefined {
    const pc = this.peer.remotes.get(this.#besieged.peer.id ?? '')?.connection;
    return this.#streams.findLast((stream) => stream.pc === pc && stream.channel.label === label);
  }
}

function overhear(stream: Stream): void {
  const { channel } = stream, send = channel.send.bind(channel);
  channel.send = (data: unknown) => {
    if (isFrame(data)) stream.sequence = JSON.parse(data) as Sequence;
    send(data as string);
  };
}

function isFrame(data: unknown): data is string { return typeof data === 'string' && data.startsWith('{"t":"frame"'); }
