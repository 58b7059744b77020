import { MemoryDriver, type Peer } from '../../../src/index.js';
import { anyName, meet, seenBy, strangers } from '../support.js';

/** Two who are connected, the second through a tap. */
export async function tapped(): Promise<{ a: Peer; b: Peer; toA: ReturnType<typeof seenBy>; tap: Tap }> {
  const tap = new Tap(), driver = new MemoryDriver(anyName());
  const [a] = strangers(1, { driver }) as [Peer], [b] = strangers(1, { driver, RTCPeerConnection: tap.RTCPeerConnection }) as [Peer];
  for (const peer of [a, b]) peer.open({ label: 'settled' });
  await meet([a, b]);
  return { a, b, toA: seenBy(b, a), tap };
}

/** Connections of one page, and what its engine says on their control channels (protocol §6). */
export class Tap {
  readonly RTCPeerConnection: typeof RTCPeerConnection;
  readonly #said: { readonly t: string; readonly [field: string]: unknown }[] = [];
  readonly #controls: RTCDataChannel[] = [];
  #spoil: ((report: Map<string, object>) => void) | undefined;

  constructor() {
    const listen = (channel: RTCDataChannel) => this.#listen(channel);
    const spoil = (report: RTCStatsReport) => {
      const copy = new Map([...report as unknown as Map<string, object>].map(([id, stats]) => [id, { ...stats }]));
      this.#spoil?.(copy);
      return copy as unknown as RTCStatsReport;
    };
    this.RTCPeerConnection = class extends RTCPeerConnection {
      override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
        const channel = super.createDataChannel(label, init);
        if (label === 'peerix') listen(channel);
        return channel;
      }
      override async getStats(): Promise<RTCStatsReport> { return spoil(await super.getStats()); }
    };
  }

  /** What was said of that type so far. */
  said(t: string): { readonly [field: string]: unknown }[] { return this.#said.filter((message) => message.t === t); }

  /** To the other side, past the engine. */
  say(message: object): void {
    const channel = this.#controls.findLast(({ readyState }) => readyState === 'open');
    if (!channel) throw new Error('no control channel is open');
    (RTCDataChannel.prototype.send as (data: string) => void).call(channel, JSON.stringify(message));
  }

  /** Changes what connections tell of themselves; undefined: the truth. */
  spoilStats(spoil?: (stats: Record<string, unknown> & { type: string }) => void): void {
    this.#spoil = spoil && ((report) => { for (const stats of report.values()) spoil(stats as never); });
  }

  #listen(channel: RTCDataChannel): void {
    this.#controls.push(channel);
    const send = channel.send.bind(channel);
    channel.send = (data: unknown) => {
      if (typeof data === 'string') this.#said.push(JSON.parse(data));
      send(data as string);
    };
  }
}
