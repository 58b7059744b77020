import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { PeerixError, type OpenOptions } from '../../src/index.js';
import { flagAttribute, receiveAttribute, textAttribute } from '../attributes.js';
import { drawSoon } from '../draw-soon.js';
import { file as fileIcon, paperclip } from '../icons.js';
import { notice } from '../notice.js';
import { reportTo } from '../peerix-room/hooks.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { RoomController } from '../room/room-controller.js';
import { whyNot } from '../room/why-not.js';
import { Spoken } from '../spoken.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import type { TypedTarget } from '../typed-target.js';
import { announcementOf } from './announcement.js';
import { Exchange, notJoined, type FileItem } from './exchange.js';
import { Intake } from './intake.js';
import type { OutgoingContext } from './outgoing-row.js';
import type { OutgoingFile } from './outgoing-file.js';
import { DEFAULT_RECEIVE, isReceive } from './receive.js';
import { rowOf } from './row.js';
import { filesStyles } from './styles.js';
import { Ticker } from './ticker.js';
import { filesWords } from './words.js';

export interface FilesEventMap extends HTMLElementEventMap {
  'file-received': CustomEvent<{ file: File; from: string }>;
  'file-offered': CustomEvent<{ name: string; size: number; from: string }>;
}

/**
 * Files to and from everybody in the room around it, straight across: dropped, pasted, picked, or given to `send()`. The
 * list says who has what, how fast it goes and how long it takes; the sender cancels for all, a receiver for itself, and
 * whoever did not get a file can be sent it again. Files travel beside the other channels and hold up none.
 *
 * They go to those who are here. Who comes later gets nothing by itself; each sent file then has a button that sends it to
 * them. `receive` says what is taken unasked: up to so many bytes a file (and four times that from one person), everything,
 * or nothing; for the rest the person is asked, and a large file can then be written straight to disk where the browser can.
 * Files of up to 64 KiB travel as messages do, and are never asked about.
 *
 * It takes files while it is in the document. When it is removed, what is under way ends on both sides, and the list is
 * kept for when it comes back; moving it changes nothing. In another room, or with another label, the list begins anew.
 * Names are text of strangers: shown as text, and made harmless before they name a download. Give each element of a room a
 * label of its own.
 *
 * @attr {string} label - The channel. Default `files`.
 * @attr {"accept"|"ask"|number} receive - What is taken unasked: everything, nothing, or files of up to so many bytes. Default 268435456 (256 MiB).
 * @attr {string} accept - The types of file that the picker offers, as for `<input type="file">`. Default: all.
 * @attr {boolean} whole-page - Take what is dropped or pasted anywhere on the page, and not on the element only.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ file: File, from: string }>} file-received - A file has arrived; `from` is the id of the remote.
 * @fires {CustomEvent<{ name: string, size: number, from: string }>} file-offered - Somebody offers a file that is not taken unasked.
 *
 * @slot empty - Shown while there are no files. Default: words that say where files go.
 *
 * @csspart drop - Where files are dropped.
 * @csspart choose - The button that picks files.
 * @csspart file - One file.
 * @csspart preview - The picture of an image.
 * @csspart name - The name of the file.
 * @csspart detail - How large, to or from whom, and what became of it.
 * @csspart progress - The bar.
 * @csspart person - Somebody who does not have the file, and why.
 * @csspart save - The link that saves it.
 *
 * @cssstate dragging - Files hang over it.
 * @cssstate disabled - Nothing can be sent: it is not in a room.
 * @cssstate empty - There are no files.
 * @cssstate busy - Something is under way.
 * @cssstate asking - Somebody offers a file and waits for an answer.
 *
 * @cssprop --peerix-ink - Text.
 * @cssprop --peerix-ink-soft - Sizes, people, hints.
 * @cssprop --peerix-surface - Background.
 * @cssprop --peerix-fill - Background of buttons, and of where files are dropped while they hang over it.
 * @cssprop --peerix-fill-hover - The same under the pointer, and the empty part of a bar.
 * @cssprop --peerix-line - Borders.
 * @cssprop --peerix-edge - The border of where files are dropped.
 * @cssprop --peerix-accent - Bars, and the background of the main button.
 * @cssprop --peerix-on-accent - Its text.
 * @cssprop --peerix-danger-ink - What did not arrive.
 * @cssprop --peerix-warn - The icon of a notice.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-radius - Corners of files and buttons. Default 10px.
 * @cssprop --peerix-radius-l - Corners of the whole. Default 14px.
 * @cssprop --peerix-radius-s - Corners of pictures. Default 6px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 * @cssprop --peerix-fast - How long buttons take to respond. Default 120ms.
 */
