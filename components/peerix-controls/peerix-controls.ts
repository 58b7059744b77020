import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { textAttribute, unlessFalseAttribute } from '../attributes.js';
import { ellipsis } from '../icons.js';
import type { MediaKind } from '../peerix-local-media/kinds.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { PeerixToggle } from '../peerix-toggle/peerix-toggle.js';
import { toolStyles } from '../peerix-toggle/styles.js';
import { namedElement } from '../room/find-room.js';
import { RoomController } from '../room/room-controller.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { overflow, widthOfAll, widthsOf, type Widths } from './overflow.js';
import { SHORTCUTS, Shortcuts } from './shortcuts.js';
import { focusables, Roving } from './stops.js';
import { controlsStyles } from './styles.js';
import { controlsWords } from './words.js';

const KINDS = ['microphone', 'camera', 'screen'] as const;
const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowLeft: -1 };
const ENDS: Readonly<Record<string, 0 | -1>> = { Home: 0, End: -1 };

/**
 * The bar of a call: microphone, camera, screen, leave; or what you put in, toggles and buttons of your own among it. One
 * Tab stop, arrows, Home and End move inside. What does not fit goes behind “More”, from the end; leaving always stays.
 *
 * The keys M, V and S switch microphone, camera and screen from anywhere on the page, unless somebody is typing.
 *
 * @attr {boolean} shortcuts - Listen to M, V and S. On unless `shortcuts="false"`.
 * @attr {string} for - The id of a room, if it is not the nearest one around; for what it brings itself.
 *
 * @slot - The tools. Default: three `peerix-toggle` and `peerix-leave`. Each child stands by itself.
 *
 * @csspart bar - The toolbar.
 * @csspart more - The button that shows what does not fit.
 * @csspart toggle - The button of a toggle that it brings itself.
 * @csspart devices - The small button beside that.
 * @csspart leave - The button that leaves.
 *
 * @cssstate crowded - Not everything fits.
 * @cssstate open - What does not fit is shown.
 *
 * @cssprop --peerix-fill - Background of buttons.
 * @cssprop --peerix-fill-hover - The same under the pointer.
 * @cssprop --peerix-ink - Icons.
 * @cssprop --peerix-radius-l - Corners of buttons. Default 14px.
 * @cssprop --peerix-focus - The focus ring.
 */
export class PeerixControls extends LitElement {
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override readonly styles = [tokens, base, toolStyles, controlsStyles];

  @property(unlessFalseAttribute('shortcuts')) shortcuts = true;
  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  readonly #roving = new Roving();
  /** In the next frame: laying out changes what is observed. */
  readonly #sizes = new ResizeObserver(() => void requestAnimationFrame(() => this.#arrange()));
  readonly #children = new MutationObserver(() => this.requestUpdate());
  /** The element asks for the place that everything would take, whatever it shows now: so it notices when there is more. */
  readonly #natural = new CSSStyleSheet();
  #isOpen = false;

  constructor() {
    super();
    new Shortcuts(this);
  }

