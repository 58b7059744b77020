import { number, plural, type Phrase } from '../language/grammar.js';
import { vocabulary } from '../language/vocabulary.js';

/** Every word that the chat shows. */
export const chatWords = vocabulary('chat', {
  messages: 'Messages',
  newMessages: 'New messages',
  message: 'Message',
  placeholder: 'Message everyone',
  send: 'Send',
  today: 'Today',
  yesterday: 'Yesterday',
  unread: 'New',
  jump: (n: number): string => `${number(n)} new ${plural(n, { one: 'message', other: 'messages' })}`,
  passedOnBy: (person: unknown): Phrase => ['Earlier messages, passed on by ', person],

  sent: 'Sent',
  delivered: 'Delivered',
  deliveredTo: (n: number, of: number): string => `Delivered to ${number(n)} of ${number(of)}`,
  notDelivered: 'Not delivered',
  nobodyHere: 'Nobody else was here',
  tryAgain: 'Try again',

  left: (n: number): string => `${number(n)} ${plural(n, { one: 'character', other: 'characters' })} left`,
  tooLong: (length: number, most: number): string =>
    `Too long: ${number(length)} of at most ${number(most)} characters. Shorten it to send it.`,

  empty: { title: 'No messages yet.', advice: 'Messages go to everyone here. Who joins later gets the last ones from whoever is here then. No server keeps them.' },
  outside: { title: 'You are not in the room.', advice: 'You can write once you join.' },
  joining: { title: 'Joining…', advice: 'You can write once you are in the room.' },
});
