import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { textAttribute } from '../attributes.js';
import { drawSoon } from '../draw-soon.js';
import { wording } from '../language/language.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { ChannelWish } from '../room/channel-wish.js';
import { RoomController } from '../room/room-controller.js';
import { whyNot } from '../room/why-not.js';
import { Spoken } from '../spoken.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { flagStyles } from '../tile/flag-styles.js';
import type { TypedTarget } from '../typed-target.js';
import { Composer } from './composer.js';
import { conversationOf, notJoined, type Conversation } from './conversation.js';
import { missing } from './delivery.js';
import { Following } from './following.js';
import { keyOf, type ChatMessage } from './message.js';
import { noteOf } from './note.js';
import { rowTemplate } from './row-template.js';
import { rowsOf, type Row } from './rows.js';
import { chatStyles } from './styles.js';
import { dayOf } from './times.js';
import { Unread } from './unread.js';
import { chatWords } from './words.js';

export interface ChatEventMap extends HTMLElementEventMap {
  'chat-message': CustomEvent<{ message: ChatMessage }>;
  'chat-unread': CustomEvent<{ unread: number }>;
}

/**
 * The chat of the room around it. Messages go to everybody who is here, as text on the channel `label`, so `peer.send`
 * and `channel:message` of that label take part; `info` has `id` and `at`. Who comes later gets the last messages from a
 * member who has them, on the channel `<label>/history`; no server keeps them.
 *
 * Enter sends, Shift+Enter begins a line. It says who did not get a message, and sends it to them again. It is open while
 * it is in the document, and closed for both sides when it is removed; moving it changes nothing. Elements with the same
 * label in one room show the same conversation. Names and texts are text of strangers: links lead only to http, https and
 * mailto.
 *
 * @attr {string} label - The channel. Default `chat`.
 * @attr {string} heading - Shown above. Default: nothing.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ message: ChatMessage }>} chat-message - A message was sent, or heard from its author.
 *
 * @fires {CustomEvent<{ unread: number }>} chat-unread - Another number of messages is unread. Bubbles.
 *
 * @slot empty - Shown while there are no messages. Default: words that say why.
 *
 * @csspart heading - The heading.
 * @csspart log - The space of the messages, which scrolls.
 * @csspart own - One of one's own messages.
 * @csspart message - One message.
 * @csspart name - Who wrote it.
 * @csspart time - When.
 * @csspart text - Its words.
 * @csspart note - What became of one's own message.
 * @csspart divider - Between days, and before what is new.
 * @csspart field - Where one writes.
 * @csspart send - The button that sends.
 *
 * @cssstate unread - Something came that nobody has seen yet.
 * @cssstate disabled - Nothing can be written: it is not in a room.
 *
 * @cssprop --peerix-ink - Text.
 * @cssprop --peerix-ink-soft - Times, notes, placeholders.
 * @cssprop --peerix-surface - Background.
 * @cssprop --peerix-line - Borders and dividers.
 * @cssprop --peerix-edge - The border of the field.
 * @cssprop --peerix-accent - Background of the main buttons.
 * @cssprop --peerix-on-accent - Their text.
 * @cssprop --peerix-danger-ink - What was not delivered.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-radius - Corners of buttons and of the field. Default 10px.
 * @cssprop --peerix-radius-l - Corners of the whole. Default 14px.
 * @cssprop --peerix-radius-s - Corners of avatars. Default 6px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 * @cssprop --peerix-fast - How long buttons take to respond. Default 120ms.
 */
export class PeerixChat extends LitElement {
  static override readonly styles = [tokens, base, flagStyles, chatStyles];

  @property(textAttribute('label', 'chat')) label = 'chat';
  @property(textAttribute('heading')) heading = '';
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixChat, ChatEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixChat, ChatEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #following = new Following(this);
  readonly #composer = new Composer(this, (text) => this.#post(text));
  readonly #unread = new Unread();
  readonly #spoken = new Spoken();
  readonly #drawSoon = drawSoon(this);
  readonly #wish = new ChannelWish(() => this.requestUpdate());
  #conversation: Conversation | undefined;
  /** As it was told last. */
  #toldUnread = 0;

