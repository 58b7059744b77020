import type { Message, Slot } from '../signaling/message.js';
import type { Session } from './session.js';

type Description = Extract<Message, { t: 'offer' | 'answer' }>;

/** The slots of my own. */
export interface NegotiationSlots {
  /** They take the m-lines that are there. True when every slot found one. */
  reuse(): boolean;
  /** The others get new ones, which only an offer can carry. */
  add(): void;
  /** Those that my description carries. */
  describe(): Slot[];
}

export interface NegotiationHost {
  /** Reliable, in order, on whichever path is up. */
  post(message: Message): void;
  /** The other side's slots; its description is set. */
  apply(slots: readonly Slot[]): void;
}

/**
 * Offers and answers on a living link (protocol §6). Offers follow a token, so two never cross and nothing is ever
 * rolled back: the session's offerer holds it, the answerer asks, gets it with `go`, and gives it back by being answered.
 */
export class Negotiation {
  readonly #session: Session;
  readonly #slots: NegotiationSlots;
  readonly #host: NegotiationHost;
  #hasToken: boolean;
  #needsOffer = false;
  #hasAsked = false;
  #isAsked = false;
  #pending: number | undefined;
  #dMine = 1;
  #dSeen = 1;

  constructor(session: Session, slots: NegotiationSlots, host: NegotiationHost) {
    this.#session = session;
    this.#slots = slots;
    this.#host = host;
    this.#hasToken = session.isOfferer;
  }

  /** Something changed that only a description can say. */
  async request(): Promise<void> {
    this.#needsOffer = true;
    await this.#next();
  }

  /**
   * New paths (ICE restart, RFC 8445 §2.4), on the same connection. Only the session's offerer, and only while it holds
   * the token: false, and nothing happens, otherwise.
   */
  async restart(): Promise<boolean> {
    if (!this.#session.isOfferer || !this.#hasToken) return false;
    this.#session.pc.restartIce();
    await this.#offer();
    return true;
  }

  async onAsk(): Promise<void> {
    if (!this.#session.isOfferer) return;
    this.#isAsked = true;
    await this.#next();
  }

  onUnask(): void { this.#isAsked = false; }

  async onGo(): Promise<void> {
    if (this.#session.isOfferer || this.#hasToken) return;
    this.#hasAsked = false;
    this.#hasToken = true;
    await this.#offer(); // even with nothing left to say: the token goes back only this way
  }

  async onOffer({ d, sdp, slots }: Description): Promise<void> {
    if (d <= this.#dSeen || this.#hasToken) return;
    this.#dSeen = d;
    const session = this.#session;
    await session.setRemote('offer', sdp);
    if (session.isDisposed) return;
    this.#host.apply(slots);
    const isComplete = this.#slots.reuse();
    const answer = await session.describe();
    if (session.isDisposed) return;
    if (isComplete) this.#takeBack(); // before the answer, upon which the token would come
    this.#host.post({ t: 'answer', n: session.n, d, sdp: answer, slots: this.#slots.describe(), channels: [] });
    if (session.isOfferer) this.#hasToken = true;
    await this.#next();
  }

  async onAnswer({ d, sdp, slots }: Description): Promise<void> {
    if (d !== this.#pending) return;
    await this.#session.setRemote('answer', sdp);
    if (this.#session.isDisposed) return;
    this.#pending = undefined;
    if (!this.#session.isOfferer) this.#hasToken = false;
    this.#host.apply(slots);
    await this.#next();
  }

  // Who asked comes before a further offer of mine: else a busy offerer starves the other side.
  async #next(): Promise<void> {
    if (this.#pending !== undefined || this.#session.isDisposed) return;
    if (this.#hasToken && this.#isAsked) this.#give();
    else if (this.#needsOffer && this.#hasToken) await this.#offer();
    else if (this.#needsOffer && !this.#session.isOfferer && !this.#hasAsked) this.#ask();
  }

  #give(): void {
    this.#isAsked = this.#hasToken = false;
    this.#session.control.send({ t: 'go' });
  }

  #ask(): void {
    this.#hasAsked = true;
    this.#session.control.send({ t: 'ask' });
  }

  // The answer says it all. A `go` that is on its way is still followed by an offer.
  #takeBack(): void {
    this.#needsOffer = false;
    if (!this.#hasAsked) return;
    this.#hasAsked = false;
    this.#session.control.send({ t: 'unask' });
  }

  async #offer(): Promise<void> {
    const session = this.#session, d = this.#pending = ++this.#dMine;
    this.#needsOffer = false;
    const sdp = await this.#prepare();
    if (session.isDisposed) return;
    this.#host.post({ t: 'offer', n: session.n, d, sdp, slots: this.#slots.describe(), channels: [] });
  }

  // What the browser refuses must not keep later changes from being offered.
  async #prepare(): Promise<string> {
    try {
      if (!this.#slots.reuse()) this.#slots.add();
      return await this.#session.describe();
    } catch (error) {
      this.#pending = undefined;
      throw error;
    }
  }
}
