import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { textAttribute } from '../attributes.js';
import { localMedia } from '../peerix-local-media/local-media.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { isHidden, setHidden, setVolume, volumeOf, watchPersonal } from '../room/personal.js';
import { RoomController } from '../room/room-controller.js';
import { whyNot } from '../room/why-not.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { flagStyles } from '../tile/flag-styles.js';
import type { TypedTarget } from '../typed-target.js';
import { words, type Sentence } from '../words.js';
import type { Choosing } from './menu.js';
import { peopleIn } from './people.js';
import { row } from './row.js';
import { peersStyles } from './styles.js';
import { peersWords } from './words.js';

export interface PeersEventMap extends HTMLElementEventMap {
  'peer-choice': CustomEvent<{ id: string; volume: number; hidden: boolean }>;
}

/** No name or state here depends on these, and they come in floods. */
const UNSEEN = /^(channel|transfer)/;

/**
 * Who is in the room: you, then the others in order of arrival, each with how they are: connecting, reconnecting, poor
 * connection, speaking, sharing the screen, muted, camera off. A menu for each of the others has their volume for you,
 * hides their pictures for you (nobody is told), and shows the safety number to compare.
 *
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ id: string, volume: number, hidden: boolean }>} peer-choice - The person chose something about a remote; `id` is its id.
 *
 * @slot empty - Shown while only you are here. Default: words that say so.
 *
 * @csspart list - The list.
 * @csspart person - One person.
 * @csspart name - Their name.
 * @csspart state - How they are.
 * @csspart more - The button of the menu.
 * @csspart menu - The menu.
 * @csspart safety - The safety number in it.
 *
 * @cssstate alone - Nobody else is here.
 * @cssstate disabled - It is not in a room.
 *
 * @cssprop --peerix-ink - Text of the menu.
 * @cssprop --peerix-surface - Background of the menu.
 * @cssprop --peerix-fill - Background of buttons.
 * @cssprop --peerix-fill-hover - The same under the pointer.
 * @cssprop --peerix-line - Borders.
 * @cssprop --peerix-accent - The volume slider and the check box.
 * @cssprop --peerix-speaking - The ring around who is speaking.
 * @cssprop --peerix-warn - The words of a troubled connection.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-radius - Corners of the menu and of buttons. Default 10px.
 * @cssprop --peerix-radius-s - Corners of avatars. Default 6px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 * @cssprop --peerix-fast - How long buttons take to respond. Default 120ms.
 */
export class PeerixPeers extends LitElement {
  static override readonly styles = [tokens, base, flagStyles, peersStyles];

  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixPeers, PeersEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixPeers, PeersEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this, UNSEEN);
  #followed: PeerixRoom | null = null;
  #unwatch: (() => void) | undefined;
  #copied: { readonly id: string; readonly note: string } | undefined;
  #hadFocus = false;

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#follow(this.#room.room);
    this.#hadFocus = !!this.shadowRoot?.activeElement;
  }

  protected override updated(): void {
    const { room } = this.#room;
    setStates(this.#internals, { alone: !this.#blockage && !room?.remotes.size, disabled: !!this.#blockage });
    // Somebody left, and the button under the focus with them.
    if (this.#hadFocus && !this.shadowRoot!.activeElement) this.renderRoot.querySelector<HTMLElement>('ul')?.focus();
  }

  protected override render(): TemplateResult {
    const { room, voice } = this.#room, blockage = this.#blockage;
    return html`${room && !blockage ? this.#renderPeople(room) : nothing}
      <div class="empty" role=${voice}>${blockage ? sentence(blockage) : this.#renderAlone(room)}</div>`;
  }

  get #blockage(): Sentence | undefined { return whyNot(this.#room.room, undefined, peersWords); }

  #renderPeople(room: PeerixRoom): TemplateResult {
    const people = peopleIn(room), choosing = this.#choosing(room);
    return html`<ul part="list" role="list" tabindex="-1" aria-label=${peersWords.people(people.length)}>${
      repeat(people, ({ remote, id }) => (remote ? id : ''), (person) => row(person, choosing))}</ul>`;
  }

  #renderAlone(room: PeerixRoom | null): unknown {
    if (room?.remotes.size) return nothing;
    return html`<slot name="empty">${sentence(room?.offline ? words.aloneOffline : words.alone)}</slot>`;
  }

  #follow(room: PeerixRoom | null): void {
    if (room === this.#followed) return;
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#followed = room;
    if (!room) return;
    const onChange = (): void => this.requestUpdate();
    const stops = [watchPersonal(room, onChange), localMedia.watch(room, onChange)];
    this.#unwatch = () => stops.forEach((stop) => stop());
  }

  #choosing(room: PeerixRoom): Choosing {
    const tell = (id: string): void => {
      const detail = { id, volume: volumeOf(room, id), hidden: isHidden(room, id) };
      this.dispatchEvent(new CustomEvent('peer-choice', { detail }));
    };
    return {
      setVolume: (id, volume) => { setVolume(room, id, volume); tell(id); },
      setHidden: (id, hidden) => { setHidden(room, id, hidden); tell(id); },
      copy: (id, text) => void this.#copy(id, text),
      copyNote: (id) => (this.#copied?.id === id ? this.#copied.note : ''),
    };
  }

  async #copy(id: string, text: string): Promise<void> {
    const isDone = await navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false;
    this.#copied = { id, note: isDone ? peersWords.copied : peersWords.notCopied };
    this.requestUpdate();
  }
}

const sentence = ({ title, advice }: Sentence): TemplateResult => html`<p><strong>${title}</strong> ${advice}</p>`;

declare global {
  interface HTMLElementTagNameMap { 'peerix-peers': PeerixPeers }
}
