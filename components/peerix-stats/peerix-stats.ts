import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Remote } from '../../src/index.js';
import { textAttribute } from '../attributes.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { RoomController } from '../room/room-controller.js';
import { whyNot } from '../room/why-not.js';
import { Seen } from '../seen.js';
import { setStates } from '../states.js';
import { base } from '../theme/base.js';
import { tokens } from '../theme/tokens.js';
import { words, type Sentence } from '../words.js';
import { Course } from './course.js';
import { readingOf, type Reading } from './reading.js';
import { row } from './row.js';
import { statsStyles } from './styles.js';
import { statsWords } from './words.js';

const PERIOD_MS = 2000;

/**
 * How the links to the others do: their state, whether they are direct or go through a relay, round trip, loss, bitrates up
 * and down with a chart of the last minute, and what comes in. Measured every two seconds while it can be seen, and not
 * otherwise. It shows no addresses.
 *
 * @attr {string} for - The id of a room, if it is not the nearest one around.
 *
 * @csspart table - The table.
 * @csspart link - The row of one link.
 * @csspart chart - A small chart.
 *
 * @cssstate disabled - It is not in a room.
 *
 * @cssprop --peerix-line - Lines between rows.
 * @cssprop --peerix-surface - Background.
 * @cssprop --peerix-ink - Text, and the charts.
 * @cssprop --peerix-ink-soft - What is less important.
 * @cssprop --peerix-focus - The focus ring.
 * @cssprop --peerix-radius - Corners. Default 10px.
 */
export class PeerixStats extends LitElement {
  static override readonly styles = [tokens, base, statsStyles];

  /** Attribute `for`. */
  @property(textAttribute('for')) htmlFor = '';
  /** The room itself, where an id cannot reach (another shadow root). */
  @property({ attribute: false }) forElement: PeerixRoom<any> | null = null;

  readonly #internals = this.attachInternals();
  readonly #room = new RoomController(this);
  #courses = new WeakMap<Remote, Course>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new Seen(this, (isSeen) => this.#run(isSeen));
  }

  /** Its mere presence has `moveBefore` move the element without disconnecting it. */
  connectedMoveCallback(): void { this.#room.seek(); }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor') || changed.has('forElement')) this.#room.seek();
  }

  protected override updated(): void { setStates(this.#internals, { disabled: !!this.#blockage }); }

  protected override render(): TemplateResult {
    const remotes = this.#remotes, blockage = this.#blockage ?? (remotes.length ? undefined : words.alone);
    if (blockage) return html`<p class="empty" role=${this.#room.voice}><strong>${blockage.title}</strong> ${blockage.advice}</p>`;
    return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="caption"><table part="table">
      <caption id="caption">${statsWords.caption}</caption>
      <thead><tr>${HEADINGS.map(([key, isNumber]) => html`<th scope="col" class=${isNumber ? 'number' : nothing}>${statsWords[key]}</th>`)}</tr></thead>
      <tbody>${repeat(remotes, ({ id }) => id, (remote) => row(remote, this.#courseOf(remote)))}</tbody>
    </table></div>`;
  }

  get #remotes(): readonly Remote[] { return [...this.#room.room?.remotes.values() ?? []]; }
  get #blockage(): Sentence | undefined { return whyNot(this.#room.room, undefined, statsWords); }

  #courseOf(remote: Remote): Course {
    const course = this.#courses.get(remote) ?? new Course();
    this.#courses.set(remote, course);
    return course;
  }

  #run(isSeen: boolean): void {
    clearInterval(this.#timer);
    if (!isSeen) return;
    void this.#measure();
    this.#timer = setInterval(() => void this.#measure(), PERIOD_MS);
  }

  async #measure(): Promise<void> {
    await Promise.all(this.#remotes.map(async (remote) => this.#courseOf(remote).add(await look(remote))));
    this.requestUpdate();
  }
}

/** Undefined where the connection has just gone. */
const look = (remote: Remote): Promise<Reading | undefined> => remote.getStats().then(readingOf, () => undefined);

const HEADINGS = [
  ['person', false], ['link', false], ['roundTrip', true], ['loss', true], ['up', true], ['down', true], ['picture', true], ['codec', false],
] as const;

declare global {
  interface HTMLElementTagNameMap { 'peerix-stats': PeerixStats }
}
