import type { Timers } from '../environment.js';

/** How a connection did in the last two seconds. Shares are of 1, times in seconds, rates in bits a second. */
export interface Sample {
  /** The worse of both directions. */
  readonly loss: number;
  readonly roundTrip: number;
  readonly jitter: number;
  /** The encoder was held back by the machine. */
  readonly isBusy: boolean;
  /** What the browser believes the path to take; Firefox does not tell. */
  readonly available: number | undefined;
  /** What the encoders aim at. */
  readonly target: number;
}

/** No faster than the probe of a silent connection. */
const SAMPLE_MS = 2000;

type Stats = RTCStats & Record<'fractionLost' | 'packetsLost' | 'packetsReceived' | 'jitter' | 'targetBitrate' | 'currentRoundTripTime' | 'availableOutgoingBitrate', number | undefined>
  & { readonly selectedCandidatePairId?: string; readonly selected?: boolean; readonly qualityLimitationReason?: string };

/** Takes the pulse of one connection until it ends. */
export class Vitals {
  readonly #pc: RTCPeerConnection;
  readonly #timers: Timers;
  readonly #onSample: (sample: Sample) => void;
  #lost = 0;
  #received = 0;
  #cancel = () => {};
  #isOver = false;

  constructor(pc: RTCPeerConnection, timers: Timers, onSample: (sample: Sample) => void) {
    this.#pc = pc;
    this.#timers = timers;
    this.#onSample = onSample;
    this.#wait();
  }

  end(): void {
    this.#isOver = true;
    this.#cancel();
  }

  #wait(): void { this.#cancel = this.#timers.after(SAMPLE_MS, () => void this.#take()); }

  async #take(): Promise<void> {
    const stats = await this.#pc.getStats().catch(() => undefined); // it was closed meanwhile
    if (!stats || this.#isOver) return;
    this.#onSample(this.#read([...stats.values()] as Stats[]));
    if (!this.#isOver) this.#wait();
  }

  #read(all: Stats[]): Sample {
    const of = (type: string) => all.filter((one) => one.type === type), inbound = of('inbound-rtp'), outbound = of('outbound-rtp');
    const selected = of('transport')[0]?.selectedCandidatePairId, path = all.find(({ id, selected: is }) => is || id === selected);
    return {
      loss: Math.max(this.#inboundLoss(inbound), ...of('remote-inbound-rtp').map(({ fractionLost = 0 }) => fractionLost)),
      roundTrip: path?.currentRoundTripTime ?? 0,
      jitter: Math.max(0, ...inbound.map(({ jitter = 0 }) => jitter)),
      isBusy: outbound.some(({ qualityLimitationReason }) => qualityLimitationReason === 'cpu'),
      available: path?.availableOutgoingBitrate,
      target: sum(outbound, 'targetBitrate'),
    };
  }

  #inboundLoss(inbound: Stats[]): number {
    const lost = sum(inbound, 'packetsLost'), received = sum(inbound, 'packetsReceived');
    const newlyLost = Math.max(0, lost - this.#lost), newlyReceived = Math.max(0, received - this.#received);
    this.#lost = lost;
    this.#received = received;
    return newlyLost / Math.max(1, newlyLost + newlyReceived);
  }
}

function sum(all: Stats[], name: 'packetsLost' | 'packetsReceived' | 'targetBitrate'): number {
  return all.reduce((total, stats) => total + (stats[name] ?? 0), 0);
}
