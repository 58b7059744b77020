import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PeerixError } from '../../src/index.js';
import { flagAttribute, textAttribute, wordAttribute } from '../attributes.js';
import { localMedia } from '../peerix-local-media/local-media.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import { LAYOUTS, type Layout } from '../peerix-remote-streams/staging.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { toolStyles } from '../peerix-toggle/styles.js';
import { failureWords } from '../room/failure-words.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import type { TypedTarget } from '../typed-target.js';
import { sentenceOf } from '../worded-error.js';
import { words, type Sentence } from '../words.js';
import { controls, panelButtons } from './bar.js';
import { PANELS, tabFor, type Panel, type Waiting } from './panels.js';
import { Phases, type Phase } from './phase.js';
import { placesOf } from './places.js';
import { side } from './side.js';
import { isAlone, out, stage } from './stage.js';
import { conferenceStyles } from './styles.js';
import { conferenceWords } from './words.js';

export interface ConferenceEventMap extends HTMLElementEventMap {
  'panel-change': CustomEvent<{ panel: Panel | '' }>;
}

/**
 * A whole call in one tag, made of the other elements: everybody's pictures and your own, the controls, chat, files, people,
 * an invitation and figures of the connections in a side panel, notices, and the way back in after leaving. As high as the
 * window unless the page gives a height; on narrow places the panel is a sheet, with the microphone at hand above it.
 *
 * Every part stands in a slot, and gives way to what the page puts there. Put it into a `peerix-room`; with `prejoin` into a
 * `<peerix-room manual>`, so that people get ready before they join.
 *
 * @attr {boolean} prejoin - People get ready first: name, devices, preview. The room must be `manual`.
 * @attr {"chat"|"files"|"people"|"invite"|"stats"} panel - The open panel. Default: none. Reflects.
 * @attr {"grid"|"spotlight"|"strip"} layout - As for `peerix-remote-streams`. Default `grid`. Reflects.
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @fires {CustomEvent<{ panel: string }>} panel-change - The person opened another panel, or closed it (`''`).
 *
 * @slot prejoin - Instead of `peerix-prejoin`.
 * @slot title - Which room it is. Default: its name, and how many are here.
 * @slot status - Instead of `peerix-status`.
 * @slot start-audio - Instead of `peerix-start-audio`.
 * @slot audio - Instead of `peerix-audio`.
 * @slot streams - Instead of `peerix-remote-streams`, and of what stands in it: `alone`, `self`.
 * @slot alone - Shown while nobody else is here. Default: an invitation.
 * @slot self - Instead of your `peerix-local-media`.
 * @slot controls - Instead of `peerix-controls`.
 * @slot chat - Instead of `peerix-chat`.
 * @slot files - Instead of `peerix-files`.
 * @slot people - Instead of `peerix-peers`.
 * @slot invite - Instead of `peerix-invite`.
 * @slot stats - Instead of `peerix-stats`.
 * @slot out - What is said out of the call, above the button that joins.
 *
 * @csspart title - Which room it is.
 * @csspart stage - Notices and pictures.
 * @csspart notices - What is said above the pictures.
 * @csspart panel - The side panel.
 * @csspart tabs - Its tabs.
 * @csspart tab - One of them.
 * @csspart close - The button that closes it.
 * @csspart pane - What it shows.
 * @csspart panels - The buttons that open panels, where there is room for them.
 * @csspart panel-button - One of them.
 * @csspart badge - How many messages are unread.
 * @csspart out - All that is seen out of the call.
 * @csspart join - The button that joins again.
 * @csspart prejoin - The `peerix-prejoin`.
 * @csspart status - The `peerix-status`.
 * @csspart start-audio - The `peerix-start-audio`.
 * @csspart streams - The `peerix-remote-streams`.
 * @csspart self - Your `peerix-local-media`.
 * @csspart controls - The `peerix-controls`.
 * @csspart chat - The `peerix-chat`.
 * @csspart files - The `peerix-files`.
 * @csspart people - The `peerix-peers`.
 * @csspart invite - The `peerix-invite`.
 * @csspart stats - The `peerix-stats`.
 * @csspart tile - One tile; and its parts `video`, `name`, `flag`, `pin`, `quality`, `reconnecting`, `tools`, `tool`.
 * @csspart toggle - The button of a toggle.
 * @csspart devices - The small button beside it.
 * @csspart leave - The button that leaves.
 *
 * @cssstate calling - In the call, or on the way in.
 * @cssstate alone - Nobody else is here.
 * @cssstate left - Left the call.
 * @cssstate unread - Messages came that nobody has seen yet.
 *
 * @cssprop --peerix-ink - Text and icons.
 * @cssprop --peerix-ink-soft - What is less important.
 * @cssprop --peerix-surface - Background of the panel.
 * @cssprop --peerix-fill - Background of buttons, and of the chosen tab.
 * @cssprop --peerix-fill-hover - The same under the pointer.
 * @cssprop --peerix-line - Borders.
 * @cssprop --peerix-accent - Badges and main buttons.
 * @cssprop --peerix-on-accent - Their text.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-radius - Corners of buttons. Default 10px.
 * @cssprop --peerix-radius-l - Corners of tiles and of the panel. Default 14px.
 * @cssprop --peerix-target - Least height of a button. Default 44px.
 */
