import { SimTarget } from './target.js';

/** A `MediaStreamTrack` that carries nothing. */
export class SimTrack extends SimTarget {
  readonly id: string;
  readonly kind: 'audio' | 'video';
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';

  constructor(kind: 'audio' | 'video', id: string) {
    super();
    this.kind = kind;
    this.id = id;
  }

  getSettings(): object { return {}; }
  stop(): void { this.readyState = 'ended'; }
}

class SimSender {
  track: SimTrack | null;
  #parameters: { encodings: RTCRtpEncodingParameters[] };

  constructor(track: SimTrack | null, encodings: RTCRtpEncodingParameters[]) {
    this.track = track;
    this.#parameters = { encodings };
  }

  async replaceTrack(track: SimTrack | null): Promise<void> { this.track = track; }
  async getStats(): Promise<ReadonlyMap<string, object>> { return new Map(); }
  getParameters(): object { return structuredClone(this.#parameters); }
  async setParameters(parameters: { encodings: RTCRtpEncodingParameters[] }): Promise<void> { this.#parameters = structuredClone(parameters); }
}

/** An `RTCRtpTransceiver`: a slot of a description, and the two tracks of it. */
export class SimTransceiver {
  readonly sender: SimSender;
  readonly receiver: { readonly track: SimTrack };
  mid: string | null;
  direction: RTCRtpTransceiverDirection;
  currentDirection: RTCRtpTransceiverDirection | null = null;

  constructor(kind: 'audio' | 'video', name: string, given: { track?: SimTrack; mid?: string; init?: RTCRtpTransceiverInit }) {
    this.mid = given.mid ?? null;
    this.direction = given.init?.direction ?? (given.mid === undefined ? 'sendrecv' : 'recvonly');
    this.sender = new SimSender(given.track ?? null, given.init?.sendEncodings ?? [{}]);
    this.receiver = { track: new SimTrack(kind, name) };
  }

  get kind(): 'audio' | 'video' { return this.receiver.track.kind; }
}
