import { language } from '../language/language.js';

const number = (value: number, options: Intl.NumberFormatOptions): string => new Intl.NumberFormat(language(), options).format(value);

export const milliseconds = (seconds: number): string =>
  number(Math.round(seconds * 1000), { style: 'unit', unit: 'millisecond' });

export const percentage = (part: number): string => number(part, { style: 'percent', maximumFractionDigits: 1 });

/** Bits a second, in the unit that suits. */
export const bitrate = (bits: number): string => (bits < 1e6
  ? number(bits / 1e3, { style: 'unit', unit: 'kilobit-per-second', maximumFractionDigits: 0 })
  : number(bits / 1e6, { style: 'unit', unit: 'megabit-per-second', maximumFractionDigits: 1, minimumFractionDigits: 1 }));

export const size = (width: number, height: number): string => `${width} × ${height}`;
