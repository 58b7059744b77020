const count = new Intl.NumberFormat('en');
const plural = new Intl.PluralRules('en');
const day = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });

/** Every word that the chat shows. */
export const chatWords = {
  messages: 'Messages',
  newMessages: 'New messages',
  message: 'Message',
  placeholder: 'Message everyone',
  send: 'Send',
  today: 'Today',
  yesterday: 'Yesterday',
  day: (date: Date): string => day.format(date),
  unread: 'New',
  jump: (n: number): string => `${count.format(n)} new ${plural.select(n) === 'one' ? 'message' : 'messages'}`,
  passedOnBy: 'Earlier messages, passed on by',

  sent: 'Sent',
  delivered: 'Delivered',
  deliveredTo: (n: number, of: number): string => `Delivered to ${count.format(n)} of ${count.format(of)}`,
  notDelivered: 'Not delivered',
  nobodyHere: 'Nobody else was here',
  tryAgain: 'Try again',

  left: (n: number): string => `${count.format(n)} ${plural.select(n) === 'one' ? 'character' : 'characters'} left`,
  tooLong: (length: number, most: number): string =>
    `Too long: ${count.format(length)} of at most ${count.format(most)} characters. Shorten it to send it.`,

  empty: { title: 'No messages yet.', advice: 'Messages go to everyone here. Who joins later gets the last ones from whoever is here then. No server keeps them.' },
  outside: { title: 'You are not in the room.', advice: 'You can write once you join.' },
  joining: { title: 'Joining…', advice: 'You can write once you are in the room.' },
} as const;