export class PeerixFiles extends LitElement {
  static override readonly styles = [tokens, base, filesStyles];

  @property(textAttribute('label', 'files')) label = 'files';
  @property(receiveAttribute('receive', DEFAULT_RECEIVE)) receive: NonNullable<OpenOptions['receive']> = DEFAULT_RECEIVE;
  @property(textAttribute('accept')) accept = '';
  @property(flagAttribute('whole-page')) wholePage = false;
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixFiles, FilesEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixFiles, FilesEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #intake = new Intake(this, {
    isBlocked: () => !!this.#blockage,
    take: (files) => this.#take(files),
    refuseFolder: () => this.#refuseFolder(),
  });
  readonly #drawSoon = drawSoon(this);
  readonly #spoken = new Spoken();
  #exchange: Exchange | undefined;
  #hasFolder = false;

  constructor() {
    super();
    new Ticker(this, () => this.#isBusy, () => this.#tick());
  }

  /** Sends to everybody who is here. Throws `NOT_JOINED`, and `BAD_DATA` for what is no `File`. */
  send(files: File | Iterable<File>): void {
    const list = files instanceof File ? [files] : [...files];
    if (!list.every((file) => file instanceof File)) throw notFiles();
    this.#settle();
    if (!this.#exchange?.isRunning) throw this.#exchange?.problem ?? notJoined();
    this.#exchange.send(list);
    this.#hasFolder = false;
    this.requestUpdate();
  }

  /** Focuses the button that picks files: from there on, what is pasted is sent. */
  override focus(options?: FocusOptions): void { this.renderRoot.querySelector<HTMLElement>('.drop > button')?.focus(options); }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#settle();
    if (changed.has('receive') && !isReceive(this.receive)) reportTo(this.#room.room?.peer, badReceive());
  }

  protected override updated(): void {
    setStates(this.#internals, {
      dragging: this.#intake.isDragging, disabled: !!this.#blockage, empty: !this.#items.length, busy: this.#isBusy,
      asking: this.#items.some((item) => item.direction === 'in' && item.state === 'offered'),
    });
  }

  protected override render(): TemplateResult {
    const items = this.#items, context = this.#rowContext();
    return html`<div class="stage" tabindex="-1">
      ${this.#renderDrop()}
      <div role="status">${this.#hasFolder ? notice({ ...filesWords.folder, icon: fileIcon }) : nothing}</div>
      <div class="scroll">
        <div class="empty" ?hidden=${items.length > 0}>${items.length ? nothing : this.#renderEmpty()}</div>
        <ol role="list" aria-label=${filesWords.list} ?hidden=${!items.length}>${repeat(items, ({ key }) => key, (item) => rowOf(item, context))}</ol>
      </div>
      <div class="unseen" role="log" aria-label=${filesWords.happened}>${this.#spoken.render()}</div>
    </div>`;
  }

  /** Without a room it shows nothing, and holds no URL. */
  get #items(): readonly FileItem[] { return this.#exchange?.isRunning ? this.#exchange.items : []; }
  get #isBusy(): boolean { return this.#items.some(({ isUnderWay }) => isUnderWay); }
  get #blockage() { return whyNot(this.#room.room, this.#exchange?.problem, filesWords); }

  #renderDrop(): TemplateResult {
    const blockage = this.#blockage;
    return html`<div part="drop" class="drop">
      ${paperclip}
      <div>
        <p class="title" ?hidden=${blockage}>${this.#intake.isDragging ? filesWords.dropNow : filesWords.drop}</p>
        <p class="soft" ?hidden=${blockage}>${filesWords.goTo(this.#exchange?.here.length ?? 0)}</p>
        <p class="blockage" role=${this.#room.voice}>${blockage ? html`<strong>${blockage.title}</strong> ${blockage.advice}` : nothing}</p>
      </div>
      <button part="choose" class="button" type="button" ?disabled=${!!blockage} @click=${this.#choose}>${filesWords.choose}</button>
      <input type="file" multiple hidden accept=${this.accept || nothing} @change=${this.#chosen}>
    </div>`;
  }

  #renderEmpty(): TemplateResult {
    const { title, advice } = filesWords.empty;
    return html`<slot name="empty"><p class="title">${title}</p><p>${advice}</p></slot>`;
  }

  #rowContext(): OutgoingContext {
    return {
      here: this.#blockage ? [] : this.#exchange?.here ?? [],
      act: (item, action) => this.#act(item, action),
      remove: (item) => this.#exchange?.remove(item),
      resend: (item: OutgoingFile) => this.#exchange?.resend(item),
      changed: () => this.requestUpdate(),
    };
  }

  readonly #choose = (): void => this.renderRoot.querySelector('input')!.click();

  readonly #chosen = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    this.#take([...input.files ?? []]);
    input.value = ''; // the same file again is a change again
  };

  #take(files: readonly File[]): void { if (!this.#blockage) this.send(files); }

  #refuseFolder(): void {
    this.#hasFolder = true;
    this.requestUpdate();
  }

  /** Often the button that was pressed goes. */
  #act(item: FileItem, action: () => void): void {
    const next = this.#items[this.#items.indexOf(item) + 1];
    action();
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (this.shadowRoot!.activeElement) return;
      const near = [item, next].map((one) => one && this.renderRoot.querySelector<HTMLElement>(`[id="${one.key}"] :is(button, a)`));
      (near.find((button) => button) ?? this).focus({ preventScroll: true });
    });
  }

  /** Follows the room and the label. */
  #settle(): void {
    const peer = this.#room.room?.peer;
    if (!peer) return this.#exchange?.stop();
    if (this.#exchange?.peer !== peer || this.#exchange.label !== this.label) {
      this.#exchange?.stop();
      this.#exchange = new Exchange(peer, this.label, {
        receive: () => this.receive, changed: (item) => this.#changed(item),
      });
    }
    this.#exchange.start();
  }

  #changed(item?: FileItem): void {
    if (item) this.#tell(item);
    this.#drawSoon();
  }

  #tick(): void {
    const now = performance.now();
    for (const { isUnderWay, speed, moved } of this.#items) if (isUnderWay) speed.sample(moved, now);
    this.requestUpdate();
  }

  #tell(item: FileItem): void {
    const words = announcementOf(item);
    if (words !== undefined) this.#spoken.say(words);
    if (item.direction === 'out') return;
    const { file, from, name, size, state, isPlaceBad } = item;
    if (state === 'received' && file) this.dispatchEvent(new CustomEvent('file-received', { detail: { file, from } }));
    if (state === 'offered' && !isPlaceBad) this.dispatchEvent(new CustomEvent('file-offered', { detail: { name, size, from } }));
  }
}

function notFiles(): PeerixError { return new PeerixError('BAD_DATA', 'send takes files only.', { hint: 'Make one of a Blob: new File([blob], name).' }); }
function badReceive(): PeerixError {
  return new PeerixError('BAD_OPTION', "receive is neither 'accept' nor 'ask' nor a number of bytes. Nothing is taken unasked.", { hint: 'Leave it out to take files of up to 256 MiB.' });
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-files': PeerixFiles }
}
