/** What the least code between two connections of one page says to each other. */
export type RawSignal = RTCSessionDescription | RTCIceCandidate;

/**
 * The yardstick: two connections, one negotiated channel, descriptions and candidates handed over as they come.
 * Each connection makes its own certificate, as the browser does by default.
 */
export class RawPair {
  readonly offerer: RTCPeerConnection;
  readonly answerer: RTCPeerConnection;
  readonly channels: readonly [RTCDataChannel, RTCDataChannel];
  readonly #onSignal: (signal: RawSignal) => void;

  constructor(onSignal: (signal: RawSignal) => void = () => {}, [Offerer, Answerer] = [RTCPeerConnection, RTCPeerConnection]) {
    this.#onSignal = onSignal;
    this.offerer = new Offerer();
    this.answerer = new Answerer();
    this.channels = [open(this.offerer), open(this.answerer)];
    this.#trickle(this.offerer, this.answerer);
    this.#trickle(this.answerer, this.offerer);
  }

  async negotiate(): Promise<void> {
    const { offerer, answerer } = this;
    await offerer.setLocalDescription();
    await answerer.setRemoteDescription(this.#handOver(offerer));
    await answerer.setLocalDescription();
    await offerer.setRemoteDescription(this.#handOver(answerer));
  }

  /** One more channel between the two, open. */
  async open(id: number, init: RTCDataChannelInit & { priority: RTCPriorityType }): Promise<[RTCDataChannel, RTCDataChannel]> {
    const channels: [RTCDataChannel, RTCDataChannel] = [open(this.offerer, id, init), open(this.answerer, id, init)];
    await Promise.all(channels.map((channel) => new Promise((resolve) => { channel.onopen = resolve; })));
    return channels;
  }

  /** The channels first: Chromium never collects some of those that are closed in the midst of something. */
  async close(): Promise<void> {
    if (this.channels.every(({ readyState }) => readyState === 'open')) await closeBoth(this.channels);
    this.offerer.close();
    this.answerer.close();
  }

  #trickle(from: RTCPeerConnection, to: RTCPeerConnection): void {
    from.onicecandidate = ({ candidate }) => {
      if (!candidate?.candidate) return;
      this.#onSignal(candidate);
      to.addIceCandidate(candidate).catch((error: unknown) => { if (to.signalingState !== 'closed') throw error; });
    };
  }

  #handOver({ localDescription }: RTCPeerConnection): RTCSessionDescription {
    if (!localDescription) throw new Error('no local description');
    this.#onSignal(localDescription);
    return localDescription;
  }
}

function open(pc: RTCPeerConnection, id = 0, init: RTCDataChannelInit = {}): RTCDataChannel {
  return pc.createDataChannel('raw', { ...init, negotiated: true, id });
}

async function closeBoth(channels: readonly RTCDataChannel[]): Promise<void> {
  const closed = channels.map((channel) => new Promise((resolve) => { channel.onclose = resolve; }));
  channels[0]?.close();
  await Promise.all(closed);
}
