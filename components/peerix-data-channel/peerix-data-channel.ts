import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Peer, type OpenOptions, type PeerEventMap, type SendOptions, type Sendable, type To, type Transfer } from '../../src/index.js';
import { numberAttribute, receiveAttribute, textAttribute, unlessFalseAttribute } from '../attributes.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import type { TypedTarget } from '../typed-target.js';
import { Declaration, type Options } from './declaration.js';

type ChannelEventName = Extract<keyof PeerEventMap, 'channel' | `channel:${string}` | 'transfer'>;
export type DataChannelEventMap = HTMLElementEventMap & { [N in ChannelEventName]: CustomEvent<PeerEventMap[N]> };

/** Where a channel without a room sends: nowhere, which a peer outside any room says best. */
const outside = (): Peer => new Peer();

/**
 * A channel of the room around it, declared: open while the element is there, closed for both sides when it is removed
 * or its label changes. Moving it changes nothing. Elements with the same label in one room share it, and the last to go
 * closes it; it must be declared with the same options by each. It has no looks; what is inside is shown as it is.
 *
 * Bad options are an `error` event of the room. Events are the engine's (`Peer.on`) for this label, as `CustomEvent`s that
 * do not bubble, with the engine's event object as `detail`.
 *
 * @slot - Whatever belongs to the channel.
 *
 * @attr {string} label - What the channel is called. Default `default`.
 * @attr {boolean} ordered - Messages arrive in order. Default true; `ordered="false"` lets them overtake each other.
 * @attr {number} max-retransmits - Give up on a message after so many repeats: an unreliable channel.
 * @attr {number} max-packet-life-time - Give up on a message after so many milliseconds: an unreliable channel.
 * @attr {string} protocol - A name that you give to what is spoken. Default none.
 * @attr {"accept"|"ask"|number} receive - Incoming transfers: take all, ask (`transfer` event), or take up to so many bytes.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires channel - Any change of the channel with a member, and messages.
 * @fires {CustomEvent} channel:new - The channel with a member exists.
 * @fires {CustomEvent} channel:open - It is open.
 * @fires {CustomEvent} channel:close - It is closed.
 * @fires {CustomEvent} channel:message - A message arrived.
 * @fires {CustomEvent} channel:error - It failed, or a send that nobody awaits did.
 * @fires {CustomEvent} transfer - Something larger is coming in.
 *
 * @cssstate open - It is open with somebody.
 */
export class PeerixDataChannel extends LitElement {
  static override readonly styles = css`:host { display: contents; } :host([hidden]) { display: none; }`;

  @property(textAttribute('label', 'default')) label = 'default';
  @property(unlessFalseAttribute('ordered')) ordered = true;
  /** Null, the default: reliable. */
  @property(numberAttribute('max-retransmits', null)) maxRetransmits: number | null = null;
  /** Milliseconds. Null, the default: reliable. */
  @property(numberAttribute('max-packet-life-time', null)) maxPacketLifeTime: number | null = null;
  @property(textAttribute('protocol')) protocol = '';
  @property(receiveAttribute('receive')) receive: OpenOptions['receive'];
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixDataChannel, DataChannelEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixDataChannel, DataChannelEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #declaration = new Declaration((name, event) => {
    this.#showState();
    this.dispatchEvent(new CustomEvent(name, { detail: event }));
  }, () => this.#showState());

  /** `open` with at least one member, `connecting` while it is open with none, `closed` outside a room. */
  get state(): 'connecting' | 'open' | 'closed' {
    const room = this.#room.room;
    if (!room?.peer.room || !this.#declaration.isHeld) return 'closed';
    return [...room.remotes.values()].some(({ channels }) => channels.get(this.label)?.state === 'open') ? 'open' : 'connecting';
  }

  /** Sends on this channel, to everybody or to whom `to` names. See `Peer.send`; outside a room it rejects `NOT_JOINED`. */
  send(data: Sendable, options: Omit<SendOptions, 'label'> & { to?: To } = {}): Transfer {
    this.#declare();
    return (this.#room.room?.peer ?? outside()).send(data, { ...options, label: this.label });
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#declare();
  }

  protected override updated(): void { this.#showState(); }

  protected override render(): TemplateResult { return html`<slot></slot>`; }

  #declare(): void { this.#declaration.keep(this.#room.room?.peer, this.#options()); }

  #options(): Options {
    const { label, ordered, protocol, maxRetransmits, maxPacketLifeTime, receive } = this;
    return {
      label, ordered, protocol,
      ...(maxRetransmits !== null && { maxRetransmits }),
      ...(maxPacketLifeTime !== null && { maxPacketLifeTime }),
      ...(receive !== undefined && { receive }),
    };
  }

  #showState(): void { setStates(this.#internals, { open: this.state === 'open' }); }
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-data-channel': PeerixDataChannel }
}
