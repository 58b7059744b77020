import { BroadcastChannelDriver, NatsDriver, Peer, type OpenOptions, type PeerOptions, type Remote } from '../../../src/index.js';
import { BlockablePath } from '../../support/blockable-path.js';
import { camera, colourOf, picture, type Colour } from './pictures.js';

export interface Plan {
  readonly room: string;
  /** Of NATS; without it BroadcastChannel. */
  readonly servers?: string;
}

/** Firefox never answers who asked a connection that closes meanwhile. */
const STATS_MS = 1000;

type LogEntry = Parameters<NonNullable<PeerOptions['log']>>[0];
interface Flow { readonly frames: number; readonly audio: number }

/** One member of a call of two; driven by member.mjs. */
class TestMember {
  /** The specific names of all events but messages, errors with their code and cause, in order. */
  seen: string[] = [];
  /** The same and what lies beneath, with the time. */
  readonly log: string[] = [];
  readonly #path = new BlockablePath((what) => this.#note(what));
  readonly #heard = new Map<string, unknown[]>();
  #peer: Peer | undefined;
  #connection: RTCPeerConnection | undefined;
  /** Of the last session. */
  isOfferer = false;

  /** Resolves once joined. Again: the same peer, after it left. */
  async join({ room, servers }: Plan): Promise<void> {
    this.#peer ??= this.#create(servers);
    await this.#peer.join({ room });
  }

  leave(): Promise<void> | undefined { return this.#peer?.leave(); }

  get isConnected(): boolean { return this.#remote?.state === 'connected'; }

  // ── media ──

  async publishCamera(label: string): Promise<void> { this.#own.publish({ stream: await camera(), label }); }
  publish(label: string, colour: Colour): void { this.#own.publish({ stream: picture(colour), label }); }
  unpublish(label: string): void { this.#own.unpublish({ label }); }

  get labels(): string[] { return [...this.#remote?.streams.keys() ?? []].sort(); }

  colour(label: string): Colour | undefined {
    const stream = this.#remote?.streams.get(label);
    return stream && colourOf(stream);
  }

  /** What came in so far: decoded frames, and packets of sound. */
  async flow(): Promise<Flow> {
    const report = await Promise.race([this.#remote?.getStats(), new Promise<undefined>((resolve) => { setTimeout(resolve, STATS_MS); })]);
    const stats = [...report?.values() ?? []] as { type: string; kind?: string; framesDecoded?: number; packetsReceived?: number }[];
    const inbound = stats.filter(({ type }) => type === 'inbound-rtp');
    return {
      frames: inbound.reduce((sum, { framesDecoded = 0 }) => sum + framesDecoded, 0),
      audio: inbound.reduce((sum, { kind, packetsReceived = 0 }) => sum + (kind === 'audio' ? packetsReceived : 0), 0),
    };
  }

  get mediaLines(): number { return (this.#remote?.connection.localDescription?.sdp.match(/^m=(audio|video)/gm) ?? []).length; }

  // ── data ──

  open(options: OpenOptions): void { this.#own.open(options); }
  isOpen(label: string): boolean { return this.#remote?.channels.get(label)?.state === 'open'; }

  /** Numbered messages from one on; resolves with the outcome of each. */
  async say(label: string, from: number, count: number): Promise<string[]> {
    const reports = Array.from({ length: count }, (_, i) => this.#own.send(from + i, { label }));
    return (await Promise.all(reports)).flatMap((report) => [...report.values()]);
  }

  heard(label: string): unknown[] { return this.#heard.get(label) ?? []; }

  // ── paths ──

  block(): void { this.#path.block(); }
  unblock(): void { this.#path.unblock(); }

  /** The connection that there is now is the one to be kept. */
  keep(): void { this.#connection = this.#remote?.connection; }

  get path(): { isKept: boolean; restarts: number; isStable: boolean; ufrag: string | undefined } {
    const connection = this.#remote?.connection, state = connection?.signalingState;
    // Firefox has no description to show of a connection that is closed.
    const sdp = state === 'closed' ? '' : connection?.localDescription?.sdp ?? '';
    return {
      isKept: connection === this.#connection,
      restarts: this.#path.restarts,
      isStable: state === 'stable',
      ufrag: /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1],
    };
  }

  // ── inside ──

  get #own(): Peer {
    if (!this.#peer) throw new Error('This member has not joined.');
    return this.#peer;
  }

  get #remote(): Remote | undefined { return this.#peer?.remotes.values().next().value; }

  #create(servers: string | undefined): Peer {
    const driver = servers ? new NatsDriver({ servers }) : new BroadcastChannelDriver();
    const peer = new Peer({ driver, RTCPeerConnection: this.#path.RTCPeerConnection, log: (entry) => this.#onLog(entry) });
    peer.on('connection', ({ name, reason }) => this.#see(reason ? `${name} ${reason}` : name));
    for (const group of ['stream', 'track'] as const) peer.on(group, ({ name, label }) => this.#see(`${name} ${label}`));
    peer.on('error', ({ error }) => this.#see(`error ${error.code}: ${error.cause ?? error.message}`));
    peer.on('channel:message', ({ label, data }) => { this.#heard.set(label, [...this.heard(label), data]); });
    return peer;
  }

  #onLog({ event, ...fields }: LogEntry): void {
    if (event === 'session') this.isOfferer = fields['isOfferer'] === true;
    this.#note(`${event} ${JSON.stringify(fields)}`);
  }

  #see(event: string): void {
    this.seen.push(event);
    this.#note(event);
  }

  #note(line: string): void { this.log.push(`${new Date().toISOString().slice(17, 23)} ${line}`); }
}

declare global { interface Window { testMember: TestMember } }

window.testMember = new TestMember();