export class PeerixConference extends LitElement {
  static override readonly styles = [tokens, base, toolStyles, conferenceStyles];

  @property(flagAttribute('prejoin')) prejoin = false;
  @property(wordAttribute('panel', PANELS)) panel: Panel | '' = '';
  @property(wordAttribute('layout', LAYOUTS, 'grid')) layout: Layout = 'grid';
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  declare addEventListener: TypedTarget<PeerixConference, ConferenceEventMap>['add'];
  declare removeEventListener: TypedTarget<PeerixConference, ConferenceEventMap>['remove'];

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #phases = new Phases();
  readonly #place = placesOf(this);
  #phase: Phase = 'outside';
  #watched: PeerixRoom | null = null;
  #unwatch: (() => void) | undefined;
  /** Files came, or somebody asks, since the panel was last open. */
  #hasNewFiles = false;
  #problem: PeerixError | undefined;
  /** What has the focus goes with the phase that it belongs to. */
  #losesFocus = false;

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot(), update = (): void => this.requestUpdate();
    root.addEventListener('slotchange', update);
    root.addEventListener('chat-unread', update);
    // These do not bubble.
    for (const type of ['file-received', 'file-offered']) root.addEventListener(type, this.#onFile, true);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
    this.#watch(this.#room.room);
    // A move takes it out of the room for a moment, or for good: then its elements are out of it, too.
    if (this.isConnected || this.#phase === 'outside') this.#enter(this.#phases.of(this.#room.room, this.prejoin));
    if (this.panel === 'files') this.#hasNewFiles = false;
  }

  protected override render(): unknown {
    switch (this.#phase) {
      case 'outside': return this.#renderOutside();
      case 'before': return this.prejoin ? this.#renderCall(true) : this.#renderCall(true, this.#renderOut(conferenceWords.outside, conferenceWords.join));
      case 'left': return this.#renderCall(true, this.#renderOut(conferenceWords.left, conferenceWords.rejoin));
      default: return this.#renderCall(false);
    }
  }

  protected override updated(): void {
    const { room } = this.#room, isCalling = this.#phase === 'call';
    setStates(this.#internals, {
      calling: isCalling, alone: isCalling && isAlone(room), left: this.#phase === 'left', unread: this.#unread > 0,
    });
    if (this.#losesFocus) this.renderRoot.querySelector<HTMLElement>(isCalling ? '.call' : '[part=join]')?.focus();
    this.#losesFocus = false;
  }

  get #unread(): number { return Number((this.#part('chat') as { unread?: number } | undefined)?.unread ?? 0); }
  get #ownMedia(): PeerixLocalMedia | undefined { return this.renderRoot?.querySelector<PeerixLocalMedia>('[part=self]') ?? undefined; }

  #renderOutside(): TemplateResult {
    const { title, advice } = words.noRoom;
    return html`<div class="out"><p><strong>${title}</strong> ${advice}</p></div>`;
  }

  /** All of it is there before and after the call: what was chosen and written is kept. */
  #renderCall(isHidden: boolean, instead: unknown = nothing): TemplateResult {
    const { room } = this.#room, { panel, layout } = this, place = this.#place, waiting = this.#waiting;
    const bar = { room, panel, place, waiting, toggle: this.#toggle };
    return html`
      ${this.prejoin && this.#phase !== 'left' ? html`<div class="before" ?hidden=${!isHidden}>${place('prejoin', () =>
        html`<peerix-prejoin part="prejoin" .forElement=${room}></peerix-prejoin>`)}</div>` : nothing}
      ${instead}
      <div class="call ${panel ? 'opened' : ''}" role="region" tabindex="-1" aria-label=${conferenceWords.call} ?hidden=${isHidden}>
        <div part="title" class="title">${place('title', () => this.#renderTitle(room))}</div>
        <div class="main">
          ${stage({ room, phase: this.#phase, layout, place, media: this.#ownMedia })}
          ${side({ room, panel, place, waiting, show: this.#show, close: this.#close, onKey: this.#onKey })}
        </div>
        <div class="controls">${controls(bar)}</div>
        ${panelButtons(bar)}
      </div>`;
  }