  /** @internal */
  get room(): PeerixRoom | null { return this.#room.room; }

  /** @internal Switches the first toggle of the kind. */
  press(kind: MediaKind): boolean {
    const toggle = this.#toggles.find((candidate) => candidate.kind === kind && !candidate.matches(':state(unavailable), :state(unsupported)'));
    toggle?.toggle();
    return !!toggle;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children.observe(this, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] });
    for (const observed of [this, ...this.#items]) this.#sizes.observe(observed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const observer of [this.#children, this.#sizes]) observer.disconnect();
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot() as ShadowRoot;
    root.adoptedStyleSheets.push(this.#natural);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
  }

  protected override render(): TemplateResult {
    const own = [...this.children];
    return html`<div part="bar" class="bar ${this.#isOpen ? 'open' : ''}" role="toolbar" aria-label=${controlsWords.label}
      @keydown=${this.#move} @focusin=${this.#focused}>
      ${own.length ? repeat(own, (child) => child, (child) => html`<div class="item ${lastIf(child.localName)}"><slot></slot></div>`) : this.#renderUsual()}
      <div class="item more"><button part="more" class="tool" type="button" aria-expanded=${this.#isOpen} aria-label=${controlsWords.more}
        title=${controlsWords.more} @click=${this.#unfold}>${ellipsis}</button></div>
      <div class="break"></div>
    </div>`;
  }

  protected override updated(): void {
    const { children } = this;
    this.renderRoot.querySelectorAll('slot').forEach((slot, index) => slot.assign(children[index]!));
    for (const toggle of this.#toggles) toggle.shortcut = this.shortcuts ? SHORTCUTS[toggle.kind] : '';
    this.#sizes.disconnect();
    if (this.isConnected) for (const observed of [this, ...this.#items]) this.#sizes.observe(observed);
    void this.#settle();
  }

  #renderUsual(): TemplateResult {
    const room = namedElement(this) as PeerixRoom | null;
    return html`${KINDS.map((kind) => html`<div class="item"><peerix-toggle exportparts="button: toggle, devices" .kind=${kind} .forElement=${room}></peerix-toggle></div>`)}
      <div class="item last"><peerix-leave exportparts="button: leave" .forElement=${room}></peerix-leave></div>`;
  }

  /** What its tools have rendered counts. */
  async #settle(): Promise<void> {
    const tools = this.#items.flatMap((item) => this.#toolsIn(item));
    await Promise.all(tools.map(async (tool) => {
      if (tool.localName.includes('-')) await customElements.whenDefined(tool.localName);
      await (tool as Partial<LitElement>).updateComplete;
    }));
    this.#arrange();
  }

  #arrange(): void {
    if (!this.isConnected) return;
    const bar = this.#bar, items = this.#items;
    bar.classList.add('measured');
    bar.classList.remove('compact');
    for (const item of items) item.classList.remove('extra', 'empty');
    const natural = widthOfAll(widthsOf(items).values(), this.#gap);
    this.#natural.replaceSync(`:host { contain-intrinsic-inline-size: ${Math.max(0, Math.ceil(natural))}px; }`);
    bar.classList.toggle('compact', natural > bar.clientWidth + .5);
    this.#place(widthsOf(items), bar.querySelector('.more')!.getBoundingClientRect().width);
    bar.classList.remove('measured');
    this.#roving.settle(this.#stops);
  }

  #place(widths: Widths, more: number): void {
    const bar = this.#bar;
    const extra = overflow(widths, { available: bar.clientWidth, more, gap: this.#gap }, (item) => item.classList.contains('last'));
    for (const [item, width] of widths) {
      item.classList.toggle('empty', !width);
      item.classList.toggle('extra', extra.includes(item));
    }
    bar.classList.toggle('crowded', extra.length > 0);
    setStates(this.#internals, { crowded: extra.length > 0, open: extra.length > 0 && this.#isOpen });
  }

  get #gap(): number { return parseFloat(getComputedStyle(this.#bar).columnGap) || 0; }
  get #bar(): HTMLElement { return this.renderRoot.querySelector<HTMLElement>('.bar')!; }
  get #items(): HTMLElement[] { return [...this.renderRoot.querySelectorAll<HTMLElement>('.item:not(.more)')]; }
  get #toggles(): PeerixToggle[] {
    return this.#items.flatMap((item) => this.#toolsIn(item))
      .flatMap((tool) => [tool, ...tool.querySelectorAll('peerix-toggle')]).filter((tool) => tool instanceof PeerixToggle);
  }

  /** As they are seen: what stays, “More”, leaving, and what it shows. */
  get #stops(): HTMLElement[] {
    const rank = (item: Element): number => (item.matches('.extra') ? 3 : item.matches('.last') ? 2 : item.matches('.more') ? 1 : 0);
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.item')].sort((a, b) => rank(a) - rank(b));
    return items.flatMap((item) => this.#toolsIn(item)).flatMap(focusables);
  }

  #toolsIn(item: HTMLElement): Element[] { return item.querySelector('slot')?.assignedElements() ?? [...item.children]; }

  #unfold(): void {
    this.#isOpen = !this.#isOpen;
    this.requestUpdate();
  }

  #focused(event: FocusEvent): void { this.#roving.moveTo(event.composedPath()[0] as HTMLElement, this.#stops); }

  #move(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as Element;
    // Between two inside one shadow tree no focus event comes out of it.
    this.#roving.moveTo(target as HTMLElement, this.#stops);
    if (event.ctrlKey || event.altKey || event.metaKey || target.matches('input, textarea')) return;
    if (event.key === 'Escape' && this.#isOpen) return this.#fold();
    const stop = this.#stopFor(event.key);
    if (!stop) return;
    event.preventDefault();
    stop.focus();
    this.#roving.moveTo(stop, this.#stops);
  }

  #stopFor(key: string): HTMLElement | undefined {
    if (key in ENDS) return this.#roving.end(this.#stops, ENDS[key]!);
    if (!(key in STEPS)) return undefined;
    const step = STEPS[key]!;
    return this.#roving.neighbour(this.#stops, getComputedStyle(this).direction === 'rtl' ? (-step as 1 | -1) : step);
  }

  #fold(): void {
    this.#unfold();
    this.renderRoot.querySelector<HTMLElement>('.more > button')!.focus();
  }
}

const lastIf = (tag: string): string => (tag === 'peerix-leave' ? 'last' : '');

declare global {
  interface HTMLElementTagNameMap { 'peerix-controls': PeerixControls }
}
