/**
 * Connections whose path seems to be dead while it is blocked: what comes over data channels waits, as if packets were
 * lost and sent again, and no statistics tell of any traffic. Media goes on unseen.
 */
export class BlockablePath {
  readonly RTCPeerConnection: typeof RTCPeerConnection;
  /** ICE restarts that were asked for at this end. */
  restarts = 0;
  readonly #held: (() => void)[] = [];
  #isBlocked = false;

  /** `note` hears what happens to each connection. */
  constructor(note: (what: string) => void = () => {}) {
    const hold = (channel: RTCDataChannel) => this.#hold(channel);
    const isBlocked = () => this.#isBlocked;
    const onRestart = () => {
      this.restarts++;
      note('restartIce');
    };
    this.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        for (const state of ['connectionState', 'iceConnectionState', 'signalingState'] as const) {
          this.addEventListener(`${state.toLowerCase()}change`, () => note(`${state} ${this[state]}`));
        }
      }

      override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
        const channel = super.createDataChannel(label, init);
        hold(channel);
        return channel;
      }

      override restartIce(): void {
        onRestart();
        super.restartIce();
      }

      override async getStats(selector?: MediaStreamTrack | null): Promise<RTCStatsReport> {
        return isBlocked() ? new Map() as unknown as RTCStatsReport : super.getStats(selector);
      }
    };
  }

  block(): void { this.#isBlocked = true; }

  unblock(): void {
    this.#isBlocked = false;
    for (const deliver of this.#held.splice(0)) deliver();
  }

  // The first listener runs before all others.
  #hold(channel: RTCDataChannel): void {
    const hold = (event: Event, again: () => Event) => {
      if (!this.#isBlocked) return;
      event.stopImmediatePropagation();
      this.#held.push(() => channel.dispatchEvent(again()));
    };
    channel.addEventListener('message', (event) => hold(event, () => new MessageEvent('message', { data: event.data })));
    channel.addEventListener('close', (event) => hold(event, () => new Event('close')));
  }
}