  #renderTitle(room: PeerixRoom | null): TemplateResult {
    return html`<bdi class="name">${room?.room}</bdi> <span class="count">${conferenceWords.here((room?.remotes.size ?? 0) + 1)}</span>`;
  }

  #renderOut(sentence: Sentence, label: string): TemplateResult {
    const failure = this.#room.room?.failure, problem = this.#problem ? sentenceOf(this.#problem) : failure && failureWords(failure);
    return out(problem ?? sentence, label, { place: this.#place, join: this.#join });
  }

  /** Whoever leaves, by our button or by the page's code, is not filmed any longer. */
  #enter(phase: Phase): void {
    if (this.#phase === 'call' && phase === 'left') this.#ownMedia?.stop();
    if (phase === 'call') this.#problem = undefined;
    this.#losesFocus = phase !== this.#phase && !!this.shadowRoot?.activeElement;
    this.#phase = phase;
  }

  #watch(room: PeerixRoom | null): void {
    if (room === this.#watched) return;
    this.#unwatch?.();
    this.#watched = room;
    this.#unwatch = room ? localMedia.watch(room, () => this.requestUpdate()) : undefined;
  }

  /** What stands in that place now. */
  #part(name: string): Element | undefined {
    return this.renderRoot?.querySelector<HTMLSlotElement>(`slot[name=${name}]`)?.assignedElements({ flatten: true })[0];
  }

  readonly #waiting = (panel: Panel): Waiting => {
    if (panel === 'chat') return this.panel === 'chat' ? 0 : this.#unread;
    return panel === 'files' && this.#hasNewFiles;
  };

  readonly #onFile = (): void => {
    this.#hasNewFiles = this.panel !== 'files';
    this.requestUpdate();
  };

  readonly #join = (): void => {
    this.#problem = undefined;
    this.#room.room?.join().catch((error: PeerixError) => {
      if (error.code !== 'ABORTED') this.#problem = error;
      this.requestUpdate();
    });
  };

  readonly #toggle = (panel: Panel): void => { if (this.panel === panel) this.#close(); else this.#show(panel); };

  readonly #show = (panel: Panel): void => {
    const wasOpen = !!this.panel;
    this.#open(panel);
    void this.updateComplete.then(() => this.#focusIn(panel, wasOpen));
  };

  readonly #close = (): void => {
    const closed = this.panel;
    this.#open('');
    void this.updateComplete.then(() => this.#focusButton(closed));
  };

  #open(panel: Panel | ''): void {
    this.panel = panel;
    this.dispatchEvent(new CustomEvent('panel-change', { detail: { panel } }));
  }

  /** Who opens the chat wants to write; but a keyboard on the screen would hide it. */
  #focusIn(panel: Panel, isTab: boolean): void {
    const isTyping = panel === 'chat' && !isTab && !matchMedia('(pointer: coarse)').matches;
    const target = isTyping ? this.#part('chat') : this.renderRoot.querySelector(`#tab-${panel}`);
    (target as HTMLElement | undefined)?.focus();
  }

  #focusButton(panel: string): void {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>(`[data-panel=${panel}]`)];
    const seen = buttons.find((button) => button.checkVisibility()) ?? this.#part('controls')?.shadowRoot?.querySelector<HTMLElement>('[part=more]');
    seen?.focus();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const path = event.composedPath();
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === 'Escape') {
      // A menu that is open in the panel closes first.
      if (!path.some((node) => node instanceof Element && node.matches(':popover-open'))) this.#close();
      return;
    }
    const tab = (path[0] as Element).matches('.tab') && this.panel && tabFor(event.key, this.panel, getComputedStyle(this).direction === 'rtl');
    if (!tab) return;
    event.preventDefault();
    this.#show(tab);
  };
}

declare global {
  interface HTMLElementTagNameMap { 'peerix-conference': PeerixConference }
}
