const MILLISECONDS = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23',
});

/** Stamps a `<time>` with now, to the millisecond. */
export function stamp(time: HTMLTimeElement): void {
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = MILLISECONDS.format(now);
}
