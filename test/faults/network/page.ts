import { NatsDriver, Peer, type PeerOptions, type Remote } from '../../../src/index.js';

export interface Plan {
  readonly servers: readonly string[];
  readonly room: string;
  readonly options: PeerOptions;
  /** Shares a camera. */
  readonly video: boolean;
}

/** Of `connection`, `signaling` and `error` what the report and the assertions need, and each ICE restart. Times are of the one clock of this machine. */
export interface Seen {
  readonly at: number;
  readonly name: string;
  readonly remote?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly hint?: string;
}

interface Numbered { readonly number: number; readonly at: number }

const EVERY_MS = 20;

/** One member of a call under faults; driven by member.mjs. */
class FaultMember {
  readonly #seen: Seen[] = [];
  readonly #log: string[] = [];
  readonly #heard: { number: number; sentAt: number; at: number }[] = [];
  readonly #sentAt: number[] = [];
  readonly #framesAt: number[] = [];
  readonly #outcomes: Record<string, number> = {};
  #peer: Peer | undefined;
  #partner: Remote | undefined;
  #first: RTCPeerConnection | undefined;
  #timer: number | undefined;

  /** Resolves once joined. */
  async join({ servers, room, options, video }: Plan): Promise<string> {
    const peer = this.#peer = new Peer({
      ...options,
      driver: new NatsDriver({ servers: [...servers], noRandomize: true }),
      RTCPeerConnection: this.#counting(),
      log: ({ event, ...fields }) => this.note(`${event} ${JSON.stringify(fields)}`),
    });
    peer.on('connection', ({ name, remote, reason }) => this.#see({ name, remote: remote.id, ...(reason && { reason }) }));
    peer.on('signaling', ({ online }) => this.#see({ name: online ? 'online' : 'offline' }));
    peer.on('error', ({ error: { code, hint = '' } }) => this.#see({ name: 'error', code, hint }));
    peer.on('stream:add', ({ stream }) => show(stream, () => this.#framesAt.push(Date.now())));
    peer.on('channel:message', ({ remote, data }) => this.#hear(remote, data as Numbered));
    if (video) peer.publish({ stream: await camera(), label: 'camera' });
    await peer.join({ room });
    return peer.id ?? '';
  }

  /** Numbered messages to that one, every 20 ms from now on. */
  talkTo(id: string): void {
    this.#partner = this.#peer?.remotes.get(id);
    this.#first = this.#partner?.connection;
    this.#timer = window.setInterval(() => this.#say(), EVERY_MS);
  }

  stopTalking(): void { window.clearInterval(this.#timer); }
  leave(): Promise<void> | undefined { return this.#peer?.leave(); }

  get seen(): readonly Seen[] { return this.#seen; }
  get log(): readonly string[] { return this.#log; }

  /** When the first message came that was sent after that moment. */
  heardSince(since: number): number | undefined { return this.#heard.find(({ sentAt }) => sentAt >= since)?.at; }
  /** When the first frame was shown after that moment. */
  sawSince(since: number): number | undefined { return this.#framesAt.find((at) => at >= since); }
  /** The longest silence between two messages that came in that span. */
  longestGap(from: number, to: number): number {
    const times = [from, ...this.#heard.map(({ at }) => at).filter((at) => at >= from && at <= to), to];
    return Math.max(...times.slice(1).map((at, i) => at - (times[i] ?? at)));
  }

  get tally(): { sent: number; outcomes: Record<string, number>; heard: number[] } {
    return { sent: this.#sentAt.length, outcomes: this.#outcomes, heard: this.#heard.map(({ number }) => number) };
  }

  get link(): { state: string | undefined; isFirst: boolean } {
    return { state: this.#partner?.state, isFirst: this.#partner?.connection === this.#first };
  }

  async framesDecoded(): Promise<number> {
    const stats = [...(await this.#partner?.getStats())?.values() ?? []] as { type: string; kind?: string; framesDecoded?: number }[];
    return stats.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video').reduce((sum, { framesDecoded = 0 }) => sum + framesDecoded, 0);
  }

  #say(): void {
    const { state } = this.#partner ?? {};
    if (state !== 'connected' && state !== 'disconnected') return;
    const message: Numbered = { number: this.#sentAt.length, at: Date.now() };
    this.#sentAt.push(message.at);
    void this.#partner?.send(message).then((report) => {
      for (const outcome of report.values()) this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
    });
  }

  #hear(remote: Remote, { number, at }: Numbered): void {
    if (remote.id === this.#partner?.id || !this.#partner) this.#heard.push({ number, sentAt: at, at: Date.now() });
  }

  #see(what: Omit<Seen, 'at'>): void {
    this.#seen.push({ at: Date.now(), ...what });
    this.note(JSON.stringify(what));
  }

  note(line: string): void { this.#log.push(`${new Date().toISOString().slice(11, 23)} ${line}`); }

  #counting(): typeof RTCPeerConnection {
    const onRestart = () => this.#see({ name: 'restart' });
    const note = (line: string) => this.note(line);
    return class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        note('new connection');
        this.addEventListener('connectionstatechange', () => note(`connection ${this.connectionState}`));
        this.addEventListener('iceconnectionstatechange', () => note(`ice ${this.iceConnectionState}`));
      }

      override restartIce(): void {
        onRestart();
        super.restartIce();
      }
    };
  }
}

function camera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 180, frameRate: 15 } });
}

function show(stream: MediaStream, onFrame: () => void): void {
  const video = document.createElement('video');
  const wait = () => video.requestVideoFrameCallback(() => {
    onFrame();
    wait();
  });
  Object.assign(video, { srcObject: stream, muted: true, autoplay: true });
  document.body.append(video);
  wait();
}

declare global { interface Window { member: FaultMember } }

window.member = new FaultMember();
