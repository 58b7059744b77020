import type { Due } from '../clock.js';
import type { SimChannel } from './channel.js';
import type { SimConnection } from './connection.js';
import { Stream } from './stream.js';

/** Time that the platform takes, in ms: at least, and how much more it may be. */
const OPENING = [8, 30] as const;
const HEALING = [8, 500] as const;
const CLOSING = [4, 6] as const;
/** Measured: a dead path is `disconnected` after 5–7.6 s and `failed` after 15–18 s (facts.md). */
const DISCONNECTED = [5000, 2600] as const;
const FAILED = [15_000, 3000] as const;

/** Connectivity checks of a path that is in use (RFC 7675 §5.1), and of one that is doubted; receipts of SCTP. */
const CHECK_MS = 2500;
const DOUBT_MS = 900;
const RECEIPT_BYTES = 28;

/** What two connections share once each has the other's description: ICE, DTLS and SCTP in one. */
export class Wire {
  readonly #ends: readonly [SimConnection, SimConnection];
  readonly #streams = new Map<string, Stream>();
  readonly #down = new Map<SimConnection, Due[]>();
  #isOpen = false;
  #isBroken = false;
  #isOver = false;
  #changing: Due | undefined;
  /** User name fragments of both ends: what an ICE restart replaces. */
  #pair = '';
  #failedPair: string | undefined;
  readonly #bytes = new Map<SimConnection, number>();
  readonly #checks = [{ responses: 0, requests: 0 }, { responses: 0, requests: 0 }];
  #checkedMs = 0;
  #whole: number | undefined;

  constructor(a: SimConnection, b: SimConnection) {
    this.#ends = [a, b];
    a.network.add(this);
  }

