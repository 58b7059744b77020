const MINUTES = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const MILLISECONDS = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23',
});

/** Stamps a `<time>` with now: to the minute for people, to the millisecond for those who look into what happened. */
export function stamp(time: HTMLTimeElement, precision: 'minutes' | 'milliseconds'): void {
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = (precision === 'minutes' ? MINUTES : MILLISECONDS).format(now);
}
