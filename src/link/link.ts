import type { CloseReason } from '../types/index.js';
import type { Environment, Timers } from '../environment.js';
import type { RemoteMember } from '../remote.js';
import type { Candidates, Candidate, Description, Gone, Nudge } from '../signaling/message.js';
import type { Secrets } from '../signaling/place.js';
import { Attempts } from './attempts.js';
import type { ControlMessage } from './control.js';
import { connectionFailed, noRoute, type LinkFailure } from './failure.js';
import type { LinkHost, LinkPlace, LinkState } from './host.js';
import { Recovery, type RecoveryHost } from './recovery.js';
import type { Session, SessionRole } from './session.js';
import { Sessions, type SessionsHost } from './sessions.js';

/** A restart that a nudge asked for takes effect, or fails, within this. */
const NUDGE_MS = 2000;
/** Whatever asks for another one is not let to break off what this one just began. */
const RESTART_MS = 1000;
/** Who nudges hears nothing of me: for so long I don't rely on the connection, either. */
const DOUBT_MS = 10_000;

/** A pair's connection through its life: made, healed, given up (protocol §6, design §5). */
export class Link implements SessionsHost, RecoveryHost {
  readonly environment: Environment;
  readonly timers: Timers;
  readonly secrets: Promise<Secrets>;
  readonly #host: LinkHost;
  readonly #place: LinkPlace;
  readonly #sessions: Sessions;
  readonly #attempts: Attempts;
  readonly #recovery: Recovery;
  #state: LinkState = 'idle';
  #member: RemoteMember | undefined;
  #life = 0;
  #theirLife = 0;
  #restartedAt = -Infinity;
  #doubtedAt = -Infinity;

  constructor(host: LinkHost, place: LinkPlace) {
    this.environment = place.environment;
    this.timers = host.timers;
    this.secrets = host.secrets;
    this.#host = host;
    this.#place = place;
    this.#sessions = new Sessions(this, host, place);
    this.#attempts = new Attempts(host, place);
    this.#recovery = new Recovery(this);
  }

