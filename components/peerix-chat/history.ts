import { Bucket } from '../../src/bucket.js';
import type { Peer, Remote } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import type { ChatMessage } from './message.js';
import { pack, unpack } from './packing.js';

/** Then the next member is asked; an answer that comes later still counts. */
const PATIENCE_MS = 5000;
/** Answers to one member: so many at once, then one in so many seconds. */
const ANSWERS = 3;
const SECONDS_PER_ANSWER = 10;

export interface HistoryHost {
  readonly peer: Peer;
  /** What this member has. */
  readonly messages: readonly ChatMessage[];
  onHistory(messages: readonly ChatMessage[]): void;
}

/**
 * What was said before one came, from a member who heard it: one is asked at a time until one has something. On a label of
 * its own, so that listeners of the chat see only chat: `'ask'`, and for an answer a list of messages.
 */
export class History {
  readonly label: string;
  readonly #host: HistoryHost;
  /** Each is asked once. */
  readonly #asked = new WeakSet<Remote>();
  readonly #answers = new WeakMap<Remote, Bucket>();
  /** Who may answer. */
  readonly #awaited = new Set<Remote>();
  #isDone = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(chat: string, host: HistoryHost) {
    this.label = `${chat}/history`;
    this.#host = host;
  }

  /** Somebody came. */
  look(): void {
    if (this.#isDone || this.#timer !== undefined) return;
    const next = [...this.#host.peer.remotes.values()].find((remote) => remote.state === 'connected' && !this.#asked.has(remote));
    if (next) this.#ask(next);
  }

  receive(remote: Remote, data: unknown): void {
    if (data === 'ask') this.#answer(remote);
    else if (this.#awaited.delete(remote)) this.#take(remote, data);
  }

  /** It will not answer. */
  gone(remote: Remote): void {
    if (this.#awaited.delete(remote)) this.#goOn();
  }

  end(): void {
    this.#isDone = true;
    this.#awaited.clear();
    clearTimeout(this.#timer);
  }

  #ask(remote: Remote): void {
    this.#asked.add(remote);
    this.#awaited.add(remote);
    this.#timer = setTimeout(() => this.#goOn(), PATIENCE_MS);
    this.#say(remote, 'ask', () => this.gone(remote));
  }

  #goOn(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.look();
  }

  #answer(remote: Remote): void {
    const bucket = this.#answers.get(remote) ?? new Bucket(ANSWERS, 1 / SECONDS_PER_ANSWER, () => performance.now());
    this.#answers.set(remote, bucket);
    // Whoever hears no answer asks the next.
    if (bucket.take()) this.#say(remote, pack(this.#host.messages, Date.now()), () => {});
  }

  #take(remote: Remote, data: unknown): void {
    const messages = unpack(data, Date.now(), nameIn(remote.metadata), this.#host.peer.id);
    if (!messages?.length) return this.#goOn();
    this.end();
    this.#host.onHistory(messages);
  }

  #say(remote: Remote, data: string | readonly object[], onFailure: () => void): void {
    remote.send(data, { label: this.label }).then((report) => { if (!report.ok) onFailure(); }, onFailure);
  }
}
