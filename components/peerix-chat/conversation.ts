import { PeerixError, type Outcome, type Peer, type PeerEventMap, type Remote } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import { observe, report } from '../peerix-room/hooks.js';
import { declareChannel } from '../room/declared-channels.js';
import { isHere, missing } from './delivery.js';
import { History, type HistoryHost } from './history.js';
import { idIn, keyOf, MAX_LENGTH, newId, shownText, type ChatMessage } from './message.js';
import { MessageLog } from './message-log.js';

/** Told of every change, and with it of a message that was just sent or heard from its author. */
export type Watcher = (message?: ChatMessage) => void;

const conversations = new WeakMap<Peer, Map<string, Conversation>>();

/** The one of that label; elements that show it share it. */
export function conversationOf(peer: Peer, label: string): Conversation {
  const all = conversations.get(peer) ?? new Map<string, Conversation>();
  conversations.set(peer, all);
  const conversation = all.get(label) ?? new Conversation(peer, label);
  all.set(label, conversation);
  return conversation;
}

/** What is said in a room under one label, for as long as somebody watches. Every stay begins with nothing: others may be there. */
export class Conversation implements HistoryHost {
  readonly peer: Peer;
  readonly #label: string;
  readonly #log = new MessageLog();
  readonly #watchers = new Set<Watcher>();
  #history: History;
  #stay: string | undefined;
  #stop = (): void => {};

  constructor(peer: Peer, label: string) {
    this.peer = peer;
    this.#label = label;
    this.#history = new History(label, this);
  }

  get labels(): readonly string[] { return [this.#label, this.#history.label]; }
  get messages(): readonly ChatMessage[] { return this.#log.messages; }

  /** The first watcher opens the channels, the last closes them. Throws `BAD_OPTION` for the label, and `CHANNEL_MISMATCH`. */
  watch(watcher: Watcher): () => void {
    if (!this.#watchers.size) this.#begin();
    this.#watchers.add(watcher);
    return () => {
      if (this.#watchers.delete(watcher) && !this.#watchers.size) this.#stop();
    };
  }

  /** Throws `NOT_JOINED`, `BAD_DATA`, `TOO_LARGE`. */
  send(text: string): ChatMessage {
    const { id: from } = this.peer;
    if (!from || this.peer.state !== 'joined') throw notJoined();
    const message: ChatMessage = {
      id: newId(), from, name: nameIn(this.peer.metadata), text: checkText(text), at: Date.now(), own: true, delivery: new Map(),
    };
    this.#log.append(message);
    this.#deliver(message, [...this.peer.remotes.values()].filter(isHere));
    const sent = this.#log.get(keyOf(message)) ?? message;
    this.#tell(sent);
    return sent;
  }

  /** To those who are here and did not get it. */
  retry(message: ChatMessage): void {
    const now = this.#log.get(keyOf(message));
    if (now?.delivery) this.#deliver(now, missing(now.delivery, this.peer.remotes));
  }

  onHistory(messages: readonly ChatMessage[]): void {
    this.#log.merge(messages);
    this.#tell();
  }

  #begin(): void {
    const stops: (() => void)[] = [];
    this.#stop = () => stops.splice(0).forEach((stop) => stop());
    try {
      for (const label of this.labels) stops.push(declareChannel(this.peer, { label }));
    } catch (error) {
      this.#stop();
      throw error;
    }
    this.#history = new History(this.#label, this);
    stops.push(observe(this.peer, (name, event) => this.#observe(name, event)), () => this.#history.end());
    this.#follow();
    this.#history.look();
  }

  #observe(name: string, event: object): void {
    this.#follow();
    if (name === 'channel:message') this.#receive(event as PeerEventMap['channel:message']);
    if (name === 'connection:connected') this.#history.look();
    if (name === 'connection:closed') this.#history.gone((event as PeerEventMap['connection']).remote);
  }

  /** Whoever joins anew is somebody else to the others, and they may be others. */
  #follow(): void {
    const { id } = this.peer;
    if (!id || id === this.#stay) return;
    const isAnother = !!this.#stay;
    this.#stay = id;
    if (!isAnother) return;
    this.#history.end();
    this.#history = new History(this.#label, this);
    this.#log.clear();
    this.#tell();
  }

  #receive({ label, remote, data, info }: PeerEventMap['channel:message']): void {
    if (label === this.#history.label) return this.#history.receive(remote, data);
    // Whatever a stranger sends: only text is chat.
    const text = label === this.#label && typeof data === 'string' ? shownText(data) : '';
    if (text) this.#hear({ id: idIn(info), from: remote.id, name: nameIn(remote.metadata), text, at: Date.now(), own: false });
  }

  #hear(message: ChatMessage): void {
    if (this.#log.append(message)) this.#tell(message);
    else this.#tell();
  }

  /** One by one, so that who is being reconnected keeps nobody's answer back. */
  #deliver(message: ChatMessage, to: readonly Remote[]): void {
    this.#settle(message, to.map(({ id }) => [id, undefined]));
    const { id, at, text } = message;
    for (const remote of to) {
      remote.send(text, { label: this.#label, info: { id, at } }).then(
        (outcomes) => this.#settle(message, [[remote.id, outcomes.get(remote.id) ?? 'closed']]),
        (error: PeerixError) => {
          report(this.peer, error);
          this.#settle(message, [[remote.id, 'closed']]);
        },
      );
    }
  }

  #settle(message: ChatMessage, outcomes: readonly (readonly [string, Outcome | undefined])[]): void {
    const now = this.#log.get(keyOf(message));
    if (!now?.delivery) return;
    this.#log.replace({ ...now, delivery: new Map([...now.delivery, ...outcomes]) });
    this.#tell();
  }

  #tell(message?: ChatMessage): void { for (const watcher of [...this.#watchers]) watcher(message); }
}

function checkText(text: unknown): string {
  const words = typeof text === 'string' ? text.trim() : '';
  if (!words) throw new PeerixError('BAD_DATA', 'A chat message is text that is not empty.', { hint: 'Give a string; send other data on a channel of its own.' });
  if (words.length <= MAX_LENGTH) return words;
  throw new PeerixError('TOO_LARGE', `The message has ${words.length} characters; ${MAX_LENGTH} are allowed.`, { hint: 'Send it in parts.' });
}

export const notJoined = (): PeerixError => new PeerixError('NOT_JOINED', 'A chat message needs a room.', { hint: 'Wait until the room is joined.' });
