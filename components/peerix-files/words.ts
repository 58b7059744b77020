import { number, plural, type Phrase } from '../language/grammar.js';
import { vocabulary } from '../language/vocabulary.js';

const people = (n: number): string => `${number(n)} ${plural(n, { one: 'person', other: 'people' })}`;
/** A name, or how many there are. */
const whom = (names: Phrase): unknown => (names.length === 1 ? names[0] : people(names.length));

/** Every word that the list of files shows. Names of files and people come in a direction of their own, save in labels. */
export const filesWords = vocabulary('files', {
  list: 'Files',
  happened: 'What happened to files',
  choose: 'Choose files',
  drop: 'Drop files here',
  dropNow: 'Let go to send',
  unnamed: 'Unnamed file',
  goTo: (n: number): string => (n === 0 ? 'Only you are here.' : `They go straight to ${n === 1 ? 'the other person' : `the ${number(n)} others`} here.`),
  empty: { title: 'No files yet.', advice: 'Files go to everyone here and are kept nowhere. Who joins later gets them only if you send them again.' },
  outside: { title: 'You are not in the room.', advice: 'You can send files once you join.' },
  joining: { title: 'Joining…', advice: 'You can send files once you are in the room.' },
  folder: { title: 'Folders cannot be sent.', advice: 'Make a zip file of it, or choose the files inside.' },

  sending: (file: string): string => `Sending ${file}`,
  receiving: (file: string): string => `Receiving ${file}`,
  cancel: 'Cancel',
  remove: 'Remove from this list',
  accept: 'Accept',
  decline: 'Decline',
  save: 'Save',
  saveTo: 'Save to…',
  tryAgain: 'Try again',
  sendTo: (names: Phrase): Phrase => ['Send to ', whom(names)],
  amount: (done: string, total: string): string => `${done} of ${total}`,
  left: (duration: string): string => `${duration} left`,

  sent: (size: string, names: Phrase): Phrase => (names.length ? [size, ' to ', whom(names)] : [size, ' to nobody']),
  sentAnd: (size: string, names: Phrase, outcome: unknown): Phrase => [size, ' to ', whom(names), '. ', outcome],
  haveIt: (n: number, of: number): string => `${number(n)} of ${number(of)} have it`,
  everyone: 'Everyone has it',
  has: (person: unknown): Phrase => [person, ' has it'],
  youCancelled: 'You cancelled',
  waiting: 'Waiting',
  reconnecting: 'Reconnecting…',
  declined: 'Declined',
  gone: 'Left',
  cancelled: 'Cancelled',
  stopped: 'Stopped',
  takesNone: 'Takes no files now',
  lost: 'Connection lost',

  offered: (size: string, person: unknown): Phrase => [size, ', ', person, ' offers it'],
  from: (amount: string, person: unknown): Phrase => [amount, ' from ', person],
  received: (size: string, person: unknown): Phrase => [size, ' from ', person, ', received'],
  saved: (size: string, person: unknown): Phrase => [size, ' from ', person, ', saved'],
  youDeclinedIt: (size: string, person: unknown): Phrase => [size, ' from ', person, '. You declined'],
  youCancelledIt: (size: string, person: unknown): Phrase => [size, ' from ', person, '. You cancelled'],
  stoppedAt: (amount: string, person: unknown): Phrase => ['Stopped at ', amount, ' from ', person],
  personLeft: (person: unknown): Phrase => [person, ' left. Ask for it again when they are back.'],
  revoked: (person: unknown): Phrase => [person, ' took it back. Ask them to send it again.'],
  youStopped: 'You left, or closed the list. Ask for it again.',
  unwritable: 'It could not be written to disk. Free some space or choose another place, and ask for it again.',
  badPlace: 'That place cannot be written to. Choose another one.',

  saidReceived: (file: unknown, person: unknown): Phrase => [file, ' from ', person, ' received'],
  saidSaved: (file: unknown, person: unknown): Phrase => [file, ' from ', person, ' saved'],
  saidOffered: (file: unknown, person: unknown, size: string): Phrase => [person, ' offers ', file, ', ', size],
  saidLost: (file: unknown, person: unknown): Phrase => [file, ' from ', person, ' did not arrive'],
  saidSent: (file: unknown): Phrase => [file, ' sent, everyone has it'],
  saidUnsent: (file: unknown, n: number, of: number): Phrase => [file, `: ${number(n)} of ${number(of)} have it`],
});
