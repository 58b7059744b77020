import { html, nothing, type TemplateResult } from 'lit';
import type { Remote } from '../../src/index.js';
import { isolated } from '../isolated.js';
import { nameIn } from '../name-in.js';
import { shownName } from './file-name.js';
import { percent, size } from './formats.js';
import { fateWords } from './fate-words.js';
import type { OutgoingFile, Recipient } from './outgoing-file.js';
import { nameOf, progressTemplate, rowButton, rowFrame, type RowContext } from './row-frame.js';
import { filesWords } from './words.js';

/** Those who are in the room now. */
export interface OutgoingContext extends RowContext {
  readonly here: readonly Remote[];
  resend(item: OutgoingFile): void;
}

export function outgoingRow(item: OutgoingFile, context: OutgoingContext): TemplateResult {
  const { recipients, isUnderWay, problem } = item;
  const names = recipients.map(({ name }) => isolated(name)), whole = size(item.size);
  const outcome = outcomeOf(item);
  return rowFrame(item, context, {
    file: item.file,
    isFailure: !isUnderWay && !item.isCancelled && recipients.length > item.arrivals,
    detail: isUnderWay || !names.length ? filesWords.sent(whole, names) : filesWords.sentAnd(whole, names, outcome),
    more: html`
      ${isUnderWay ? progressTemplate(item, filesWords.sending(nameOf(item)), recipients.length > 1 ? outcome : nothing) : nothing}
      ${problem ? html`<p class="note">${problem.message} ${problem.hint}</p>` : nothing}
      ${peopleTemplate(item, context.here)}`,
    buttons: resendButton(item, context),
  });
}

function outcomeOf({ recipients, arrivals, isUnderWay, isCancelled }: OutgoingFile): unknown {
  const { length } = recipients;
  if (arrivals === length) return length === 1 ? filesWords.has(isolated(recipients[0]!.name)) : filesWords.everyone;
  if (isUnderWay || !isCancelled || arrivals) return filesWords.haveIt(arrivals, length);
  return filesWords.youCancelled;
}

/** One by one, those who have it not. */
function peopleTemplate({ recipients, size: total, isCancelled }: OutgoingFile, here: readonly Remote[]): unknown {
  const lacking = recipients.filter(({ fate }) => fate !== 'delivered' && !(isCancelled && fate === 'cancelled'));
  if (!lacking.length) return nothing;
  return html`<ul class="people detail">${lacking.map((person) => html`<li part="person"><bdi>${person.name}</bdi> <span>${statusOf(person, total, here)}</span></li>`)}</ul>`;
}

function statusOf({ id, fate, sent }: Recipient, total: number, here: readonly Remote[]): string {
  const remote = here.find((other) => other.id === id);
  if (fate && fate !== 'delivered') return fateWords(fate, !!remote);
  if (remote?.state === 'disconnected') return filesWords.reconnecting;
  return sent ? percent(sent / total) : filesWords.waiting;
}

/** Whoever is here and has it not: came later, or did not get it. */
function resendButton(item: OutgoingFile, context: OutgoingContext): unknown {
  const missing = item.missing(context.here);
  if (!missing.length) return nothing;
  const isRetry = missing.some(({ id }) => item.recipients.some((recipient) => recipient.id === id));
  const label = isRetry ? filesWords.tryAgain : filesWords.sendTo(missing.map(({ metadata }) => isolated(shownName(nameIn(metadata)))));
  return rowButton(item, context, label, () => context.resend(item));
}