  get isOpen(): boolean { return this.#isOpen && !this.#isOver; }
  isBetween(a: number, b: number): boolean { return this.#ends.every(({ tab: { host } }) => host === a || host === b); }
  /** What that end sends arrives; over half a path, too, until somebody gives it up. */
  flowsFrom(end: SimConnection): boolean {
    const other = this.other(end);
    if (!this.isOpen || [end, other].some(({ tab, connectionState }) => tab.isDead || connectionState === 'failed')) return false;
    return end.network.reaches(end.tab.host, other.tab.host) && (!this.#isBroken || !this.#hasPath);
  }

  /** What a page sees in the statistics of the pair of candidates in use. The network thread counts, frozen page or not. */
  received(end: SimConnection): { readonly bytesReceived: number; readonly responsesReceived: number; readonly requestsReceived: number } {
    const checkedMs = this.#checkedMs + (this.#whole === undefined ? 0 : end.network.clock.now - this.#whole);
    const checks = end.network.loss > 0 ? 0 : Math.floor(checkedMs / CHECK_MS), { responses, requests } = this.#checks[this.#ends.indexOf(end)]!;
    return { bytesReceived: this.#bytes.get(end) ?? 0, responsesReceived: checks + responses, requestsReceived: checks + requests };
  }

  /** Where packets get lost, each check meets its own fate. */
  #checkLossy(): void {
    const { clock, random, loss } = this.#ends[0].network;
    if (this.#isOver) return;
    this.#ends.forEach((end, i) => {
      if (!this.flowsFrom(end) || random() < loss) return;
      this.#checks[1 - i]!.requests++;
      if (this.flowsFrom(this.other(end)) && random() > loss) this.#checks[i]!.responses++;
    });
    clock.after(DOUBT_MS, () => this.#checkLossy());
  }

  /** Something of that end's arrived: the other takes it in and says so. */
  carried(from: SimConnection, bytes: number): void {
    const other = this.other(from);
    this.#bytes.set(other, (this.#bytes.get(other) ?? 0) + bytes);
    const { loss, random } = from.network;
    if (this.flowsFrom(other) && !(loss > 0 && random() < loss)) this.#bytes.set(from, (this.#bytes.get(from) ?? 0) + RECEIPT_BYTES);
  }

  other(end: SimConnection): SimConnection { return end === this.#ends[0] ? this.#ends[1] : this.#ends[0]; }

  stream(from: SimChannel, end: SimConnection): Stream {
    const key = `${this.#ends.indexOf(end)}/${from.id}`;
    const known = this.#streams.get(key);
    if (known) return known;
    const stream = new Stream(this, end, from.id, from.ordered);
    this.#streams.set(key, stream);
    return stream;
  }

  /** Both ends use these. */
  agree(pair: string): void {
    this.#pair = pair;
    this.check();
  }

  /** One end gave up: only other fragments, of an ICE restart, will do. */
  failed(): void {
    this.#failedPair = this.#pair;
    this.check();
  }

  /** Something changed that it depends on. */
  check(): void {
    if (this.#isOver) return;
    if (!this.#isPossible) return this.#break();
    if (!this.#isOpen) this.#soon(OPENING, () => this.#open());
    else if (this.#isBroken) this.#soon(HEALING, () => this.#heal());
  }

  /** That end closed; the other hears of it if anything gets through. */
  close(end: SimConnection): void {
    if (!this.#isOpen || this.#isOver) return this.#end();
    const other = this.other(end), { clock, random } = end.network;
    clock.after(CLOSING[0] + random() * CLOSING[1], () => {
      const isHeard = this.flowsFrom(end);
      this.#break();
      this.#end();
      if (isHeard) for (const channel of [...other.channels.values()]) other.tab.after(random(), () => channel.closedByOther());
    });
  }

  /** Its channels close at both ends; nothing more goes over it. */
  abort(): void {
    if (!this.isOpen) return;
    this.#measure(false);
    this.#end();
    for (const end of this.#ends) {
      for (const channel of [...end.channels.values()]) end.tab.after(end.tab.random() * 50, () => channel.closedByOther());
    }
  }

  get #hasPath(): boolean {
    const [a, b] = this.#ends;
    return !a.tab.isDead && !b.tab.isDead && a.network.reaches(a.tab.host, b.tab.host) && a.network.reaches(b.tab.host, a.tab.host);
  }

  get #isPossible(): boolean {
    return this.#hasPath && this.#pair !== this.#failedPair && this.#ends.every((end) => !end.isOver && end.connectionState !== 'failed');
  }

  /** After so long, unless it has become impossible by then. */
  #soon([least, more]: readonly [number, number], change: () => void): void {
    if (this.#changing) return;
    const { clock, random } = this.#ends[0].network;
    this.#changing = clock.after(least + random() * more, () => {
      this.#changing = undefined;
      if (!this.#isOver && this.#isPossible) change();
    });
  }

  // Each checks that the certificate is the one that the description named (RFC 8122).
  #open(): void {
    const [a, b] = this.#ends;
    const isTrue = a.remoteFingerprint === b.fingerprint && b.remoteFingerprint === a.fingerprint;
    if (!isTrue) return [a, b].forEach((end) => end.show('failed'));
    this.#isOpen = true;
    this.#measure(true);
    if (a.network.loss > 0) this.#checkLossy();
    for (const end of this.#ends) end.tab.after(end.tab.random() * 4, () => end.opened());
  }

  #break(): void {
    if (this.#isBroken || !this.#isOpen) return;
    this.#isBroken = true;
    this.#measure(false);
    for (const end of this.#ends) {
      const { clock, random } = end.network;
      const at = ([least, more]: readonly [number, number], state: 'disconnected' | 'failed') => {
        return clock.after(least + random() * more, () => end.show(state));
      };
      this.#down.set(end, [at(DISCONNECTED, 'disconnected'), at(FAILED, 'failed')]);
    }
  }

  #heal(): void {
    this.#isBroken = false;
    this.#measure(true);
    for (const end of this.#ends) {
      for (const due of this.#down.get(end) ?? []) end.network.clock.cancel(due);
      end.show('connected');
    }
    for (const stream of this.#streams.values()) stream.flow();
  }

  #measure(isWhole: boolean): void {
    const { now } = this.#ends[0].network.clock;
    if (this.#whole !== undefined) this.#checkedMs += now - this.#whole;
    this.#whole = isWhole ? now : undefined;
  }

  #end(): void {
    this.#isOver = true;
    this.#ends[0].network.remove(this);
  }
}