  get state(): LinkState { return this.#state; }
  /** Given up, or one did not let the other in. */
  get isOver(): boolean { return this.#state === 'closed' || this.#state === 'refused'; }
  /** What is said in-band arrives, as far as anybody knows. */
  get isSound(): boolean { return this.#state === 'up' && this.environment.now() - this.#doubtedAt > DOUBT_MS; }
  get isBusy(): boolean { return this.#state !== 'idle' && !this.isOver; }
  /** Shown or not: channels are agreed on before. */
  get known(): RemoteMember | undefined { return this.#member; }
  get remote(): RemoteMember | undefined { return this.#member?.isShown ? this.#member : undefined; }

  /** On the control channel; false, and nothing happens, where none is open. */
  send(message: ControlMessage): boolean {
    const control = this.session?.control;
    if (control?.isOpen) control.send(message);
    return control?.isOpen ?? false;
  }

  // ── what the other side says ──

  start(): Promise<void> { return this.#sessions.start(); }
  saw(n: number): void { this.#sessions.saw(n); }
  onDescription(message: Description): Promise<void> { return this.#sessions.onDescription(message); }
  onCandidates(message: Candidates): Promise<void> { return this.#sessions.onCandidates(message); }

  onGone({ n, hi, final }: Gone): void {
    if (n !== this.#sessions.n) return;
    this.#sessions.raise(hi);
    if (this.#state === 'up' || this.isOver) return;
    if (final) this.#fail(this.#failure); else this.renew();
  }

  onNudge({ n }: Nudge): void {
    if (n !== this.#sessions.n) return;
    this.#doubtedAt = this.environment.now();
    // What I hear may be all right. An old nudge may come long after what it asked for.
    if (this.session?.isUp && this.isOfferer) return this.#sinceRestart > NUDGE_MS ? this.restart() : undefined;
    if (this.isOfferer && !this.isOver) this.renew();
    else if (this.session) return;
    else this.#host.post({ t: 'gone', n, hi: n, ...(this.isOver && { final: true }) });
  }

  /** The other side forgot what we had: it offers anew, or we part. */
  awaitOffer(): void {
    if (!this.session) return;
    this.#drop();
    this.#member?.suspend();
    this.#wait();
  }

  /** What the other side says of itself; the latest holds. */
  learn(metadata: unknown): void { this.#member?.learn(metadata); }

  /** Something authentic came: from now on the attempt has the application's time. */
  proved(): void { if (this.#state === 'attempt') this.#attempts.arm(() => this.#attemptFailed()); }

  // ── what I do ──

  /** Another try after giving up. */
  revive(): void { this.#attempts.forgive(); }
  /** Others want to be connected, and nobody heard of this attempt. */
  giveWay(): void { if (this.#abandon()) this.#again(); }
  giveUpWaiting(): void { if (this.#state === 'idle') this.#state = 'closed'; }

  /** The driver or the network is back: what is broken is tried again now. */
  hurry(): void {
    this.session?.liveness.suspect();
    this.#recovery.hurry();
  }

  /** Everything ends. Where one of us did not let the other in, joins and queries stir nothing any more. */
  end(reason: CloseReason, state: 'closed' | 'refused' = 'closed'): void {
    this.#drop();
    this.#recovery.end();
    this.#state = state;
    this.#endMember(reason);
  }

  sayGoodbye(): void { this.session?.control.send({ t: 'leave' }); }

  /** Ends here at once, and closes once the goodbye was heard. */
  leave(flushMs: number): Promise<void> {
    const session = this.#sessions.release();
    this.end('left');
    return new Promise((resolve) => (session ? session.disposeAfterFlush(flushMs, resolve) : resolve()));
  }

  // ── SessionsHost ──

  get life(): number { return this.#life; }
  get member(): RemoteMember { return this.#member ??= this.#host.createRemote(); }

  meet(life: number): boolean {
    const isNews = life !== this.#theirLife && this.#member?.hasBeenUp === true;
    this.#theirLife = life;
    if (isNews) this.#endMember('timeout');
    return !isNews;
  }

  announce(): void {
    if (!this.#host.isProved || !this.#host.isIntroduced || !this.session) return;
    if (this.#host.hasPlace) this.member.announce(); else this.#host.refuse('room-full');
  }

  onBegin(): void {
    this.#member?.suspend();
    if (this.#state === 'up') this.#recovery.begin('timeout');
    this.#state = 'attempt';
    this.#attempts.arm(() => this.#attemptFailed());
  }

  onNoConnection(): void {
    if (!this.#abandon()) return;
    this.#state = 'wait';
    this.#attempts.pause(() => this.#again());
  }

  onLocalCandidates({ n, isOfferer }: SessionRole, list: Candidate[]): void { this.#host.post({ t: 'cand', n, o: isOfferer, list }); }
  onControl(message: ControlMessage): void { this.#host.onControl(message); }
  onViolation(why: string): void {
    this.#place.count(`violation:${why}`);
    this.#attemptFailed();
  }
  onOversize(): void { this.#place.count('violation:oversize'); }

  onProved(): void {
    const { session } = this;
    if (!session || this.#state === 'up') return;
    this.#attempts.stop();
    this.#attempts.forgive();
    this.#recovery.end();
    this.#state = 'up';
    this.announce();
    if (!this.remote) return; // no place for it
    session.liveness.begin();
    this.#host.onUp();
    this.#member?.up(session);
  }

  onControlClosed(): void {
    if (!this.session?.isUp) return this.#attemptFailed();
    this.#drop();
    this.#member?.suspend('crashed');
    this.#recover('crashed');
  }

  onConnectionState(state: RTCPeerConnectionState): void {
    if (state === 'failed' && !this.session?.isUp) return this.#attemptFailed();
    if (state === 'failed' || state === 'disconnected') this.session?.liveness.suspect();
    if (state === 'connected') this.session?.probe();
  }

  onTraffic(): void { this.session?.liveness.heard(); }
  onSilent(): void { this.#recover('timeout'); }
  onJump(): void { this.#place.onJump(); }

  onHeardAgain(): void {
    if (this.#state !== 'heal' || !this.session?.isUp) return;
    this.#recovery.end();
    this.#state = 'up';
    this.#host.onHealed();
    this.#member?.back();
  }

  // ── RecoveryHost ──

  get reconnectTimeout(): number { return this.#place.reconnectTimeout; }
  get session(): Session | undefined { return this.#sessions.current; }
  get isOfferer(): boolean { return this.#sessions.isOfferer; }

  nudge(): void { if (!this.#host.hasPosted('nudge')) this.#host.post({ t: 'nudge', n: this.#sessions.n }); }
  /** Whoever asks many times gets one. */
  renew(): void {
    const { n } = this.#sessions;
    this.#host.run(() => (n === this.#sessions.n && this.#state !== 'up' ? this.start() : undefined));
  }

  /** Where the other side holds the token, or may lose the connection, there is only a new one. A nudge from before the path was back is late. */
  restart(): void {
    this.#host.run(async () => {
      const { session } = this;
      // Asked here: who asks twice at once, as trouble and a nudge do, gets one.
      const isHeard = !this.#host.hasPosted('offer') && !this.#host.hasPosted('nudge');
      if (!session?.isUp || session.hasNewPath || !isHeard || this.#sinceRestart < RESTART_MS) return;
      this.#restartedAt = this.environment.now();
      const isRestarted = session.canRestart && await this.member.restart();
      if (!isRestarted && session === this.session) await this.start();
    });
  }

  giveUp(failure: LinkFailure): void {
    this.#host.post({ t: 'gone', n: this.#sessions.n, hi: this.#sessions.n, final: true });
    this.#fail(failure);
  }

  // ── inside ──

  get #sinceRestart(): number { return this.environment.now() - this.#restartedAt; }
  get #failure(): LinkFailure { return this.#recovery.failure ?? noRoute(this.#sessions.iceServers); }

  #recover(trouble: 'crashed' | 'timeout'): void {
    this.#state = 'heal';
    this.#member?.disconnected(trouble);
    this.#host.onTrouble();
    this.#recovery.begin(trouble);
  }

  #endMember(reason: CloseReason): void {
    if (this.#member?.hasBeenUp) this.#life++;
    this.#member?.close(reason);
    this.#member = undefined;
  }

  #attemptFailed(): void {
    if (!this.#abandon()) return;
    if (this.#attempts.failed() && !this.#recovery.isOn) return this.giveUp(this.#failure);
    this.#again();
  }

  /** Of the attempt nothing is left. False where nobody is known for whom another would be made. */
  #abandon(): boolean {
    this.#drop();
    this.#member?.suspend();
    return this.#host.isProved || (this.#host.onUnproved(), false);
  }

  #again(): void {
    this.#state = 'wait'; // for its turn: others may be met meanwhile
    if (this.isOfferer) return this.renew();
    this.#wait();
    this.nudge();
  }

  #wait(): void {
    this.#state = 'wait';
    this.#attempts.awaitOffer(() => {
      if (this.#place.connectionTimeout > 0 && !this.#recovery.isOn) return this.giveUp(this.#failure);
      this.#wait();
      this.nudge();
    });
  }

  #fail(failure: LinkFailure): void {
    this.#member?.failed(failure.reason, connectionFailed(this.#member.id, failure));
    this.end(failure.reason);
    this.#host.onParted();
  }

  #drop(): void {
    this.#attempts.stop();
    this.#sessions.drop();
  }
}
