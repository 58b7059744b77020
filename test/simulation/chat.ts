import type { Outcome as Fate, Peer, Remote } from '../../src/index.js';
import { pick, type Random } from './random.js';

/** Numbered messages on channels of every kind. */
export const CHAT = {
  ordered: {}, unordered: { ordered: false }, unreliable: { ordered: false, maxRetransmits: 0 },
} as const;
const LABELS = Object.keys(CHAT) as (keyof typeof CHAT)[];
const LARGE = 100_000;
const LARGE_SHARE = 0.02;

export interface ChatHost {
  readonly random: Random;
  /** What arrived anywhere in this run. */
  readonly arrived: Set<string>;
  illegal(what: string): void;
}

interface Said { readonly me: string | undefined; readonly label: string; readonly number: number; readonly to: ReadonlyMap<string, Remote>; report?: ReadonlyMap<string, Fate> }

/** What one peer says to others, and hears of them: nothing that is reliable gets lost, nothing comes twice, and reports are true. */
export class Chat {
  readonly #peer: Peer;
  readonly #host: ChatHost;
  readonly #said: Said[] = [];
  /** By the sender's id and the label. */
  readonly #heard = new Map<string, number>();
  readonly #closed = new Map<Remote, string | undefined>();
  #serial = 0;

  constructor(peer: Peer, host: ChatHost) {
    this.#peer = peer;
    this.#host = host;
    for (const label of LABELS) peer.open({ label, ...CHAT[label] });
    peer.on('channel:message', ({ remote, label, data }) => { if (label in CHAT) this.#hear(remote, label, parseInt(data as string)); });
    peer.on('connection:closed', ({ remote, reason }) => this.#closed.set(remote, reason));
    peer.on('channel:close', ({ remote, label }) => { if (label in CHAT) queueMicrotask(() => this.#checkGone(remote, label)); });
  }

  /** Says something to one of the others, or to all. */
  say(label = pick(this.#host.random, LABELS)!): void {
    const there = [...this.#peer.remotes].filter(([, { state }]) => state === 'connected' || state === 'disconnected');
    const one = this.#host.random() < 0.5 ? pick(this.#host.random, there) : undefined, to = new Map(one ? [one] : there);
    if (this.#peer.state !== 'joined' || to.size === 0) return;
    const said: Said = { me: this.#peer.id, label, number: ++this.#serial, to };
    this.#said.push(said);
    this.#peer.send(this.#text(said), { label, ...(one && { to: one[0] }) })
      .then((report) => this.#settle(said, report), (error: unknown) => this.#host.illegal(`send failed: ${error}`));
  }

  /** Messages that have no end though their addressees are there. */
  unsettled(): string[] {
    return this.#said.filter(({ report, to }) => !report && ![...to.values()].some((remote) => this.#closed.has(remote)))
      .map(({ label, number }) => `${label} message ${number} of ${this.#peer.id} is still under way`);
  }

  #text({ label, number }: Said): string {
    const isLarge = label !== 'unreliable' && this.#host.random() < LARGE_SHARE;
    return `${number} ${isLarge ? 'x'.repeat(LARGE) : ''}`;
  }

  #checkGone(remote: Remote, label: string): void { if (!this.#closed.has(remote)) this.#host.illegal(`${label} closed`); }

  #hear(remote: Remote, label: string, number: number): void {
    const key = `${remote.id}>${this.#peer.id} ${number}`, order = `${remote.id} ${label}`;
    if (this.#host.arrived.has(key)) this.#host.illegal(`${label} message ${number} of ${remote.id} came twice`);
    this.#host.arrived.add(key);
    if (label === 'ordered' && number < (this.#heard.get(order) ?? 0)) this.#host.illegal(`${label} message ${number} of ${remote.id} came late`);
    this.#heard.set(order, number);
  }

  #settle(said: Said, report: ReadonlyMap<string, Fate>): void {
    said.report = report;
    if ([...report.keys()].sort().join() !== [...said.to.keys()].sort().join()) this.#host.illegal('a report of others than were addressed');
    for (const [id, remote] of said.to) this.#check(said, id, remote, report.get(id));
  }

  #check({ me, label, number }: Said, id: string, remote: Remote, fate: Fate | undefined): void {
    const hasArrived = this.#host.arrived.has(`${me}>${id} ${number}`), isOver = this.#closed.has(remote);
    const what = `${label} message ${number} to ${id}`;
    if (fate === 'delivered' && label !== 'unreliable') return hasArrived ? undefined : this.#host.illegal(`${what} was reported delivered, and is not`);
    if ((fate === 'sent' || fate === 'dropped') && label === 'unreliable') return;
    if (fate === 'closed' && isOver) return;
    if (fate === 'left' && isOver && this.#closed.get(remote) === 'left') return;
    this.#host.illegal(`${what} was reported ${fate}`);
  }
}
