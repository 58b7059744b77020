import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { stateAttribute, textAttribute } from '../attributes.js';
import { isolated } from '../isolated.js';
import { nameIn } from '../name-in.js';
import { notice } from '../notice.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { announcers } from '../room/announcers.js';
import { RoomController } from '../room/room-controller.js';
import { Spoken } from '../spoken.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { words } from '../words.js';
import { conditionsOf, type Condition } from './conditions.js';
import { Happenings } from './happenings.js';
import { News, type Item } from './news.js';
import { statusStyles } from './styles.js';
import { statusWords } from './words.js';

/** News are old after so long. */
const SHOWN_MS = 10_000;

/**
 * Says what happens in the room around it, to the eye and to screen readers: who came, left, is being reconnected or shares a
 * screen, in one quiet line; and, as notices that stay for as long as they are true, what is wrong, what still works, and what
 * to do. People who come together are one sentence. While it is there, the other elements of the room leave the saying to it.
 *
 * @attr {boolean} unseen - For screen readers only.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @csspart notices - The space of the notices.
 * @csspart news - The quiet line.
 *
 * @cssstate trouble - There is a notice.
 * @cssstate news - The line says something.
 *
 * @cssprop --peerix-ink - Text of notices.
 * @cssprop --peerix-ink-soft - The quiet line.
 * @cssprop --peerix-surface - Background of notices.
 * @cssprop --peerix-line - Their borders.
 * @cssprop --peerix-warn - Their icons.
 * @cssprop --peerix-gap - Distance between notices. Default 8px.
 * @cssprop --peerix-radius - Their corners. Default 10px.
 */
export class PeerixStatus extends LitElement {
  static override readonly styles = [tokens, base, statusStyles];

  @property(stateAttribute('unseen')) unseen = false;
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #spoken = new Spoken();
  readonly #news = new News((items) => this.#tell(items));
  #happenings: Happenings | undefined;
  #peer: PeerixRoom['peer'] | undefined;
  #announced: PeerixRoom | null = null;
  #withdraw: (() => void) | undefined;
  #items: readonly Item[] = [];
  #old: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ['online', 'offline']) window.addEventListener(type, this.#networkChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of ['online', 'offline']) window.removeEventListener(type, this.#networkChanged);
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#announce();
    this.#follow();
  }

  protected override render(): TemplateResult {
    const conditions = this.#conditions;
    return html`
      <div part="notices" class="notices" role=${this.#isHeard ? 'status' : nothing} aria-atomic="false">${repeat(conditions, ({ key }) => key, (condition) => notice(condition))}</div>
      <p part="news" class="news" aria-hidden="true">${this.#line}</p>
      <div class="unseen" role="log" aria-label=${statusWords.happened}>${this.#spoken.render()}</div>`;
  }

  protected override updated(): void {
    setStates(this.#internals, { trouble: this.#conditions.length > 0, news: this.#line.length > 0 });
  }

  /** One voice a room. */
  get #isHeard(): boolean { return announcers.of(this.#room.room)[0] === this; }

  get #conditions(): Condition[] {
    const { room } = this.#room;
    return room ? conditionsOf(room, [...this.#happenings?.unreached.values() ?? []]) : [];
  }

  /** Whoever is being reconnected comes first: that lasts. */
  get #line(): readonly unknown[] {
    const { room } = this.#room;
    if (!room) return this.isConnected ? [words.noRoom.title] : [];
    const names = [...room.remotes.values()].filter(({ state }) => state === 'disconnected').map(({ metadata }) => isolated(nameIn(metadata)));
    return names.length ? statusWords.reconnecting(names) : this.#items.flatMap((item) => [sentence(item), ' ']);
  }

  #announce(): void {
    const { room } = this.#room;
    if (room === this.#announced) return;
    this.#withdraw?.();
    this.#announced = room;
    this.#withdraw = room ? announcers.enter(room, this) : undefined;
  }

  #follow(): void {
    const { room } = this.#room;
    if (room?.peer === this.#peer) return;
    this.#happenings?.stop();
    this.#news.forget();
    this.#spoken.forget();
    this.#items = [];
    this.#peer = room?.peer;
    this.#happenings = room ? new Happenings(room.peer, this.#news, () => room.room) : undefined;
  }

  #tell(items: readonly Item[]): void {
    if (this.#isHeard) for (const item of items) this.#spoken.say(sentence(item));
    this.#items = items;
    clearTimeout(this.#old);
    this.#old = setTimeout(() => this.#forget(), SHOWN_MS);
    this.requestUpdate();
  }

  #forget(): void {
    this.#items = [];
    this.requestUpdate();
  }

  readonly #networkChanged = (): void => this.requestUpdate();
}

const sentence = ({ what, names }: Item): readonly unknown[] => statusWords[what](names.map(isolated));

declare global {
  interface HTMLElementTagNameMap { 'peerix-status': PeerixStatus }
}
