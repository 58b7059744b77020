import { html, nothing, type TemplateResult } from 'lit';
import { isolated } from '../isolated.js';
import { flag } from '../tile/flag.js';
import { words } from '../words.js';
import { arrivals, type Delivery } from './delivery.js';
import { segments, type Segment } from './links.js';
import type { ChatMessage } from './message.js';
import { noteOf } from './note.js';
import type { Row } from './rows.js';
import { dayName, timeOf } from './times.js';
import { chatWords } from './words.js';

/** What shows of a row besides itself. */
export interface RowContext {
  /** The last message of one's own. */
  readonly isLast: boolean;
  /** Sends it again; undefined where nobody is there who lacks it. */
  readonly retry: (() => void) | undefined;
}

export function rowTemplate(row: Row, context: RowContext): TemplateResult {
  switch (row.kind) {
    case 'day': return divider('day', dayName(row.message.at));
    case 'unread': return divider('unread', chatWords.unread);
    case 'passed-on': return divider('passed-on', chatWords.passedOnBy(isolated(row.message.passedOnBy ?? '')));
    case 'message': return messageTemplate(row.message, row.isFirst, context);
  }
}

const divider = (kind: string, content: unknown): TemplateResult => html`<li part="divider" class="divider ${kind}"><span>${content}</span></li>`;

function messageTemplate(message: ChatMessage, isFirst: boolean, context: RowContext): TemplateResult {
  const own = message.own ? 'own' : ''; // a stranger may be called "You"
  return html`<li part="message ${own}" class="message ${own} ${isFirst ? 'first' : ''}">
    ${isFirst ? author(message) : nothing}
    <p part="text" class="text" dir="auto">${segments(message.text).map(segment)}</p>
    ${message.delivery ? note(message.delivery, context) : nothing}
  </li>`;
}

function author({ from, name, own, at }: ChatMessage): TemplateResult {
  return html`<div class="avatar">${flag({ id: from, name })}</div>
    <div class="author"><b part="name"><bdi>${own ? words.you : name}</bdi></b>
      <time part="time" dir="auto" datetime=${new Date(at).toISOString()}>${timeOf(at)}</time></div>`;
}

function segment(part: Segment): unknown {
  if (typeof part === 'string') return part;
  return html`<a href=${part.href} target="_blank" rel="noopener noreferrer" dir="ltr">${part.text}</a>`;
}

function note(delivery: Delivery, { isLast, retry }: RowContext): unknown {
  const { text, isFailure = false } = noteOf(delivery, isLast) ?? {};
  if (!text) return nothing;
  return html`<div part="note" class="note ${isFailure && !arrivals(delivery) ? 'failure' : ''}">${text}
    ${retry ? html`<button class="retry" type="button" @click=${retry}>${chatWords.tryAgain}</button>` : nothing}</div>`;
}
