import { percent as wholePercent } from '../language/grammar.js';
import { intl } from '../language/intl.js';
import { filesWords } from './words.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
type Unit = (typeof UNITS)[number];

/** From megabytes on one decimal, always there: numbers that change must not jump about. */
const digitsOf = (unit: Unit): Intl.NumberFormatOptions => {
  const digits = unit === 'byte' || unit === 'kilobyte' ? 0 : 1;
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
};

function unitOf(bytes: number): { readonly unit: Unit; readonly value: number } {
  let i = 0, value = bytes;
  for (; value >= 999.5 && i < UNITS.length - 1; i++) value /= 1000;
  return { unit: UNITS[i]!, value };
}

const format = (value: number, options: Intl.NumberFormatOptions): string => intl(Intl.NumberFormat, options).format(value);

const withUnit = (value: number, unit: string, options: Intl.NumberFormatOptions): string => format(value, { style: 'unit', unit, ...options });
const whole = (value: number, unit: string): string => withUnit(value, unit, { maximumFractionDigits: 0 });

const displayOf = (unit: Unit): 'long' | 'short' => (unit === 'byte' ? 'long' : 'short');

/** `48.0 MB` */
export function size(bytes: number): string {
  const { unit, value } = unitOf(bytes);
  return withUnit(value, unit, { ...digitsOf(unit), unitDisplay: displayOf(unit) });
}

/** `31.4 of 48.0 MB` */
export function amount(bytes: number, total: number): string {
  const { unit, value } = unitOf(total);
  const done = value ? (bytes / total) * value : 0;
  return filesWords.amount(format(done, digitsOf(unit)), size(total));
}

/** `9.1 MB/s` */
export function rate(bytesPerSecond: number): string {
  const { unit, value } = unitOf(bytesPerSecond);
  return withUnit(value, `${unit}-per-second`, digitsOf(unit));
}

/** `65%` */
export const percent = (share: number): string => wholePercent(Math.floor(share * 100) / 100);

/** `2 sec`; the longer, the rougher. */
export function duration(seconds: number): string {
  if (seconds < 20) return whole(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds < 90) return whole(Math.round(seconds / 5) * 5, 'second');
  if (seconds < 90 * 60) return whole(Math.round(seconds / 60), 'minute');
  return whole(Math.round(seconds / 3600), 'hour');
}
