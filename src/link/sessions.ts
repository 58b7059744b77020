import type { RemoteMember } from '../remote.js';
import type { Candidates, Description } from '../signaling/message.js';
import type { LinkHost, LinkPlace, LinkState } from './host.js';
import { Pace } from './pace.js';
import { Session, type SessionHost, type SessionRole } from './session.js';

/** The link that the sessions belong to. */
export interface SessionsHost extends SessionHost {
  /** The other member, shown or not yet. */
  readonly member: RemoteMember;
  readonly state: LinkState;
  /** An attempt begins; whatever was before is over. */
  onBegin(): void;
  /** How often I gave this pair up. */
  readonly life: number;
  /** How often the other side did. False where that is news: what it forgot is over here, too. */
  meet(life: number): boolean;
  /** Shows the remote, if it may be shown. */
  announce(): void;
  /** The browser gave none. */
  onNoConnection(): void;
}

/** One session after another, of which the last counts: who offers which, and what is answered (protocol §6). */
export class Sessions {
  readonly #link: SessionsHost;
  readonly #host: LinkHost;
  readonly #place: LinkPlace;
  readonly #pace: Pace;
  #n = 0;
  #seenN = 0;
  #isOfferer = false;
  /** Changes with every attempt, so that what was awaited for an earlier one is known to be late. */
  #attempt: object | undefined;
  #current: Session | undefined;
  #iceServers: RTCIceServer[] | undefined;

  constructor(link: SessionsHost, host: LinkHost, place: LinkPlace) {
    this.#link = link;
    this.#host = host;
    this.#place = place;
    this.#pace = new Pace(host, place.environment);
  }

  get current(): Session | undefined { return this.#current; }
  get n(): number { return this.#n; }
  get isOfferer(): boolean { return this.#isOfferer; }
  get iceServers(): RTCIceServer[] | undefined { return this.#iceServers; }

  /** Offers a new one. */
  async start(): Promise<void> {
    const n = this.#n, newest = Math.max(n, this.#seenN);
    for (const turn of this.#pace.turns()) {
      await turn;
      if (n !== this.#n || this.#seenN > newest || this.#link.state === 'up') return; // something better came meanwhile
    }
    if (!this.#host.isAdmitted) return;
    if (!this.#host.hasPlace) return this.#host.refuse('room-full');
    const session = await this.#begin({ n: Math.max(this.#n, this.#seenN) + 1, isOfferer: true });
    if (session) await this.#describe(session);
  }

  /** An offer of that number came, whether or not it is answered. */
  saw(n: number): void { this.#seenN = Math.max(n, this.#seenN); }

  /** The other side knows of that number: the next one is higher. */
  raise(n: number): void { this.#n = Math.max(n, this.#n); }

  async onDescription(message: Description): Promise<void> {
    if (message.d > 1) await this.#onLaterDescription(message);
    else if (message.t === 'offer') await this.#onOffer(message);
    else await this.#onAnswer(message);
  }

  async onCandidates({ n, o, list }: Candidates): Promise<void> {
    if (!this.#current || n !== this.#n || o === this.#isOfferer) return;
    const refused = await this.#current.addCandidates(list);
    if (refused) this.#place.count('dropped:candidate');
  }

  /** The session goes on elsewhere: its goodbye is still to be heard. */
  release(): Session | undefined {
    const session = this.#current;
    this.#current = this.#attempt = undefined;
    return session;
  }

  drop(): void { this.release()?.dispose(); }

  async #onOffer(message: Description): Promise<void> {
    const { n } = message;
    if (n < this.#n) return this.#sayGone(n);
    if (n === this.#n && !this.#loses()) return;
    if (!this.#host.acceptsFingerprint(message.sdp)) return;
    const isOld = () => n < this.#seenN; // a newer one waits behind it
    if (isOld()) return;
    for (const turn of this.#pace.turns()) {
      await turn;
      if (isOld()) return;
    }
    if (this.#host.hasPlace) await this.#accept(message); else this.#host.refuse('room-full');
  }

  async #onAnswer(message: Description): Promise<void> {
    const session = this.#current;
    if (message.n !== this.#n || !this.#isOfferer || session?.pc.signalingState !== 'have-local-offer') return;
    if (!this.#host.acceptsFingerprint(message.sdp)) return;
    if (!this.#link.meet(message.life ?? 0)) return this.start();
    this.#link.announce();
    if (session.isDisposed) return; // the last place was taken meanwhile
    this.#link.member.data.channels.adopt(message.channels);
    await session.setRemote('answer', message.sdp);
  }

  /** Of two offers of the same session the lower id's wins; an answered one only repeats. */
  #loses(): boolean { return this.#isOfferer && !this.#host.isLower; }

  async #begin(role: SessionRole): Promise<Session | undefined> {
    this.drop();
    this.#place.log('session', { remote: this.#host.id, ...role });
    this.#n = role.n;
    this.#isOfferer = role.isOfferer;
    this.#link.onBegin();
    const attempt = this.#attempt = {};
    try {
      const made = this.#place.createConnection();
      const pc = made instanceof Promise ? await made : made;
      if (attempt === this.#attempt) return this.#adopt(new Session(this.#link, role, pc));
      pc.close(); // dropped, or timed out, meanwhile
    } catch {
      if (attempt === this.#attempt) this.#link.onNoConnection();
    }
    return undefined;
  }

  #adopt(session: Session): Session {
    this.#current = session;
    this.#iceServers = session.pc.getConfiguration().iceServers;
    this.#link.member.begin(session);
    return session;
  }

  async #accept({ n, sdp, channels, life = 0 }: Description): Promise<void> {
    this.#link.meet(life);
    const session = await this.#begin({ n, isOfferer: false });
    if (!session) return;
    this.#link.announce();
    if (session.isDisposed) return; // the last place was taken meanwhile
    const isSet = session.setRemote('offer', sdp);
    this.#link.member.data.channels.adopt(channels); // beside it: other threads of the browser have the word
    await isSet;
    if (!session.isDisposed) await this.#describe(session);
  }

  /** My first description of a session; it also says who I am. */
  async #describe(session: Session): Promise<void> {
    const { n, isOfferer } = session, { life, member } = this.#link, isDescribed = session.describe();
    const channels = member.data.channels.describe(); // beside it: other threads of the browser have the word
    const sdp = await isDescribed;
    if (session.isDisposed) return;
    this.#host.post({ t: isOfferer ? 'offer' : 'answer', n, d: 1, sdp, ...this.#host.introduce(), life, slots: [], channels });
  }

  // One is answer enough to any number of stale offers.
  #sayGone(n: number): void { if (!this.#host.hasPosted('gone')) this.#host.post({ t: 'gone', n, hi: this.#n }); }

  async #onLaterDescription(message: Description): Promise<void> {
    if (message.n !== this.#n || !this.#current) return this.#sayGone(message.n);
    if (this.#host.acceptsFingerprint(message.sdp)) await this.#link.member.onDescription(message);
  }
}
