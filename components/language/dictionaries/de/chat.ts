import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const chat = ({ number, plural }: Grammar): Vocabularies['chat'] => ({
  messages: 'Nachrichten',
  newMessages: 'Neue Nachrichten',
  message: 'Nachricht',
  placeholder: 'Nachricht an alle',
  send: 'Senden',
  today: 'Heute',
  yesterday: 'Gestern',
  unread: 'Neu',
  jump: (n) => `${number(n)} neue ${plural(n, { one: 'Nachricht', other: 'Nachrichten' })}`,
  passedOnBy: (person) => ['Frühere Nachrichten, weitergegeben von ', person],

  sent: 'Gesendet',
  delivered: 'Zugestellt',
  deliveredTo: (n, of) => `An ${number(n)} von ${number(of)} zugestellt`,
  notDelivered: 'Nicht zugestellt',
  nobodyHere: 'Sonst war niemand da',
  tryAgain: 'Erneut versuchen',

  left: (n) => `Noch ${number(n)} Zeichen`,
  tooLong: (length, most) => `Zu lang: ${number(length)} von höchstens ${number(most)} Zeichen. Zum Senden kürzen.`,

  empty: { title: 'Noch keine Nachrichten.', advice: 'Nachrichten gehen an alle hier. Wer später kommt, bekommt die letzten von jemandem, der dann da ist. Kein Server bewahrt sie auf.' },
  outside: { title: 'Noch nicht im Raum.', advice: 'Schreiben geht nach dem Beitreten.' },
  joining: { title: 'Beitreten…', advice: 'Schreiben geht, sobald der Raum betreten ist.' },
});
