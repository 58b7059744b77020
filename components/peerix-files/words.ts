import { html, type TemplateResult } from 'lit';
import type { Sentence } from '../words.js';
import type { Fate } from './outgoing-file.js';

const count = new Intl.NumberFormat('en');
const plural = new Intl.PluralRules('en');
const people = (n: number): string => `${count.format(n)} ${plural.select(n) === 'one' ? 'person' : 'people'}`;
/** A name, or how many there are. */
const whom = (names: readonly string[]): unknown => (names.length === 1 ? html`<bdi>${names[0]}</bdi>` : people(names.length));

/** Every word that the list of files shows. Names are text of strangers, each in a direction of its own. */
export const filesWords = {
  list: 'Files',
  happened: 'What happened to files',
  choose: 'Choose files',
  drop: 'Drop files here',
  dropNow: 'Let go to send',
  unnamed: 'Unnamed file',
  goTo: (n: number): string => (n === 0 ? 'Only you are here.' : `They go straight to ${n === 1 ? 'the other person' : `the ${count.format(n)} others`} here.`),
  empty: { title: 'No files yet.', advice: 'Files go to everyone here and are kept nowhere. Who joins later gets them only if you send them again.' } satisfies Sentence,
  outside: { title: 'You are not in the room.', advice: 'You can send files once you join.' } satisfies Sentence,
  joining: { title: 'Joining…', advice: 'You can send files once you are in the room.' } satisfies Sentence,
  folder: { title: 'Folders cannot be sent.', advice: 'Make a zip file of it, or choose the files inside.' } satisfies Sentence,

  sending: (file: string): string => `Sending ${file}`,
  receiving: (file: string): string => `Receiving ${file}`,
  cancel: 'Cancel',
  remove: 'Remove from this list',
  accept: 'Accept',
  decline: 'Decline',
  save: 'Save',
  saveTo: 'Save to…',
  tryAgain: 'Try again',
  sendTo: (names: readonly string[]): TemplateResult => html`Send to ${whom(names)}`,
  left: (duration: string): string => `${duration} left`,

  to: (names: readonly string[]): unknown => (names.length ? html`to ${whom(names)}` : 'to nobody'),
  from: (person: string): TemplateResult => html`from <bdi>${person}</bdi>`,
  offers: (person: string): TemplateResult => html`<bdi>${person}</bdi> offers it`,
  haveIt: (n: number, of: number): string => `${count.format(n)} of ${count.format(of)} have it`,
  everyone: 'Everyone has it',
  has: (name: string): TemplateResult => html`<bdi>${name}</bdi> has it`,
  youCancelled: 'You cancelled',
  waiting: 'Waiting',
  reconnecting: 'Reconnecting…',

  received: 'received',
  saved: 'saved',
  youDeclined: 'You declined',
  stoppedAt: (amount: string): string => `Stopped at ${amount}`,
  personLeft: (person: string): TemplateResult => html`<bdi>${person}</bdi> left. Ask for it again when they are back.`,
  revoked: (person: string): TemplateResult => html`<bdi>${person}</bdi> took it back. Ask them to send it again.`,
  youStopped: 'You left, or closed the list. Ask for it again.',
  unwritable: 'It could not be written to disk. Free some space or choose another place, and ask for it again.',
  badPlace: 'That place cannot be written to. Choose another one.',

  saidReceived: (file: string, person: string): TemplateResult => html`<bdi>${file}</bdi> from <bdi>${person}</bdi> received`,
  saidSaved: (file: string, person: string): TemplateResult => html`<bdi>${file}</bdi> from <bdi>${person}</bdi> saved`,
  saidOffered: (file: string, person: string, size: string): TemplateResult => html`<bdi>${person}</bdi> offers <bdi>${file}</bdi>, ${size}`,
  saidLost: (file: string, person: string): TemplateResult => html`<bdi>${file}</bdi> from <bdi>${person}</bdi> did not arrive`,
  saidSent: (file: string): TemplateResult => html`<bdi>${file}</bdi> sent, everyone has it`,
  saidUnsent: (file: string, n: number, of: number): TemplateResult => html`<bdi>${file}</bdi>: ${count.format(n)} of ${count.format(of)} have it`,
} as const;

/** Why somebody has it not. */
export function fateWords(fate: Exclude<Fate, undefined | 'delivered'>, isHere: boolean): string {
  switch (fate) {
    case 'rejected': return 'Declined';
    case 'left': return 'Left';
    case 'cancelled': return 'Cancelled';
    case 'stopped': return 'Stopped';
    default: return isHere ? 'Takes no files now' : 'Connection lost';
  }
}
