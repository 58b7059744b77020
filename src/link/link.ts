import type { CloseReason } from '../types/index.js';
import type { Environment } from '../environment.js';
import type { RemoteMember } from '../remote.js';
import type { Candidates, Candidate, Description, Gone, Nudge } from '../signaling/message.js';
import type { Secrets } from '../signaling/place.js';
import type { ControlMessage } from './control.js';
import { connectionFailed, lost, noRoute, peerLimit, type LinkFailure } from './failure.js';
import type { LinkHost, LinkPlace, LinkState } from './host.js';
import { Pace } from './pace.js';
import { Session, type SessionHost, type SessionRole } from './session.js';

const UNPROVED_MS = 6000;
const AWAIT_OFFER_MS = 8000;
const LEAVE_GRACE_MS = 1000;
const MAX_FAILURES = 3;

/** The sessions of one pair, one after another (protocol §6); each has its own RTCPeerConnection. */
export class Link implements SessionHost {
  readonly environment: Environment;
  readonly secrets: Promise<Secrets>;
  readonly #host: LinkHost;
  readonly #place: LinkPlace;
  readonly #pace: Pace;
  #state: LinkState = 'idle';
  #n = 0;
  #seenN = 0;
  #isOfferer = false;
  #failures = 0;
  /** Changes with every attempt, so that what was awaited for an earlier one is known to be late. */
  #attempt: object | undefined;
  #session: Session | undefined;
  #remote: RemoteMember | undefined;
  #iceServers: RTCIceServer[] | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(host: LinkHost, place: LinkPlace) {
    this.#host = host;
    this.#place = place;
    this.environment = place.environment;
    this.secrets = host.secrets;
    this.#pace = new Pace(host.timers, place.environment);
  }

  get state(): LinkState { return this.#state; }
  /** Given up, or one did not let the other in. */
  get isOver(): boolean { return this.#state === 'closed' || this.#state === 'refused'; }
  get isBusy(): boolean { return this.#state !== 'idle' && !this.isOver; }
  get remote(): RemoteMember | undefined { return this.#remote?.isShown ? this.#remote : undefined; }

  /** On the control channel; false, and nothing happens, where none is open. */
  send(message: ControlMessage): boolean {
    if (!this.#session?.control.isOpen) return false;
    this.#session.control.send(message);
    return true;
  }

  // ── first descriptions ──

  /** Offers a new session. */
  async start(): Promise<void> {
    if (!this.#pace.take()) await this.#pace.turn();
    if (!this.#host.isAdmitted) return;
    if (!this.#host.hasPlace) return this.#host.refuse('room-full');
    const session = await this.#begin({ n: Math.max(this.#n, this.#seenN) + 1, isOfferer: true });
    if (session) await this.#describe(session);
  }

  /** An offer of that session came, whether or not it is answered. */
  saw(n: number): void { this.#seenN = Math.max(n, this.#seenN); }

  async onDescription(message: Description): Promise<void> {
    if (message.d > 1) await this.#onLaterDescription(message);
    else if (message.t === 'offer') await this.#onOffer(message);
    else await this.#onAnswer(message);
  }

  async #onOffer(message: Description): Promise<void> {
    const { n } = message;
    if (n < this.#n) return this.#host.post({ t: 'gone', n, hi: this.#n });
    if (n === this.#n && !this.#loses()) return;
    if (!this.#host.acceptsFingerprint(message.sdp)) return;
    if (!this.#pace.take()) await this.#pace.turn();
    if (n < this.#seenN) return; // a newer one waits behind it
    if (this.#host.hasPlace) await this.#accept(message); else this.#host.refuse('room-full');
  }

  async #onAnswer(message: Description): Promise<void> {
    const session = this.#session;
    if (message.n !== this.#n || !this.#isOfferer || session?.pc.signalingState !== 'have-local-offer') return;
    if (!this.#host.acceptsFingerprint(message.sdp)) return;
    this.announce();
    if (session.isDisposed) return; // the last place was taken meanwhile
    this.#remote?.labelled.adopt(message.channels);
    await session.setRemote('answer', message.sdp);
  }

  async onCandidates({ n, o, list }: Candidates): Promise<void> {
    if (!this.#session || n !== this.#n || o === this.#isOfferer) return;
    const refused = await this.#session.addCandidates(list);
    if (refused) this.#place.count('dropped:candidate');
  }

  // ── sessions that went wrong ──

  onGone({ n, hi, final }: Gone): void {
    if (n !== this.#n) return;
    this.#n = Math.max(this.#n, hi);
    if (this.#state === 'up' || this.isOver) return;
    if (final) this.#fail(noRoute(this.#iceServers)); else this.#host.run(() => this.start());
  }

  onNudge({ n }: Nudge): void {
    if (n !== this.#n || this.#state === 'up') return;
    if (!this.#session && this.#isOfferer && !this.isOver) this.#host.run(() => this.start());
    else if (!this.#session) this.#host.post({ t: 'gone', n, hi: this.#n, ...(this.isOver && { final: true }) });
  }

  /** The other side forgot what we had: it offers anew, or we part. */
  awaitOffer(): void {
    if (!this.#session) return;
    this.#drop();
    this.#remote?.suspend();
    this.#wait();
  }

  /** Another try after giving up. */
  revive(): void { this.#failures = 0; }

  giveUpWaiting(): void { if (this.#state === 'idle') this.#state = 'closed'; }

  /** What the other side says of itself; the latest holds. */
  learn(metadata: unknown): void { this.#remote?.learn(metadata); }

  /** Shows the remote, once it proved itself and said who it is, and while there is a place for it. */
  announce(): void {
    if (!this.#host.isProved || !this.#host.isIntroduced || !this.#session) return;
    if (this.#host.hasPlace) this.#remote?.announce(); else this.#host.refuse('room-full');
  }

  /** Something authentic came: from now on the attempt has the application's time. */
  proved(): void { if (this.#state === 'attempt') this.#arm(); }

  /** Everything ends. Where one of us did not let the other in, joins and queries stir nothing any more. */
  end(reason: CloseReason, state: 'closed' | 'refused' = 'closed'): void {
    this.#drop();
    this.#state = state;
    this.#remote?.close(reason);
    this.#remote = undefined;
  }

  sayGoodbye(): void { this.#session?.control.send({ t: 'leave' }); }

  /** Ends here at once, and closes once the goodbye was heard. */
  leave(flushMs: number): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#stopTimer?.();
    this.end('left');
    return new Promise((resolve) => (session ? session.disposeAfterFlush(flushMs, resolve) : resolve()));
  }

  // ── SessionHost ──

  onLocalCandidates({ n, isOfferer }: SessionRole, list: Candidate[]): void { this.#host.post({ t: 'cand', n, o: isOfferer, list }); }
  onControlOpen(): void { this.#host.onControlOpen(); }
  onControl(message: ControlMessage): void { this.#host.onControl(message); }
  onViolation(why: string): void {
    this.#place.count(`violation:${why}`);
    this.#attemptFailed();
  }

  onProved(): void {
    if (!this.#session || this.#state === 'up') return;
    this.#stopTimer?.();
    this.#state = 'up';
    this.#failures = 0;
    this.announce();
    if (!this.remote) return; // no place for it
    this.#host.onUp();
    this.#remote?.up(this.#session);
  }

  // A leave, or the offer of a new session, may be on its way over the driver.
  onControlClosed(): void {
    if (this.#state !== 'up') return this.#attemptFailed();
    this.#remote?.suspend('crashed');
    this.#stopTimer = this.#host.timers.after(LEAVE_GRACE_MS, () => this.#giveUp(lost('crashed')));
  }

  onConnectionState(state: RTCPeerConnectionState): void {
    if (state === 'connected' && this.#state === 'up') this.#remote?.back();
    if (state === 'disconnected') this.#remote?.disconnected('timeout');
    if (state !== 'failed') return;
    if (this.#state === 'up') this.#giveUp(lost('timeout')); else this.#attemptFailed();
  }

  // ── inside ──

  /** Of two offers of the same session the lower id's wins; an answered one only repeats. */
  #loses(): boolean { return this.#isOfferer && !this.#host.isLower; }

  async #begin(role: SessionRole): Promise<Session | undefined> {
    this.#drop();
    this.#remote?.suspend();
    this.#place.log('session', { remote: this.#host.id, ...role });
    this.#n = role.n;
    this.#isOfferer = role.isOfferer;
    this.#state = 'attempt';
    this.#arm();
    const attempt = this.#attempt = {};
    try {
      const made = this.#place.createConnection();
      const pc = made instanceof Promise ? await made : made;
      if (attempt === this.#attempt) return this.#adopt(new Session(this, role, pc));
      pc.close(); // dropped, or timed out, meanwhile
    } catch (cause) {
      this.#place.onError(peerLimit(cause));
      this.#part('timeout');
    }
    return undefined;
  }

  #adopt(session: Session): Session {
    this.#session = session;
    this.#iceServers = session.pc.getConfiguration().iceServers;
    this.#remote ??= this.#host.createRemote();
    this.#remote.begin(session);
    return session;
  }

  async #accept({ n, sdp, channels }: Description): Promise<void> {
    const session = await this.#begin({ n, isOfferer: false });
    if (!session) return;
    this.announce();
    if (session.isDisposed) return; // the last place was taken meanwhile
    this.#remote?.labelled.adopt(channels);
    await session.setRemote('offer', sdp);
    if (!session.isDisposed) await this.#describe(session);
  }

  /** My first description of a session; it also says who I am. */
  async #describe(session: Session): Promise<void> {
    const { n, isOfferer } = session, channels = this.#remote?.labelled.describe() ?? [];
    const sdp = await session.describe();
    if (session.isDisposed) return;
    this.#host.post({ t: isOfferer ? 'offer' : 'answer', n, d: 1, sdp, ...this.#host.introduce(), slots: [], channels });
  }

  async #onLaterDescription(message: Description): Promise<void> {
    if (message.n !== this.#n || !this.#session) return this.#host.post({ t: 'gone', n: message.n, hi: this.#n });
    if (this.#host.acceptsFingerprint(message.sdp)) await this.#remote?.onDescription(message);
  }

  #arm(): void {
    this.#stopTimer?.();
    const ms = this.#host.isProved ? this.#place.connectionTimeout * 1000 || 15_000 : UNPROVED_MS;
    this.#stopTimer = this.#host.timers.after(ms, () => this.#attemptFailed());
  }

  #attemptFailed(): void {
    this.#drop();
    this.#remote?.suspend();
    if (!this.#host.isProved) return this.#host.onUnproved();
    if (++this.#failures >= MAX_FAILURES && this.#place.connectionTimeout > 0) return this.#giveUp(noRoute(this.#iceServers));
    if (this.#isOfferer) return this.#host.run(() => this.start());
    this.#wait();
    this.#host.post({ t: 'nudge', n: this.#n });
  }

  #wait(): void {
    this.#state = 'wait';
    this.#stopTimer = this.#host.timers.after(AWAIT_OFFER_MS, () => {
      if (this.#place.connectionTimeout > 0) return this.#giveUp(noRoute(this.#iceServers));
      this.#wait();
      this.#host.post({ t: 'nudge', n: this.#n });
    });
  }

  #giveUp(failure: LinkFailure): void {
    this.#host.post({ t: 'gone', n: this.#n, hi: this.#n, final: true });
    this.#fail(failure);
  }

  #fail(failure: LinkFailure): void {
    this.#remote?.failed(failure.reason, connectionFailed(this.#remote.id, failure));
    this.#part(failure.reason);
  }

  #part(reason: CloseReason): void {
    this.end(reason);
    this.#host.onParted();
  }

  #drop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#session?.dispose();
    this.#session = this.#attempt = undefined;
  }
}