  /** What is shown, oldest first: up to 1,000 messages. Another list takes its place when something changes. */
  get messages(): readonly ChatMessage[] { return this.#conversation?.messages ?? []; }
  /** How many came that nobody has seen yet: scrolled away, in a hidden tab, or in a hidden panel. */
  get unread(): number { return this.#unread.count; }

  /** Sends to everybody who is here. Throws `NOT_JOINED`, `BAD_DATA` if it is empty, `TOO_LARGE` above 4,000 characters. */
  send(text: string): ChatMessage {
    this.#converse();
    if (!this.#conversation || this.#wish.problem) throw this.#wish.problem ?? notJoined();
    const message = this.#conversation.send(text);
    this.#unread.forget();
    this.requestUpdate();
    void this.updateComplete.then(() => this.#following.jump());
    return message;
  }

  /** Focuses the field to write in. */
  override focus(options?: FocusOptions): void { this.#composer.focus(options); }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  /** @internal The end of the list is in sight. */
  onSeen(): void {
    if (!this.#unread.count) return;
    this.#unread.seen();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#converse();
  }

  protected override updated(): void {
    const { unread } = this;
    setStates(this.#internals, { unread: unread > 0, disabled: !!this.#blockage });
    if (unread === this.#toldUnread) return;
    this.#toldUnread = unread;
    this.dispatchEvent(new CustomEvent('chat-unread', { detail: { unread }, bubbles: true }));
  }

  protected override render(): TemplateResult {
    const blockage = this.#blockage, isEmpty = !this.messages.length;
    return html`
      ${this.heading ? html`<h2 part="heading" class="heading">${this.heading}</h2>` : nothing}
      <div class="stage">
        <div part="log" class="scroll" role="group" tabindex="0" aria-label=${chatWords.messages} @scroll=${this.#following.onScroll}>
          <div class="empty" ?hidden=${!isEmpty}>${isEmpty ? this.#renderEmpty() : nothing}</div>
          <ol role="list" ?hidden=${isEmpty}>${this.#renderRows()}</ol>
        </div>
        ${this.unread ? this.#renderJump() : nothing}
      </div>
      <div class="unseen" role="log" aria-label=${chatWords.newMessages}>${this.#spoken.render()}</div>
      <div class="unseen" role="status">${this.#failureNote}</div>
      <p class="blockage" role=${this.#room.voice}>${blockage && !isEmpty ? `${blockage.title} ${blockage.advice}` : nothing}</p>
      ${this.#composer.render(!!blockage)}`;
  }

  get #blockage() { return whyNot(this.#room.room, this.#wish.problem, chatWords); }

  get #lastOwn(): ChatMessage | undefined { return this.messages.findLast(({ own }) => own); }

  get #failureNote(): unknown {
    const note = noteOf(this.#lastOwn?.delivery ?? new Map(), true);
    return note?.isFailure ? note.text : nothing;
  }

  #renderEmpty(): TemplateResult {
    const { title, advice } = this.#blockage ?? chatWords.empty;
    return html`<slot name="empty"><p class="title">${title}</p><p>${advice}</p></slot>`;
  }

  #renderRows(): unknown {
    const { messages } = this, { first } = this.#unread, retriable = this.#retriable;
    return guard([messages, first, [...retriable].join(), today(), wording()], () => {
      const lastOwn = this.#lastOwn;
      return repeat(rowsOf(messages, first), ({ key }) => key, (row) => this.#renderRow(row, row.message === lastOwn, retriable.has(keyOf(row.message))));
    });
  }

  #renderRow(row: Row, isLast: boolean, isRetriable: boolean): unknown {
    const retry = isRetriable ? () => this.#conversation?.retry(row.message) : undefined;
    return guard([row.message, today(), wording(), row.kind === 'message' && row.isFirst, isLast, isRetriable], () => rowTemplate(row, { isLast, retry }));
  }

  /** The keys of messages that somebody here did not get. */
  get #retriable(): ReadonlySet<string> {
    const remotes = this.#room.room?.remotes ?? new Map();
    return new Set(this.messages.filter(({ delivery }) => delivery && missing(delivery, remotes).length).map(keyOf));
  }

  #renderJump(): TemplateResult {
    const jump = (): void => {
      this.#following.jump();
      // The button goes, and the focus with it.
      this.renderRoot.querySelector<HTMLElement>('.scroll')!.focus({ preventScroll: true });
    };
    return html`<button class="button primary jump" type="button" @click=${jump}>${chatWords.jump(this.unread)}</button>`;
  }

  #post(text: string): boolean {
    if (this.#blockage) return false;
    this.send(text);
    return true;
  }

  /** Follows the room and the label. */
  #converse(): void {
    const peer = this.#room.room?.peer;
    const wanted = peer && conversationOf(peer, this.label);
    if (wanted === this.#conversation) return;
    this.#conversation = wanted;
    this.#forget();
    if (wanted) this.#wish.make({ peer: wanted.peer, labels: wanted.labels, hold: () => wanted.watch((message) => this.#changed(message)) });
    else this.#wish.drop();
  }

  #changed(message?: ChatMessage): void {
    if (!this.messages.length) this.#forget();
    if (message && !message.own) this.#hear(message);
    this.#drawSoon();
    if (message) this.dispatchEvent(new CustomEvent('chat-message', { detail: { message } }));
  }

  #forget(): void {
    this.#unread.forget();
    this.#spoken.forget();
  }

  #hear(message: ChatMessage): void {
    if (!this.#following.isWatched) this.#unread.add(message);
    this.#spoken.say(spoken(message));
  }
}

const today = (): string => dayOf(Date.now());

const spoken = ({ name, text }: ChatMessage): TemplateResult => html`<bdi>${name}</bdi>: <span dir="auto">${text}</span>`;

declare global {
  interface HTMLElementTagNameMap { 'peerix-chat': PeerixChat }
}
